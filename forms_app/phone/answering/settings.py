"""What the telephone is told from outside: its ports, what rings at a desk, where its recordings lie."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from forms_app.phone.line.shape import DESKS
from forms_app.settings import ROOT, SettingsError, port_of

_EXTENSION = re.compile(r"[A-Za-z0-9+][\w/@.+-]{0,79}", re.ASCII)


@dataclass(frozen=True)
class PhoneSettings:
    """`extensions`: by desk, those that the operator has set; a desk without one rings nobody. `url`: of the webhooks,
    empty without a hosted number. `hosted_account`: whether numbers and PINs may pass through its carrier."""

    agi_port: int
    extensions: Mapping[str, str]
    sounds: Path
    url: str
    hosted_account: bool = False


def read(environ: Mapping[str, str] = os.environ) -> PhoneSettings:
    """Raises SettingsError."""
    given = {desk: environ.get(f"PHONE_RINGS_{desk.upper()}", "").strip() for desk in DESKS}
    for desk, extension in given.items():
        if extension and not _EXTENSION.fullmatch(extension):
            raise SettingsError(f"PHONE_RINGS_{desk.upper()}: write a channel or a number, such as PJSIP/100.")
    url = environ.get("PHONE_URL", "").strip().rstrip("/")
    if url and not re.fullmatch(r"https://[\w.-]+(:\d+)?|http://(127\.0\.0\.1|localhost)(:\d+)?", url):
        raise SettingsError("PHONE_URL: write the address of the webhooks, such as https://phone.example.org")
    folder = (ROOT / (environ.get("PHONE_SOUNDS", "").strip() or "build/sounds")).resolve()
    extensions = {desk: extension for desk, extension in given.items() if extension}
    hosted_account = environ.get("PHONE_HOSTED_ACCOUNT", "").strip() == "1"
    return PhoneSettings(port_of("AGI_PORT", environ), extensions, folder, url, hosted_account)
