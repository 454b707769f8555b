"""The secret by which a carrier signs its requests: a file that the operator puts among the keys."""

from __future__ import annotations

from pathlib import Path

from forms_app.settings import SettingsError

FILE = "phone/carrier-token"
LEAST = 16  # signs


def read(keys_dir: Path) -> str:
    """Raises SettingsError where it is missing or too short to be one."""
    path = keys_dir / FILE
    try:
        token = path.read_text("utf-8").strip()
    except OSError:
        raise SettingsError(
            f"{path}: the carrier's token is missing. Put it there, readable by this process alone."
        ) from None
    if len(token) < LEAST:
        raise SettingsError(f"{path}: this is too short for a carrier's token. Copy the whole of it.")
    return token
