"""What an operator asks on the command line: does every mail end, and what became of one that came back."""

from __future__ import annotations

import pytest
from sqlalchemy import insert
from support.ground import SetClock
from support.shell import REPORT, Shell

from forms_app.deadlines.clock import utc_now
from forms_app.storage.tables import outbox


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
