"""What every process works with, made once at its start: settings, database, the agency's facts and the clock."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from forms_app import deadlines
from forms_app.deadlines import Rules, clock
from forms_app.facts import agency, counties
from forms_app.facts.agency import Agency
from forms_app.settings import Settings
from forms_app.storage.database import Database


@dataclass(frozen=True, kw_only=True)
class Services:
    """The base of each process's own services. `zips`: ZIP code to county."""

    settings: Settings
    database: Database
    agency: Agency
    rules: Rules
    zips: Mapping[str, str]

    def now(self) -> datetime:
        """In UTC, by the one clock that all code of a request reads."""
        return clock.utc_now()

    def today(self) -> date:
        """Where the agency is."""
        return clock.today()


def load(settings: Settings, database: Database) -> Services:
    """Read the facts. Raises FactsError."""
    folder = settings.agency_dir
    return Services(
        settings=settings,
        database=database,
        agency=agency.load(folder),
        rules=deadlines.load(folder),
        zips=counties.load(folder),
    )
