"""What a command of the operator is about to touch: told before it is touched, and refused if it was meant otherwise.

Without its settings a command would make an account in an empty database of a trial, and say that it did.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

import click

from forms_app.settings import Settings, SettingsError

SERVICE = Path("/etc/customer-connect")  # where the units of deploy/ read their settings
WRAPPER = "deploy/customer-connect"
_SAYS_WHERE = ("DATABASE_URL", "DATA_DIR")


def name(config: Settings) -> None:
    """Say on standard error which database and which keys are meant."""
    expect_meant()
    database = config.database_url.render_as_string(hide_password=True)
    click.echo(f"Database: {database}; keys: {config.keys_dir}", err=True)


def expect_meant(environ: Mapping[str, str] = os.environ) -> None:
    """Raises SettingsError where a service runs on this machine and its settings were not given."""
    if any(environ.get(setting) for setting in _SAYS_WHERE) or not any(SERVICE.glob("*.env")):
        return
    raise SettingsError(
        f"DATABASE_URL: this machine runs the service of {SERVICE}, and its settings were not given. "
        f"Run the same words with them: sudo {WRAPPER} … For a trial apart from it, set DATA_DIR."
    )
