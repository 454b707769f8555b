"""The operator's commands about mail: does every accepted one end, and what to do with one that came back."""

from __future__ import annotations

import hashlib
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager

import click
from flask import Flask
from flask.cli import AppGroup

from forms_app import settings
from forms_app.channels.email.return_addresses import CODE, PURPOSE, Returns
from forms_app.cli import targets
from forms_app.deadlines.clock import utc_now
from forms_app.errors import CannotStart
from forms_app.processes import logs
from forms_app.sealing import keys
from forms_app.sealing.unseal import OpeningKeys
from forms_app.storage import schema
from forms_app.storage.database import Database
from forms_app.storage.outbox import deliveries, health, tasks
from forms_app.storage.outbox.health import Account
from forms_app.worker import bounces
from forms_app.worker.bounces import Report, Verdict

outbox = AppGroup("outbox", help="What must still go out because of what was sent.")
mail = AppGroup("mail", help="The mail that tells people that there is news.")
TRY_LATER = 75  # EX_TEMPFAIL of sysexits.h: a mail server keeps what it piped into us


def install(app: Flask) -> None:
    app.cli.add_command(outbox)
    app.cli.add_command(mail)


@outbox.command("check")
def check() -> None:
    """Accepted = sent + failed where staff see it + waiting. Fails if something has been left lying."""
    with _database() as (config, database), database.read() as connection:
        account = health.account(connection, utc_now())
    click.echo(
        f"Accepted {account.accepted} mails: {account.sent} sent, {account.failed} failed and shown to staff, "
        f"{account.waiting} waiting."
    )
    for wrong in _undelivered(account, config.smtp_url is not None):
        raise click.ClickException(wrong)


def _undelivered(account: Account, has_server: bool) -> Iterator[str]:
    if account.unseen:
        yield f"{account.unseen} submissions were not taken in by the staff app. Is it running?"
    if account.overdue and has_server:
        yield f"{account.overdue} mails have waited for more than an hour. Is the outbox worker running?"
    if account.waiting and not has_server:
        click.echo("There is no SMTP_URL: mail waits until there is one.")


@mail.command("bounce")
@click.option("--to", "recipient", default="", help="The address it came to, where the mail server tells.")
def bounce(recipient: str) -> None:
    """Read one delivery report on standard input; a mail that came back becomes a task for staff.

    Where that cannot be done now, it ends with 75, and the mail server keeps the report and tries again.
    """
    logs.configure("bounce")
    raw = sys.stdin.buffer.read(bounces.LARGEST)
    came_to = " ".join([recipient, *(os.environ.get(name, "") for name in ("ORIGINAL_RECIPIENT", "RECIPIENT"))])
    try:
        click.echo(_settle(raw, bounces.read(raw, came_to)))
    except (click.ClickException, CannotStart) as wrong:
        click.echo(f"Not now: {wrong}", err=True)
        raise click.exceptions.Exit(TRY_LATER) from None
    except Exception as wrong:  # noqa: BLE001 - whatever it is, the report must not be lost
        logs.failure(wrong, "mail bounce")
        click.echo(f"Not now: {type(wrong).__name__}", err=True)
        raise click.exceptions.Exit(TRY_LATER) from None


def _settle(raw: bytes, report: Report) -> str:
    """What became of it, in a sentence for the operator."""
    if report.verdict in (Verdict.FINE, Verdict.NO_REPORT):
        return "This is no report that a mail of ours came back. Nothing was changed."
    reason: deliveries.Reason = "bounced" if report.verdict is Verdict.FAILED else "unclear"
    with _database() as (config, database), database.write() as connection:
        ours = deliveries.which_are_ours(connection, report.row_ids | _rows_by_address(config, report.text))
        if not ours:
            tasks.keep_report(connection, hashlib.sha256(raw).hexdigest()[:32], utc_now())
            return "It names no mail of ours. Nothing was changed; staff will see that such a report came."
        outcomes = [deliveries.note_bounce(connection, row_id, reason) for row_id in ours]
    return "Staff will see that it came back." if any(outcomes) else "Staff know already, or it was never ours."


def _rows_by_address(config: settings.Settings, text: str) -> set[str]:
    """The rows whose own address stands in it; the keys are asked for only where something looks like one."""
    if not CODE.search(text):
        return set()
    return Returns(OpeningKeys(keys.private_pairs(config, "mail")).marking(PURPOSE), "").named_in(text)


@contextmanager
def _database() -> Iterator[tuple[settings.Settings, Database]]:
    try:
        config = settings.read()
        targets.name(config)
        database = Database(config.database_url, patience=None)
        schema.check(database)
    except CannotStart as wrong:
        raise click.ClickException(str(wrong)) from None
    try:
        yield config, database
    finally:
        database.close()
