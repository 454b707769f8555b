"""What an operator asks on the command line: does every mail end, and what became of one that came back."""

from __future__ import annotations

from datetime import timedelta

import pytest
from click.testing import Result
from flask import Flask
from ground import SetClock
from sqlalchemy import insert

from forms_app import create_app
from forms_app.deadlines.clock import utc_now
from forms_app.sealing import keys
from forms_app.sealing.seal import SealingKey
from forms_app.settings import Settings
from forms_app.storage import outbox as outgoing
from forms_app.storage.database import Database
from forms_app.storage.tables import outbox

REPORT = """From: MAILER-DAEMON@mx.example.net
To: news@example.org
Subject: Undelivered Mail Returned to Sender
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="cut"

--cut
Content-Type: text/plain; charset=utf-8

I'm sorry, José's mailbox could not be reached.

--cut
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.example.net

Final-Recipient: rfc822; someone@example.net
Action: {action}
Status: 5.1.1

--cut
Content-Type: {kind}

Message-ID: <{row}@example.org>
Subject: News for you

--cut--
"""


class Shell:
    """The command line on the database of the test."""

    def __init__(self, app: Flask, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
        self.database: Database = app.extensions["services"].database
        self.settings = settings
        monkeypatch.setenv("DATABASE_URL", self.database.engine.url.render_as_string(hide_password=False))
        monkeypatch.setenv("DATA_DIR", str(settings.data_dir))

    def run(self, *command: str, typed: str = "") -> Result:
        return create_app().test_cli_runner().invoke(args=list(command), input=typed.encode())

    def accept(self) -> str:
        """A mail that waits; the id of its row."""
        key, safe = (
            SealingKey.of(keys.public_pair(self.settings, "mail")),
            {"safe_ways": ["email"], "email": "a@b.example"},
        )
        with self.database.write() as connection:
            outgoing.add_mail(connection, key, "7KQ2-M4XD", safe, "en", utc_now())
            return str(connection.execute(outbox.select().order_by(outbox.c.created_at.desc())).first().id)  # type: ignore[union-attr]

    def accept_and_send(self) -> str:
        row_id = self.accept()
        with self.database.write() as connection:
            message = outgoing.claim(connection, utc_now(), timedelta(0))
            assert message is not None
            outgoing.end_as_sent(connection, message)
        return row_id

    @property
    def tasks(self) -> list[tuple[str, str]]:
        with self.database.read() as connection:
            return [(row.id, row.reason) for row in outgoing.failed(connection)]


@pytest.fixture
def shell(app: Flask, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Shell:
    return Shell(app, settings, monkeypatch)


@pytest.mark.parametrize("kind", ["message/rfc822", "text/rfc822-headers"])
def test_a_mail_that_came_back_is_a_task_for_staff_once(shell: Shell, kind: str) -> None:
    row_id = shell.accept_and_send()
    report = REPORT.format(action="failed", kind=kind, row=row_id)
    assert "Staff will see" in shell.run("mail", "bounce", typed=report).output
    assert shell.tasks == [(row_id, "bounced")]
    assert "Staff know already" in shell.run("mail", "bounce", typed=report).output
    assert shell.tasks == [(row_id, "bounced")]


@pytest.mark.parametrize(
    "report",
    [
        REPORT.format(action="delayed", kind="message/rfc822", row="{row}"),
        REPORT.format(action="delivered", kind="message/rfc822", row="{row}"),
        REPORT.format(action="failed", kind="message/rfc822", row="someone-elses"),
        "Subject: Out of office\nIn-Reply-To: <{row}@example.org>\n\nI am away.",
        "",
        "\x00\ud7ff not a mail",
    ],
)
def test_any_other_mail_changes_nothing(shell: Shell, report: str) -> None:
    row_id = shell.accept_and_send()
    result = shell.run("mail", "bounce", typed=report.replace("{row}", row_id))
    assert result.exit_code == 0 and "Nothing was changed" in result.output and shell.tasks == []


def test_every_accepted_mail_is_accounted_for(shell: Shell, clock: SetClock, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SMTP_URL", "smtp://localhost:2525")
    monkeypatch.setattr("forms_app.cli.emails.utc_now", clock)
    shell.accept_and_send()
    shell.accept()
    result = shell.run("outbox", "check")
    assert result.exit_code == 0
    assert "Accepted 2 mails: 1 sent, 0 failed and shown to staff, 1 waiting." in result.output
    clock.forward(hours=2)
    assert "1 mails have waited for more than an hour" in shell.run("outbox", "check").output
    assert shell.run("outbox", "check").exit_code == 1


def test_without_a_server_waiting_is_no_fault(shell: Shell, clock: SetClock, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("forms_app.cli.emails.utc_now", clock)
    shell.accept()
    clock.forward(days=2)
    result = shell.run("outbox", "check")
    assert result.exit_code == 0 and "There is no SMTP_URL" in result.output


def test_a_submission_that_nobody_takes_in_is_noticed(shell: Shell, clock: SetClock) -> None:
    row = {"id": "a" * 32, "kind": "arrived", "reference": "7KQ2-M4XD", "attempts": 0}
    with shell.database.write() as connection:
        connection.execute(insert(outbox).values(**row, created_at=utc_now(), due_at=utc_now()))
    clock.forward(seconds=30)
    assert shell.run("outbox", "check").exit_code == 0
    clock.forward(seconds=31)
    result = shell.run("outbox", "check")
    assert result.exit_code == 1 and "1 submissions were not taken in" in result.output
