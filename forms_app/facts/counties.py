"""Which county a submission is for, so that it reaches the right desk: the one chosen, or that of the ZIP code."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from forms_app.facts.agency import CALIFORNIA_COUNTIES, Agency
from forms_app.facts.files import FactsError, read_text

if TYPE_CHECKING:
    from flask import Flask

UNKNOWN = ""


def load(directory: Path) -> dict[str, str]:
    """ZIP code to its main county. Raises FactsError with file, line and remedy."""
    path = directory / "zip_counties.csv"
    found: dict[str, str] = {}
    for line, row in enumerate(csv.DictReader(read_text(path).splitlines()), start=2):
        county, source, zip_codes = (row.get(column) or "" for column in ("county", "source", "zip_codes"))
        if county not in CALIFORNIA_COUNTIES or not source:
            raise FactsError(path, line, "a county of California and a source are expected", "Write both.")
        found |= dict.fromkeys(zip_codes.split(), county)
    return found


def install(app: Flask, zips: Mapping[str, str], agency: Agency) -> None:
    app.extensions["zips"] = zips
    app.extensions["county names"] = {county.name: county.names for county in agency.served}


def name_in(language: str, county: str) -> str:
    """What a county is called in a language; its own name outside of an app, and where no other is known."""
    from flask import current_app  # as below

    names = current_app.extensions.get("county names", {}) if current_app else {}
    return str(names.get(county, {}).get(language, county))


def county_at(zip_code: str) -> str:
    """The main county of a ZIP code, or "" if the app that answers this request does not know it."""
    from flask import current_app  # only here: the outbox worker loads these facts too, and is no app

    return str(current_app.extensions["zips"].get(zip_code[:5], UNKNOWN))


def county_of(chosen: str, zip_code: str, zips: Mapping[str, str]) -> str:
    """The county of a submission, or "" if neither the chosen one nor the ZIP code tells it."""
    return chosen if chosen in CALIFORNIA_COUNTIES else zips.get(zip_code[:5], UNKNOWN)
