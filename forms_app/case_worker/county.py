"""The made-up county in the case database of a trial: made anew each day, and never beside anybody's real cases.

A process of its own, `python -m forms_app.case_worker.county`, because setting its papers takes memory that is not
given back.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Callable
from datetime import date
from functools import cache
from pathlib import Path

from flask import Flask

from forms_app import settings
from forms_app.case_data.contract import contract
from forms_app.case_data.county import package
from forms_app.case_data.county.build import SYSTEM
from forms_app.case_data.county.people import Person
from forms_app.case_data.county.rows import Row
from forms_app.case_data.loading.load import Load, Yes
from forms_app.case_data.packing.sealer import Sealer
from forms_app.case_data.store.activation_codes import Codes
from forms_app.case_data.store.databases import CaseDatabase
from forms_app.case_data.store.reading import StoredCaseData
from forms_app.deadlines import clock
from forms_app.errors import CannotStart, report
from forms_app.facts import agency, case_words
from forms_app.facts.case_words import Words
from forms_app.facts.languages import BY_CODE, DEFAULT
from forms_app.pdf.compiler import Compiler
from forms_app.pdf.county_papers import paper
from forms_app.sealing import keys
from forms_app.sealing.seal import SealingKey
from forms_app.settings import Settings, SettingsError

YES = Yes(it_moved=True, people_go=True, after_a_gap=True)


class NotLoaded(CannotStart):
    """The county's own package was refused: a fault of ours."""


def is_wanted(config: Settings, cases: CaseDatabase, today: date) -> bool:
    """Whether this is a place for made-up people, and they are not of today: an official site never is one, nor a
    database that holds another system's package."""
    if agency.load(config.agency_dir).official:
        return False
    held = StoredCaseData(cases).as_of()
    return held is None or (held.system == SYSTEM and held.as_of != today)


def renew(config: Settings, cases: CaseDatabase, today: date) -> bool:
    """Make the county of today, if it is wanted. Whether it was. Raises CannotStart."""
    if not is_wanted(config, cases, today):
        return False
    with tempfile.TemporaryDirectory(prefix="county-") as place:
        folder = Path(place) / "county"
        key = write_package(config, folder, today)
        told: list[str] = []
        codes = case_words.load(config.agency_dir)
        outcome = Load(cases, folder, codes, key, YES, lambda found: told.append(str(found))).run()
    if not outcome.loaded:
        raise NotLoaded(f"CASE_DATABASE_URL: the made-up county was refused: {'; '.join(told[:3])}")
    return True


def write_package(config: Settings, folder: Path, today: date) -> Path:
    """The county of a day, packed in `folder`, which is not there yet. Gives the public key that checks it.

    Raises CannotStart.
    """
    codes = case_words.load(config.agency_dir)
    public = config.keys_dir / "public"
    inbox, documents = (Sealer(SealingKey.of(keys.public_pair_in(public, name))) for name in ("inbox", "case-data"))
    with Flask(__name__).app_context():  # the papers say their words as every page of an app does
        return package.write(folder, today, contract.load(), codes, (inbox, documents), _printer(config, codes))


def _printer(config: Settings, codes: Words) -> Callable[[Row, Person], bytes]:
    facts, compiler = agency.load(config.agency_dir), Compiler()

    @cache
    def printed(title: str, dated: str, language: str) -> bytes:
        heading = codes["title"][title][language if language in BY_CODE else DEFAULT]
        return compiler.pdf(paper(heading, date.fromisoformat(dated), language, facts))

    return lambda row, person: printed(row["title_code"], row["dated"], person.language)


def give_code(config: Settings, participant_id: str) -> str:
    """An activation code of a made-up person, as the letter would bring it. Raises CannotStart for anybody else."""
    cases = CaseDatabase(config.case_database_url)
    try:
        cases.check()
        data = StoredCaseData(cases)
        held, person_id = data.as_of(), data.person_of(participant_id)
        if held is None or held.system != SYSTEM or person_id is None:
            raise SettingsError(f"Nobody made up has the Participant ID {participant_id} here. See: case-data demo")
        with cases.aside.write() as connection:
            return Codes(keys.secret(config, "case-data")).give(connection, person_id, clock.today())
    finally:
        cases.close()


def main() -> int:
    try:
        config = settings.read()
        cases = CaseDatabase(config.case_database_url, patience=None)
        try:
            cases.upgrade()
            renew(config, cases, clock.today())
        finally:
            cases.close()
    except CannotStart as wrong:
        return report(wrong)
    return 0


if __name__ == "__main__":
    sys.exit(main())
