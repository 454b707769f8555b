"""What a clerk at the print queue does, and what is left of it in the database."""

from __future__ import annotations

import re

from sqlalchemy import func, select
from werkzeug.test import TestResponse

from forms_app.storage.letters.letters import SealedLetterRow
from forms_app.storage.rows import columns
from forms_app.storage.submissions import submissions
from forms_app.storage.submissions.submissions import SubmissionRow
from forms_app.storage.tables import letters, outbox
from support.desk import Browser, Desk
from support.letters import write

QUEUE = "/letters/"


def queue(browser: Browser, reference: str, kind: str, **typed: str) -> None:
    answer = write(browser, reference, kind, do="queue", **typed)
    assert answer.status_code == 303, answer.text


def rows(desk: Desk, reference: str = "") -> list[SealedLetterRow]:
    found = select(*columns(letters, SealedLetterRow)).order_by(letters.c.written_at)
    found = found.where(letters.c.reference == reference) if reference else found
    with desk.office.database.read() as connection:
        return [SealedLetterRow(*row) for row in connection.execute(found)]


def post(browser: Browser, path: str, chosen: list[str], **fields: str) -> TestResponse:
    data = {"form_token": browser.token(), "chosen": chosen, **fields}
    return browser.client.post(path, data=data)


def printed(browser: Browser, chosen: list[str]) -> TestResponse:
    """Print these, and fetch the PDF that the next page offers."""
    answer = post(browser, "/letters/print/", chosen)
    assert answer.status_code == 303, answer.text
    page = browser.get(answer.headers["Location"]).text
    return browser.client.get(re.findall(r'href="(/letters/[0-9a-f]{32}/letters\.pdf)"', page)[0])


def seen(row: SealedLetterRow) -> str:
    return f"{row.id}@{row.printed}"


def mail(desk: Desk, browser: Browser, reference: str, kind: str, **typed: str) -> TestResponse:
    """Write, print and mail one letter on the present day."""
    queue(browser, reference, kind, **typed)
    printed(browser, [seen(rows(desk, reference)[-1])])
    return post(browser, "/letters/mailed/", [seen(rows(desk, reference)[-1])], mailed_on="2026-11-20")


def row_of(desk: Desk, reference: str) -> SubmissionRow:
    with desk.office.database.read() as connection:
        row = submissions.find(connection, reference)
    assert row is not None
    return row


def mails(desk: Desk) -> int:
    with desk.office.database.read() as connection:
        return connection.execute(select(func.count()).where(outbox.c.kind == "mail")).scalar_one()


def mail_now(desk: Desk, browser: Browser) -> None:
    printed(browser, [seen(row) for row in rows(desk)])
    post(browser, "/letters/mailed/", [seen(row) for row in rows(desk)], mailed_on="2026-11-20")
