"""Made-up cases on the command line: `case-data demo` for the county, `case-data cases` for any number of them."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from functools import cache
from pathlib import Path

import click
from flask.cli import with_appcontext

from forms_app import settings
from forms_app.case_data.contract import contract, words
from forms_app.case_data.contract.words import Words
from forms_app.case_data.county import listing, package
from forms_app.case_data.county.build import build
from forms_app.case_data.county.people import Person
from forms_app.case_data.county.rows import Row
from forms_app.case_data.many import generate
from forms_app.case_data.packing.sealer import Sealer
from forms_app.cli.case_data import case_data
from forms_app.deadlines import clock
from forms_app.errors import CannotStart
from forms_app.facts import agency
from forms_app.facts.languages import BY_CODE, DEFAULT
from forms_app.pdf.compiler import Compiler
from forms_app.pdf.county_papers import paper
from forms_app.sealing import keys
from forms_app.sealing.seal import SealingKey
from forms_app.settings import Settings


def install() -> None:
    case_data.add_command(show)
    case_data.add_command(write_cases)


@click.command("demo")
@click.option("--json", "as_json", is_flag=True, help="One list of objects instead of lines to read.")
@click.option("--package", "folder", type=click.Path(path_type=Path), help="Write the county's package of today here.")
@with_appcontext
def show(as_json: bool, folder: Path | None) -> None:
    """List the people of the made-up county: Participant ID, roles, and what each of them shows."""
    try:
        config = settings.read()
        codes = words.load(config.agency_dir)
        if folder:
            key = write_package(config, folder, clock.today())
            click.echo(f"{folder} is the county's package of today; {key} checks it.")
            return
    except (CannotStart, FileExistsError) as wrong:
        raise click.ClickException(str(wrong)) from wrong
    people = list(listing.people(build(clock.today(), contract.load(), codes)))
    if as_json:
        click.echo(json.dumps(people, indent=1, ensure_ascii=False))
        return
    for one in people:
        roles = ", ".join(f"{role['role']} on {role['case_id']} ({role['county']})" for role in one["roles"])
        click.echo(f"{one['participant_id']}  {one['name']}: {roles or 'on no case'}\n    {one['shows'][DEFAULT]}")


@click.command("cases")
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--number", type=click.IntRange(1), required=True, help="How many cases.")
@click.option(
    "--seed", type=click.IntRange(0), default=1, help="Another seed makes other cases; the same, the same bytes."
)
@click.option("--delta", is_flag=True, help="The delta of the next day on the full package of this number and seed.")
@click.option("--wrong", type=click.IntRange(0), default=0, help="In so many cases one amount is wrong by a cent.")
def write_cases(folder: Path, number: int, seed: int, delta: bool, wrong: int) -> None:
    """Write a package of made-up cases, 36 months of money that adds up, into FOLDER, which is not there yet."""
    try:
        codes = words.load(settings.read().agency_dir)
        if delta:
            key = generate.delta(folder, number, seed, contract.load(), codes)
        else:
            key = generate.full(folder, number, seed, contract.load(), codes, wrong)
    except (CannotStart, FileExistsError) as not_possible:
        raise click.ClickException(str(not_possible)) from not_possible
    click.echo(f"{folder} is a package of {number} made-up cases; {key} checks it.")


def write_package(config: Settings, folder: Path, today: date) -> Path:
    """The county of a day, packed in `folder`, which is not there yet. Gives the public key that checks it.

    Needs the app's context, for the words of the papers. Raises CannotStart.
    """
    codes = words.load(config.agency_dir)
    public = config.keys_dir / "public"
    inbox, documents = (Sealer(SealingKey.of(keys.public_pair_in(public, name))) for name in ("inbox", "case-data"))
    return package.write(folder, today, contract.load(), codes, (inbox, documents), _printer(config, codes))


def _printer(config: Settings, codes: Words) -> Callable[[Row, Person], bytes]:
    facts, compiler = agency.load(config.agency_dir), Compiler()

    @cache
    def printed(title: str, dated: str, language: str) -> bytes:
        heading = codes["title"][title][language if language in BY_CODE else DEFAULT]
        return compiler.pdf(paper(heading, date.fromisoformat(dated), language, facts))

    return lambda row, person: printed(row["title_code"], row["dated"], person.language)
