"""Made-up cases on the command line: `case-data demo` for the county, `case-data cases` for any number of them."""

from __future__ import annotations

import json
from pathlib import Path

import click
from flask.cli import with_appcontext

from forms_app import settings
from forms_app.case_data.contract import contract
from forms_app.case_data.county import listing
from forms_app.case_data.county.build import build
from forms_app.case_data.many import generate
from forms_app.case_worker import county
from forms_app.cli.case_data import case_data
from forms_app.deadlines import clock
from forms_app.errors import CannotStart
from forms_app.facts import case_words
from forms_app.facts.languages import DEFAULT
from forms_app.sealing.codes import for_print


def install() -> None:
    case_data.add_command(show)
    case_data.add_command(write_cases)


@click.command("demo")
@click.option("--json", "as_json", is_flag=True, help="One list of objects instead of lines to read.")
@click.option("--code", "participant_id", help="Print an activation code for the person with this Participant ID.")
@click.option("--package", "folder", type=click.Path(path_type=Path), help="Write the county's package of today here.")
@with_appcontext
def show(as_json: bool, participant_id: str | None, folder: Path | None) -> None:
    """List the people of the made-up county: Participant ID, roles, and what each of them shows."""
    try:
        config = settings.read()
        codes = case_words.load(config.agency_dir)
        if folder:
            key = county.write_package(config, folder, clock.today())
            click.echo(f"{folder} is the county's package of today; {key} checks it.")
            return
        if participant_id:
            click.echo(for_print(county.give_code(config, participant_id)))
            return
    except (CannotStart, FileExistsError) as wrong:
        raise click.ClickException(str(wrong)) from wrong
    people = list(listing.people(build(clock.today(), contract.load(), codes)))
    if as_json:
        click.echo(json.dumps(people, indent=1, ensure_ascii=False))
        return
    for one in people:
        roles = ", ".join(f"{role['role']} on {role['case_id']} ({role['county']})" for role in one["roles"])
        where = f"ZIP {one['zip']}" if one["zip"] else "no ZIP on file"
        told = f"{one['participant_id']}  {one['name']}, {where}: {roles or 'on no case'}"
        click.echo(f"{told}\n    {one['shows'][DEFAULT]}")


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
        codes = case_words.load(settings.read().agency_dir)
        if delta:
            key = generate.delta(folder, number, seed, contract.load(), codes)
        else:
            key = generate.full(folder, number, seed, contract.load(), codes, wrong)
    except (CannotStart, FileExistsError) as not_possible:
        raise click.ClickException(str(not_possible)) from not_possible
    click.echo(f"{folder} is a package of {number} made-up cases; {key} checks it.")
