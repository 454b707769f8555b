"""The operator's commands about packages of case data: `case-data check` says what is wrong with one."""

from __future__ import annotations

from pathlib import Path

import click
from flask import Flask
from flask.cli import AppGroup

from forms_app import settings
from forms_app.case_data.checks import package
from forms_app.case_data.checks.descriptor import PUBLIC_KEY
from forms_app.case_data.contract import contract
from forms_app.case_data.contract.faults import Fault
from forms_app.cli.case_loading import load_package
from forms_app.errors import CannotStart
from forms_app.facts import case_words

case_data = AppGroup("case-data", help="Packages of what the agency's system knows about cases.")
case_data.add_command(load_package)


def install(app: Flask) -> None:
    app.cli.add_command(case_data)


@case_data.command("check")
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option(
    "--key",
    type=click.Path(dir_okay=False, path_type=Path),
    help="The agency's public key (Ed25519, PEM); without it KEYS_DIR/case-data/package.pub.",
)
def check_package(folder: Path, key: Path | None) -> None:
    """Look for faults in the package in FOLDER, one line for each. Ends with 1 if there is one; nothing is changed.

    Cases whose money does not add up are listed as being checked. They alone refuse nothing while they are few.
    """
    try:
        environment = settings.read()
        codes = case_words.load(environment.agency_dir)
    except CannotStart as wrong:
        raise click.ClickException(str(wrong)) from wrong
    faults = being_checked = 0
    for finding in package.check(folder, contract.load(), codes, key or environment.keys_dir / PUBLIC_KEY):
        click.echo(str(finding))
        if isinstance(finding, Fault):
            faults += 1
        else:
            being_checked += 1
    click.echo(f"{faults} faults, {being_checked} cases being checked.")
    if faults:
        raise click.exceptions.Exit(1)
