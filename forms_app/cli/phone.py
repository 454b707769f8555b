"""The operator's command about the telephone: `phone walk` runs a file of written-down calls on the engine."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click
from flask import Flask
from flask.cli import AppGroup

from forms_app import deadlines, settings
from forms_app.bundles.spoken import Spoken
from forms_app.case_data.bundling import spoken
from forms_app.case_data.contract import contract
from forms_app.case_data.county.build import build
from forms_app.case_data.county.reading import rows_for
from forms_app.deadlines import local_date
from forms_app.errors import CannotStart
from forms_app.facts import agency, case_words
from forms_app.phone import made_up, walks
from forms_app.phone.answering import machine_voice, sounds
from forms_app.phone.answering import settings as phone_settings
from forms_app.phone.answering.studio import Taken, take_over
from forms_app.phone.engine import tellers
from forms_app.phone.engine.book import MadeUp
from forms_app.phone.engine.moves import Engine
from forms_app.phone.line import check
from forms_app.phone.walking import differences
from forms_app.phone.walks import Walk

phone = AppGroup("phone", help="The telephone line and its menu.")


def install(app: Flask) -> None:
    app.cli.add_command(phone)


@phone.command("walk")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def walk_file(file: Path) -> None:
    """Run the calls written down in FILE on the made-up cases, a line for each. Ends with 1 if one comes otherwise."""
    try:
        trial = Trial(settings.read().agency_dir)
        found = [(walk, differences(walk, trial.engine(walk))) for walk in walks.load(file, trial.line)]
    except CannotStart as wrong:
        raise click.ClickException(str(wrong)) from wrong
    for walk, differing in found:
        click.echo(f"differs  {walk.name}: {'; '.join(differing)}" if differing else f"ok       {walk.name}")
    count = sum(bool(differing) for _, differing in found)
    click.echo(f"{len(found)} walks, {count} differ.")
    if count:
        raise click.exceptions.Exit(1)


@phone.command("sounds")
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path), required=False)
@click.option("--studio", type=click.Path(exists=True, file_okay=False, path_type=Path), help="What a studio recorded.")
def make_sounds(folder: Path | None, studio: Path | None) -> None:
    """Write the list of everything to record, and have espeak-ng speak what is not recorded yet, into FOLDER.

    With --studio its recordings are taken over instead. Without FOLDER: where the line looks for it, PHONE_SOUNDS or
    build/sounds. Ends with 1 where a sentence has no recording, and names its place.
    """
    try:
        line = Trial(settings.read().agency_dir).line
        place = folder or phone_settings.read().sounds
        if studio:
            _tell_taken(take_over(line, studio, place))
        else:
            click.echo(f"{machine_voice.speak_missing(line, place)} recordings made by the machine's voice.")
        sounds.expect(line, place)
    except CannotStart as wrong:
        raise click.ClickException(str(wrong)) from wrong
    click.echo(f"Every sentence has its recording; {place / sounds.MANIFEST} lists them.")


def _tell_taken(taken: Taken) -> None:
    click.echo(f"{taken.number} recordings of the studio taken over.")
    for path in taken.strange:
        click.echo(f"left    {path}: no sentence of now has this name; it may be one that was changed")
    for one in taken.absent:
        click.echo(f"absent  {one.language}/{one.name}: {one.at}: {one.words}")


class Trial:
    """The line as it stands in a folder of an agency, with made-up callers."""

    def __init__(self, agency_dir: Path) -> None:
        self._agency, self._rules = agency.load(agency_dir), deadlines.load(agency_dir)
        self._words = case_words.load(agency_dir)
        self.line = check.ready(agency_dir, self._agency.phones)

    def engine(self, walk: Walk) -> Engine:
        """As it is at the time of this walk."""
        today, caller = local_date(walk.at), walk.caller
        book = MadeUp({(caller, made_up.PIN): self._spoken(today, caller)}) if caller else made_up.book(today)
        facts = tellers.facts(self.line, self._rules, self._agency.phones, walk.at)
        return Engine(facts, book, desk=made_up.MadeUpDesk(today))

    def _spoken(self, today: date, participant_id: str) -> Spoken:
        """What the line tells one of the made-up county. Raises NotAWalk for a number that nobody has there."""
        tables = build(today, contract.load(), self._words).tables
        people = (row["person_id"] for row in tables["people"] if row["participant_id"] == participant_id)
        person_id = next(people, None)
        if person_id is None:
            raise walks.NotAWalk(f"caller {participant_id}: nobody of the made-up county has this number.")
        return spoken.build(rows_for(contract.load(), tables, person_id, today), with_dates=True)
