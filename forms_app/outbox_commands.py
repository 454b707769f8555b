"""The operator's commands about mail: does every accepted one end, and what to do with one that came back."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from email import policy
from email.message import EmailMessage
from email.parser import BytesParser
from typing import BinaryIO

import click
from flask import Flask
from flask.cli import AppGroup

from forms_app import outgoing, schema, settings
from forms_app.database import Database
from forms_app.moment import utc_now
from forms_app.outgoing import Account
from forms_app.starting import CannotStart

outbox = AppGroup("outbox", help="What must still go out because of what was sent.")
mail = AppGroup("mail", help="The mail that tells people that there is news.")
OURS = re.compile(r"<([0-9a-f]{32})@[^>\s]+>")


def install(app: Flask) -> None:
    app.cli.add_command(outbox)
    app.cli.add_command(mail)


@outbox.command("check")
def check() -> None:
    """Accepted = sent + failed where staff see it + waiting. Fails if something has been left lying."""
    with _database() as (known, database), database.read() as connection:
        account = outgoing.account(connection, utc_now())
    click.echo(
        f"Accepted {account.accepted} mails: {account.sent} sent, {account.failed} failed and shown to staff, "
        f"{account.waiting} waiting."
    )
    for wrong in _left_lying(account, known.smtp_url is not None):
        raise click.ClickException(wrong)


def _left_lying(account: Account, has_server: bool) -> Iterator[str]:
    if account.unseen:
        yield f"{account.unseen} submissions were not taken in by the staff app. Is it running?"
    if account.overdue and has_server:
        yield f"{account.overdue} mails have waited for more than an hour. Is the outbox worker running?"
    if account.waiting and not has_server:
        click.echo("There is no SMTP_URL: mail waits until there is one.")


@mail.command("bounce")
def bounce() -> None:
    """Read one delivery report on standard input; a mail that came back becomes a task for staff."""
    row_id = returned(sys.stdin.buffer)
    if row_id is None:
        click.echo("This is no report that a mail of ours came back. Nothing was changed.")
        return
    with _database() as (_, database), database.write() as connection:
        known = outgoing.bounced(connection, row_id)
    click.echo("Staff will see that it came back." if known else "Staff know already, or it was never ours.")


def returned(report: BinaryIO) -> str | None:
    """The outbox row of the mail that a delivery report (RFC 3464) says has failed for good, else None."""
    parts = list(BytesParser(EmailMessage, policy=policy.default).parse(report).walk())
    failed = any(str(part.get("Action", "")).strip().lower() == "failed" for part in parts)
    returned = (part.get_payload() for part in parts if part.get_content_type() == "text/rfc822-headers")
    texts = [*(str(part.get("Message-ID", "")) for part in parts), *map(str, returned)]
    found = [match[1] for match in map(OURS.search, texts) if match]
    return found[0] if failed and found else None


@contextmanager
def _database() -> Iterator[tuple[settings.Settings, Database]]:
    try:
        known = settings.read()
        database = Database(known.database_url)
        schema.check(database)
    except CannotStart as wrong:
        raise click.ClickException(str(wrong)) from None
    try:
        yield known, database
    finally:
        database.close()
