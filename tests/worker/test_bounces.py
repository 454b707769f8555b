"""Mail that comes back: found by any trace, whatever the report looks like, and never passed over in silence."""

from __future__ import annotations

import base64
import os
import quopri
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import create_engine, text
from support.shell import REPORT, Shell

from forms_app.channels.email.return_addresses import PURPOSE, Returns
from forms_app.deadlines.clock import utc_now
from forms_app.sealing import keys
from forms_app.sealing.unseal import OpeningKeys
from forms_app.settings import ROOT
from forms_app.storage.outbox import deliveries, tasks
from forms_app.worker import bounces
from forms_app.worker.bounces import Verdict

OTHER = "f" * 32
QMAIL = """From: MAILER-DAEMON@example.net
Subject: failure notice

Hi. This is the qmail-send program at example.net.
I'm afraid I wasn't able to deliver your message to the following addresses.
This is a permanent error; I've given up. Sorry it didn't work out.

<someone@example.net>:
Sorry, no mailbox here by that name. (#5.1.1)

--- Below this line is a copy of the message.

"""
GMAIL = "From: Mail Delivery Subsystem <mailer-daemon@example.net>\nX-Failed-Recipients: someone@example.net\n\nGone.\n"
UNKNOWN = "From: Postmaster <postmaster@example.net>\nSubject: Hata\n\nIletiniz teslim edilemedi.\n"
REPLACED = REPORT.format(action="failed", kind="message/rfc822", row="rewritten")


def back(known: Shell, row_id: str) -> str:
    """The address that this mail comes back to."""
    pairs = keys.private_pairs(known.settings, "mail")
    return Returns(OpeningKeys(pairs).marking(PURPOSE), "news@example.org").of(row_id)


@pytest.fixture
def own_keys(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> Shell:
    monkeypatch.setenv("KEYS_DIR", str(shell.settings.keys_dir))
    return shell


def failed(row_id: str) -> str:
    return REPORT.format(action="failed", kind="message/rfc822", row=row_id)


def in_quoted_printable(row_id: str) -> str:
    head, _, returned = failed(row_id).rpartition("Content-Type: message/rfc822\n\n")
    cut = returned.replace(row_id, f"{row_id[:11]}=\n{row_id[11:]}")
    return f"{head}Content-Type: text/rfc822-headers\nContent-Transfer-Encoding: quoted-printable\n\n{cut}"


def in_base64(row_id: str) -> str:
    head, _, returned = failed(row_id).rpartition("Content-Type: message/rfc822\n\n")
    body = base64.encodebytes(returned.encode()).decode()
    return f"{head}Content-Type: text/rfc822-headers\nContent-Transfer-Encoding: base64\n\n{body}\n--cut--\n"


def all_in_base64(row_id: str) -> str:
    """Both the status and the returned mail, which the standard forbids (RFC 2046, 5.2.1) and some do."""
    parts = failed(row_id).split("--cut")
    for number in (2, 3):
        head, _, body = parts[number].partition("\n\n")
        packed = base64.encodebytes(body.encode()).decode()
        parts[number] = f"{head}\nContent-Transfer-Encoding: base64\n\n{packed}"
    return "--cut".join(parts)


def own_id(said: str) -> Callable[[str], str]:
    return lambda row_id: f"Message-ID: {said}\n{failed(row_id)}"


HARD: dict[str, Callable[[str], str]] = {
    "a Message-ID of its own that is broken": own_id("<>"),
    "another": own_id("<@>"),
    "and another": own_id("<[x]@[y]z>"),
    "an own ID that looks like one of ours": own_id(f"<{OTHER}@mx.example.net>"),
    "quoted-printable with a soft break in the ID": in_quoted_printable,
    "base64": in_base64,
    "a status and a mail in base64": all_in_base64,
    "inside another mail": lambda row_id: f"From: x@example.net\nContent-Type: message/rfc822\n\n{failed(row_id)}",
    "lines that end as in the standard": lambda row_id: failed(row_id).replace("\n", "\r\n"),
    "an Exchange server's": lambda row_id: failed(row_id).replace("5.1.1", "5.1.1\nDiagnostic-Code: smtp;550 5.1.1"),
    "a status that a reader would quote": lambda row_id: "\n".join(f"> {one}" for one in failed(row_id).splitlines()),
    "a comment beside the action": lambda row_id: failed(row_id).replace("failed", "failed (no such mailbox)"),
    "a comment before it, in capitals": lambda row_id: failed(row_id).replace("Action: failed", "ACTION: (x) FAILED"),
    "an action on a folded line": lambda row_id: failed(row_id).replace("Action: failed", "Action:\n  failed"),
    "only a status": lambda row_id: failed(row_id).replace("Action: failed\n", ""),
    "no boundary that fits": lambda row_id: failed(row_id).replace("--cut", "--out"),
    "a folded ID": lambda row_id: failed(row_id).replace("Message-ID: ", "Message-ID:\n\t"),
    "the ID in capitals": lambda row_id: failed(row_id.upper()),
    "a header of a large mail house": lambda row_id: f"{GMAIL}\nMessage-ID: <{row_id}@example.org>\n",
    "an old text": lambda row_id: f"{QMAIL}Message-ID: <{row_id}@example.org>\n",
    "the ID in a header of the report": lambda row_id: f"In-Reply-To: <{row_id}@example.org>\n{GMAIL}",
}


@pytest.mark.parametrize("how", HARD)
def test_a_report_is_matched_whatever_it_looks_like(shell: Shell, how: str) -> None:
    row_id = shell.accept_and_send()
    result = shell.run("mail", "bounce", typed=HARD[how](row_id))
    assert result.exit_code == 0 and shell.tasks == [(row_id, "bounced")], result.output


AMAZON = """Subject: Delivery Status Notification (Failure)
From: mailer-daemon@eu-west-1.amazonses.com

An error occurred while trying to deliver the mail to the following recipients:
someone@example.net
"""
OFFICE = """Subject: Re: You have a message
From: Microsoft Outlook <postmaster@example.net>

Your message to someone@example.net couldn't be delivered.
Status code: 550 5.1.10
"""
SPANISH = "Subject: No se pudo entregar: Tiene un mensaje\nFrom: postmaster@example.net\n\nEl buzón no existe.\n"
LATER = "Subject: Delivery Status Notification (Delay)\nFrom: mailer-daemon@example.net\n\n450 4.2.0 Later.\n"


@pytest.mark.parametrize("report", [AMAZON, OFFICE, SPANISH])
def test_what_large_mail_houses_write_in_words_is_understood(own_keys: Shell, report: str) -> None:
    row_id = own_keys.accept_and_send()
    own_keys.run("mail", "bounce", "--to", back(own_keys, row_id), typed=report)
    assert own_keys.tasks == [(row_id, "bounced")]


def test_a_delay_that_is_told_in_words_is_none_of_them(own_keys: Shell) -> None:
    row_id = own_keys.accept_and_send()
    own_keys.run("mail", "bounce", "--to", back(own_keys, row_id), typed=LATER)
    assert own_keys.tasks == []


WITHOUT_OUR_ID = {"an ID that a relay replaced": REPLACED, "no ID": GMAIL, "an old text": QMAIL}


@pytest.mark.parametrize("report", WITHOUT_OUR_ID)
@pytest.mark.parametrize("told_by", ["To", "Delivered-To", "X-Original-To", "option", "environment", "body"])
def test_the_address_that_it_came_to_names_the_mail(
    own_keys: Shell, report: str, told_by: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    row_id, raw = own_keys.accept_and_send(), WITHOUT_OUR_ID[report].replace("To: news@example.org\n", "")
    address, more = back(own_keys, row_id), list[str]()
    if told_by == "option":
        more = ["--to", address]
    elif told_by == "environment":
        monkeypatch.setenv("RECIPIENT", address.upper())
    elif told_by == "body":
        raw = f"{raw}\nReturn-Path: <{address}>\n"
    else:
        raw = f"{told_by}: <{address}>\n{raw}"
    assert own_keys.run("mail", "bounce", *more, typed=raw).exit_code == 0
    assert own_keys.tasks == [(row_id, "bounced")]


def test_an_address_with_a_mark_that_is_not_ours_names_nothing(own_keys: Shell) -> None:
    row_id = own_keys.accept_and_send()
    forged = Returns((b"not our key",), "news@example.org").of(row_id)
    assert "names no mail of ours" in own_keys.run("mail", "bounce", "--to", forged, typed=GMAIL).output
    assert own_keys.tasks == []


def test_a_report_that_came_before_the_worker_noted_the_sending_is_kept(shell: Shell) -> None:
    row_id = shell.accept()
    with shell.database.write() as connection:
        message = deliveries.claim(connection, "mail", utc_now())
    assert message is not None
    shell.run("mail", "bounce", typed=failed(row_id))
    with shell.database.write() as connection:
        deliveries.end_as_sent(connection, message)
    assert shell.tasks == [(row_id, "bounced")]


def test_that_a_mail_perhaps_sent_came_back_is_news_even_when_it_was_settled(shell: Shell) -> None:
    row_id = shell.accept()
    with shell.database.write() as connection:
        message = deliveries.claim(connection, "mail", utc_now())
        assert message is not None
        deliveries.end_as_failed(connection, message, "perhaps")
        tasks.settle(connection, "7KQ2-M4XD")
    assert shell.tasks == []
    assert "Staff will see" in shell.run("mail", "bounce", typed=failed(row_id)).output
    assert shell.tasks == [(row_id, "bounced")]


def test_something_unreadable_about_a_mail_of_ours_is_a_task_that_says_so(shell: Shell) -> None:
    row_id = shell.accept_and_send()
    shell.run("mail", "bounce", typed=f"{UNKNOWN}\nMessage-ID: <{row_id}@example.org>\n")
    assert shell.tasks == [(row_id, "unclear")]
    shell.run("mail", "bounce", typed=failed(row_id))
    assert shell.tasks == [(row_id, "bounced")]


@pytest.mark.parametrize("report", [REPLACED, GMAIL, QMAIL, UNKNOWN, "\x00\ud7ff not a mail", "Return-Path: <>\n\nx"])
def test_what_cannot_be_matched_is_never_silence(shell: Shell, report: str) -> None:
    for _ in range(2):  # the mail server tried twice
        result = shell.run("mail", "bounce", typed=report)
        assert result.exit_code == 0 and "staff will see" in result.output
    with shell.database.read() as connection:
        assert tasks.reports(connection).count == 1 and shell.tasks == []


def test_a_flood_of_reports_fills_nothing(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tasks, "MOST_REPORTS", 3)
    for number in range(5):
        assert shell.run("mail", "bounce", typed=f"{GMAIL}{number}").exit_code == 0
    with shell.database.read() as connection:
        assert tasks.reports(connection).count == 3


AWAY = [
    "From: Rosa <rosa@example.net>\nAuto-Submitted: auto-replied\nSubject: Re: You have a message\n\nI am away.",
    "From: Rosa <rosa@example.net>\nSubject: Fuera de la oficina\nReturn-Path: <>\n\nVuelvo el lunes.",
    "From: Rosa <rosa@example.net>\nSubject: Re: You have a message\nIn-Reply-To: <{row}@example.org>\n\nThank you!",
    "From: mx@example.net\nContent-Type: multipart/report; report-type=disposition-notification; boundary=x\n\n--x--",
    "",
]


@pytest.mark.parametrize("mail", AWAY)
def test_an_answer_or_a_note_that_it_was_read_is_no_failure(shell: Shell, mail: str) -> None:
    row_id = shell.accept_and_send()
    assert "Nothing was changed." in shell.run("mail", "bounce", typed=mail.replace("{row}", row_id)).output
    with shell.database.read() as connection:
        assert tasks.reports(connection).count == 0 and shell.tasks == []


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("DATABASE_URL", "postgresql://nobody@127.0.0.1:1/none"),
        ("DATABASE_URL", "sqlite:////nowhere/at/all.sqlite"),
        ("DATABASE_URL", "mysql://wrong"),
    ],
)
def test_while_the_database_is_away_the_mail_server_keeps_the_report(
    shell: Shell,
    monkeypatch: pytest.MonkeyPatch,
    name: str,
    value: str,
) -> None:
    row_id = shell.accept_and_send()
    monkeypatch.setenv(name, value)
    result = shell.run("mail", "bounce", typed=failed(row_id))
    assert result.exit_code == 75 and "Not now: DATABASE_URL: " in result.output and "Traceback" not in result.output


@pytest.mark.parametrize(("settings_file", "ends"), [("worker.env", 0), ("nowhere.env", 75)])
def test_the_script_that_a_mail_server_runs_knows_the_settings(
    shell: Shell,
    tmp_path: Path,
    settings_file: str,
    ends: int,
) -> None:
    row_id, url = shell.accept_and_send(), shell.database.engine.url.render_as_string(hide_password=False)
    (tmp_path / "worker.env").write_text(f"DATABASE_URL={url}\nKEYS_DIR={shell.settings.keys_dir}\n")
    environ = {"CUSTOMER_CONNECT": str(ROOT), "CUSTOMER_CONNECT_SETTINGS": str(tmp_path / settings_file)}
    shell.database.engine.dispose()  # so that another process's last word on the file is no surprise to this one
    script = [str(ROOT / "deploy" / "customer-connect-bounce"), back(shell, row_id)]
    done = subprocess.run(script, input=GMAIL.encode(), env=os.environ | environ, capture_output=True, check=False)
    assert done.returncode == ends, done.stderr
    assert shell.tasks == ([] if ends else [(row_id, "bounced")])


def test_while_the_keys_are_away_it_waits_too(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    row_id = shell.accept_and_send()
    address = back(shell, row_id)
    monkeypatch.setenv("KEYS_DIR", "/nowhere")
    assert shell.run("mail", "bounce", "--to", address, typed=GMAIL).exit_code == 75
    assert shell.tasks == []


def test_a_table_that_cannot_be_written_keeps_it_too(shell: Shell) -> None:
    row_id = shell.accept_and_send()
    engine = create_engine(shell.database.engine.url)
    with engine.begin() as connection:
        connection.execute(text("ALTER TABLE outbox RENAME TO away"))
    result = shell.run("mail", "bounce", typed=failed(row_id))
    with engine.begin() as connection:
        connection.execute(text("ALTER TABLE away RENAME TO outbox"))
    engine.dispose()
    assert result.exit_code == 75


@given(
    st.binary(max_size=400), st.sampled_from(["", "Content-Type: multipart/report; boundary=x\n\n--x\n", "Subject: "])
)
def test_no_bytes_break_the_reader(raw: bytes, before: str) -> None:
    assert bounces.read(before.encode() + raw).verdict in Verdict


@given(st.binary(min_size=16, max_size=16), st.sampled_from([str.lower, str.upper, str.title]))
def test_an_address_of_its_own_names_its_row_and_no_other(row: bytes, changed: Callable[[str], str]) -> None:
    known = Returns((b"one key", b"an older one"), "news@example.org")
    address = known.of(row.hex())
    assert len(address.partition("@")[0]) <= 64
    assert known.named_in(f"x <prvs=1234={changed(address)}> y") == {row.hex()}
    assert Returns((b"older", b"one key"), "news@example.org").named_in(address) == {row.hex()}
    assert Returns((b"another key",), "news@example.org").named_in(address) == set()
    assert known.named_in(quopri.encodestring(address.encode()).decode()) == {row.hex()}
