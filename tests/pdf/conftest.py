"""Every test of a paper speaks through an app, as the product does, and shares one warm compiler."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask

from forms_app import deadlines as clock_module
from forms_app.deadlines import Rules
from forms_app.facts import agency as agency_module
from forms_app.facts.agency import Agency
from forms_app.i18n import translation
from forms_app.pdf import Compiler
from forms_app.settings import ROOT

AGENCY_DIR: Path = ROOT / "agency"


@pytest.fixture(autouse=True)
def speaking() -> Iterator[None]:
    app = Flask("letters")
    translation.install(app)
    with app.app_context():
        yield


class Remembering(Compiler):
    """Sets each paper once, however many tests read it."""

    def __init__(self) -> None:
        super().__init__()
        self._remembered: dict[str, bytes] = {}

    def _set(self, data: str) -> bytes:
        if data not in self._remembered:
            self._remembered[data] = super()._set(data)
        return self._remembered[data]


@pytest.fixture(scope="session")
def compiler() -> Compiler:
    return Remembering()


@pytest.fixture(scope="session")
def agency() -> Agency:
    return agency_module.load(AGENCY_DIR)


@pytest.fixture(scope="session")
def rules() -> Rules:
    return clock_module.load(AGENCY_DIR)
