"""`case-data load`: takes a package into the case database, whole or not at all."""

from __future__ import annotations

from pathlib import Path

import click

from forms_app import settings
from forms_app.case_data.checks.descriptor import PUBLIC_KEY
from forms_app.case_data.loading.load import Finding, Load, Outcome, Yes
from forms_app.case_data.store.databases import CaseDatabase
from forms_app.cli import targets
from forms_app.errors import CannotStart
from forms_app.facts import case_words


@click.command("load")
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option(
    "--key",
    type=click.Path(dir_okay=False, path_type=Path),
    help="The agency's public key (Ed25519, PEM); without it KEYS_DIR/case-data/package.pub.",
)
@click.option("--yes-it-moved", is_flag=True, help="More than 2 % of the rows or money moved, and it is right.")
@click.option("--yes-people-go", is_flag=True, help="People who are in no full package any more are removed.")
@click.option("--yes-after-a-gap", is_flag=True, help="Packages that never came will not come.")
def load_package(folder: Path, key: Path | None, **agreed: bool) -> None:
    """Check the package in FOLDER and take it in: visible in one piece, or nothing of it, then with the reasons.

    The tables are made, or brought to this version, if need be. Ends with 1 if the package is refused.
    """
    yes = Yes(**{name.removeprefix("yes_"): said for name, said in agreed.items()})
    try:
        targets.expect_meant()
        environment = settings.read()
        address = environment.case_database_url.render_as_string(hide_password=True)
        click.echo(f"Database: {address}", err=True)
        codes = case_words.load(environment.agency_dir)
        database = CaseDatabase(environment.case_database_url, patience=None)
        try:
            outcome = Load(database, folder, codes, key or environment.keys_dir / PUBLIC_KEY, yes, _tell).run()
        finally:
            database.close()
    except CannotStart as wrong:
        raise click.ClickException(str(wrong)) from wrong
    _end(outcome)


def _tell(finding: Finding) -> None:
    click.echo(str(finding))


def _end(outcome: Outcome) -> None:
    if not outcome.loaded:
        click.echo(f"Refused: {outcome.faults} faults. What was there stands.")
        raise click.exceptions.Exit(1)
    click.echo(f"Loaded; {len(outcome.being_checked)} cases being checked.")
    if not outcome.forgotten:
        click.echo(
            "What was removed is still in the write-ahead log: a reader did not end. Load once more, or stop it."
        )
