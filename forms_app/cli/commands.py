"""The operator's command line, `flask --app forms_app ...`: the schema, the keys, staff accounts, the audit trail."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click
from flask import Flask
from flask.cli import AppGroup

from forms_app import settings
from forms_app.cli import backups, case_data, county, emails, guideline, other_databases, packing, phone, targets
from forms_app.errors import CannotStart
from forms_app.i18n import translation
from forms_app.sealing import key_sets
from forms_app.storage import schema
from forms_app.storage.database import Database

if TYPE_CHECKING:
    from forms_app.staff.audit import Head
    from forms_app.staff.office import Office

ROLES = ("caseworker", "complaint-unit", "ombudsperson", "supervisor", "administrator")
staff = AppGroup("staff", help="Accounts of the people who read what was sent.")
key_files = AppGroup("keys", help="The key files under KEYS_DIR.")
trail = AppGroup("audit", help="The trail of who saw and did what.")


def install(app: Flask) -> None:
    translation.install(app)
    app.cli.add_command(migrate)
    for group in (staff, key_files, trail):
        app.cli.add_command(group)
    emails.install(app)
    backups.install(app)
    guideline.install(app)
    case_data.install(app)
    packing.install()
    county.install()
    phone.install(app)


@click.command()
def migrate() -> None:
    """Bring the database to the schema of this version."""
    with _one_line_errors():
        _migrate(_name_targets())
    click.echo("The database has the newest schema.")


@key_files.command("make")
def make_keys() -> None:
    """Make a whole new set of keys. An existing set is never overwritten."""
    with _one_line_errors():
        folder = _name_targets().keys_dir
        key_sets.make(folder)
    click.echo(f"Made the keys in {folder}. Whoever loses {folder / 'staff'} loses every answer: keep a copy apart.")


@key_files.command("complete")
def complete_keys() -> None:
    """Add the files that a set made by an earlier version lacks. Nothing is overwritten."""
    with _one_line_errors():
        added = key_sets.complete(_name_targets().keys_dir)
    click.echo("\n".join(f"Added {path}" for path in added) or "Nothing was missing.")


@staff.command("add")
@click.argument("email")
@click.option("--role", type=click.Choice(ROLES), required=True)
@click.option(
    "--name", default="", help="First and last name: whoever opens a submission with their own name is flagged."
)
@click.option("--password-stdin", is_flag=True, help="Read the password from standard input instead of asking.")
def add_staff(email: str, role: str, name: str, password_stdin: bool) -> None:
    """Make an account. The last line is the otpauth:// address for the person's authenticator app; it is shown once."""
    from forms_app.staff.accounts import accounts

    with _office() as office:
        added = accounts.add(office, email, role, _password(password_stdin), name)
    click.echo(f"Added {email} as {role}. Nothing below is shown again.")
    click.echo("Recovery codes, each good once instead of a code from the app; keep them apart from the telephone:")
    click.echo("\n".join(f"  {code}" for code in added.recovery_codes))
    click.echo("Put this address into an authenticator app:")
    click.echo(added.otpauth)


@staff.command("reset")
@click.argument("email")
def reset_staff(email: str) -> None:
    """End every session and everything this person signs in with; print a code to set the account up anew."""
    from forms_app.staff.accounts import accounts, invitations

    with _office() as office, office.database.write() as connection:
        account = accounts.find(connection, office, email)
        given = invitations.reset(connection, office, None, account.id, account.email)
    click.echo(
        f"{given.email} can sign in no longer. To set the account up anew, on the staff app's page /set-up/, within"
    )
    click.echo("24 hours and once, this code, read to the person and sent by no mail:")
    click.echo(given.code)


@staff.command("disable")
@click.argument("email")
def disable_staff(email: str) -> None:
    """Switch an account off at once, with every session of it."""
    from forms_app.staff.accounts import accounts

    with _office() as office:
        accounts.disable(office, email)
    click.echo(f"{email} can no longer sign in.")


@staff.command("seal")
def seal_rows() -> None:
    """After an update from a version that knew no seals: seal the rows by which staff sign in, once."""
    with _office():
        click.echo("The rows by which staff sign in are sealed.")


@staff.command("index")
@click.option("--again", is_flag=True, help="From the beginning, for what could not be read the last time.")
def index_staff(again: bool) -> None:
    """Bring older submissions under the present way of searching. The staff app does the same after its start."""
    from forms_app.staff.jobs import indexing

    with _office() as office:
        if again:
            indexing.again(office)
        done = 0
        while some := indexing.some(office):
            done += some
        unread = indexing.unread(office)
    click.echo(f"{done} submissions were indexed now. {unread} cannot be read; they are found as before.")


def _head(_context: click.Context, _option: click.Parameter, text: str | None) -> Head | None:
    from forms_app.staff.audit import Head

    try:
        return Head.of(text) if text else None
    except ValueError:
        raise click.BadParameter("is what an earlier run printed: a number, a colon and the hash.") from None


@trail.command("verify")
@click.option("--noted", metavar="NUMBER:HEAD", callback=_head, help="What an earlier run printed; shows a cut tail.")
def verify_trail(noted: Head | None) -> None:
    """Check that no event was changed, removed or put in. Prints the number of events and the head: note them."""
    from forms_app.staff import audit

    with _office() as office:
        head = audit.verify(office, noted)
    click.echo(f"The trail is whole: {head.number} events. Note this for the next time: {head}")


@contextmanager
def _office() -> Iterator[Office]:
    """The staff side without a web server, on a database that is ready."""
    from forms_app.staff import audit, office
    from forms_app.staff.accounts import first_seals
    from forms_app.staff.accounts.account_details import AccountRefused

    with _one_line_errors(AccountRefused, audit.BrokenChain):
        config = _name_targets()
        key_sets.ensure(config)
        _migrate(config)
        opened = office.made(config)
        try:
            first_seals.expect(opened)
            yield opened
        finally:
            opened.database.close()


def _name_targets() -> settings.Settings:
    """The settings, after the operator has been told which database and keys they mean."""
    config = settings.read()
    targets.name(config)
    return config


def _migrate(config: settings.Settings) -> None:
    config.data_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
    database = Database(config.database_url, patience=None)
    try:
        schema.upgrade(database)
    finally:
        database.close()
    if config.has_account:
        other_databases.upgrade(config)


@contextmanager
def _one_line_errors(*errors: type[Exception]) -> Iterator[None]:
    expected: tuple[type[Exception], ...] = (CannotStart, *errors)
    try:
        yield
    except expected as wrong:
        raise click.ClickException(str(wrong)) from None


def _password(from_stdin: bool) -> str:
    """One line; the line end is not part of it."""
    if from_stdin:
        return sys.stdin.readline().rstrip("\r\n")
    asked: str = click.prompt("Password (15 characters or more)", hide_input=True, confirmation_prompt=True)
    return asked
