"""One draft becomes one submission, however often and from however many places Send is pressed."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest
from sqlalchemy import func, select
from support.ground import ON_BOTH, SetClock
from support.journey import FORMS_BY_LANGUAGE, at, begin, send
from support.public_forms import FORMS
from support.visitor import Visitor, home

from forms_app import deadlines
from forms_app.deadlines import clock as moment
from forms_app.settings import ROOT
from forms_app.storage.database import Database
from forms_app.storage.drafts import Drafts
from forms_app.storage.tables import outbox, submissions

PRESSES = 10


def stored(database: Database) -> int:
    with database.read() as connection:
        (rows,) = connection.execute(select(func.count()).select_from(submissions)).one()
        (waiting,) = connection.execute(select(func.count()).where(outbox.c.kind == "arrived")).one()
    assert rows == waiting
    return int(rows)


@pytest.mark.parametrize(("name", "language"), FORMS_BY_LANGUAGE)
def test_sending_again_shows_the_same_receipt(visitor: Visitor, database: Database, name: str, language: str) -> None:
    at(visitor, name, language)
    once_more, and_again = visitor.tab(), visitor.tab()
    assert send(visitor) == send(once_more) == send(and_again)
    assert stored(database) == 1


@ON_BOTH
def test_ten_presses_at_once_are_one_submission(visitor: Visitor, database: Database) -> None:
    at(visitor, "complaint", "es")
    tabs = [_same_browser(visitor) for _ in range(PRESSES)]
    start = threading.Barrier(PRESSES)

    def press(tab: Visitor) -> str:
        start.wait()
        return send(tab)

    with ThreadPoolExecutor(PRESSES) as pool:
        references = set(pool.map(press, tabs))
    assert len(references) == 1 and stored(database) == 1


@ON_BOTH
def test_ten_people_at_once_are_ten_submissions(visitor: Visitor, database: Database) -> None:
    people = [at(Visitor(visitor.app), "complaint", "en") for _ in range(PRESSES)]
    with ThreadPoolExecutor(PRESSES) as pool:
        references = set(pool.map(send, people))
    assert len(references) == PRESSES == stored(database)


@ON_BOTH
def test_two_saves_at_once_keep_one_and_ask_about_the_other(visitor: Visitor) -> None:
    at(visitor, "complaint", "en", "wish")
    tabs = [_same_browser(visitor) for _ in range(PRESSES)]
    start = threading.Barrier(PRESSES)

    def save(numbered: tuple[int, Visitor]) -> int:
        start.wait()
        return numbered[1].press("next", {"wanted": [f"from {numbered[0]}"]}).status

    with ThreadPoolExecutor(PRESSES) as pool:
        answers = list(pool.map(save, enumerate(tabs)))
    assert sorted(answers) == [200] + [409] * (PRESSES - 1)
    kept = answers.index(200)
    assert visitor.open(visitor.path).shown["wanted"] == [f"from {kept}"]


@ON_BOTH
def test_only_the_version_that_was_checked_is_taken(visitor: Visitor, database: Database) -> None:
    """What another tab saves between the check and the end of Send is asked about, not dropped."""
    at(visitor, "complaint", "en")
    drafts: Drafts = visitor.app.extensions["services"].drafts
    checked = drafts.load(visitor.token, "complaint", moment.utc_now())
    visitor.tab().open("/forms/complaint/wish/").press("next", {"wanted": ["from another tab"]})
    assert checked is not None
    with database.write() as connection:
        assert not drafts.take(connection, visitor.token, checked)
    present = drafts.load(visitor.token, "complaint", moment.utc_now())
    assert present is not None and present.values["wanted"] == "from another tab"
    with database.write() as connection:
        assert drafts.take(connection, visitor.token, present)
        assert not drafts.take(connection, visitor.token, present)


@pytest.mark.parametrize(("name", "language"), FORMS_BY_LANGUAGE)
def test_after_sending_it_can_be_begun_anew(visitor: Visitor, database: Database, name: str, language: str) -> None:
    first = send(at(visitor, name, language))
    assert send(at(visitor, name, language)) != first
    assert stored(database) == 2


@pytest.mark.parametrize(("name", "language"), FORMS_BY_LANGUAGE)
def test_sending_from_a_page_of_an_older_draft_sends_nothing(
    visitor: Visitor, database: Database, name: str, language: str
) -> None:
    at(visitor, name, language)
    old = visitor.tab()
    begin(visitor, name, language)
    old.press("send")
    assert old.path.startswith(home(name, language)) and stored(database) == 0


@pytest.mark.parametrize("language", ["en", "es"])
def test_the_receipt_stays_thirty_minutes_from_sending(visitor: Visitor, clock: SetClock, language: str) -> None:
    reference = send(at(visitor, "complaint", language))
    clock.forward(minutes=29)
    assert visitor.open(home("receipt", language)).page.by_id("reference").text == reference
    clock.forward(minutes=1, seconds=1)
    assert visitor.open(home("receipt", language)).path == home("expired", language)


@pytest.mark.parametrize(("name", "language"), FORMS_BY_LANGUAGE)
def test_a_receipt_says_what_follows_and_what_to_do_if_nothing_comes(
    visitor: Visitor, name: str, language: str
) -> None:
    send(at(visitor, name, language))
    text = visitor.page.text
    assert {"en": "If nothing comes", "es": "Si no recibe nada"}[language] in text
    told = {"en": "Nothing comes from this demonstration", "es": "De esta demostración no le llega nada"}
    assert told[language] in text and "866-" in text.partition(told[language])[2]
    counted = {"en": "Counts as received", "es": "Se considera recibido"}[language] in text
    assert counted == bool(FORMS[name].policy.clock.due)


# Of a form sent on November 20: the agency's last days; of a complaint also the first and last to ask for a hearing.
WORKED_BY_HAND = {
    "complaint": ["20261221", "20261221", "20270218"],
    "enrollment": ["20261201", "20261210"],
    "state-hearing": ["20270104"],
    "inquiry": ["20261125"],
    "pin-request": [],
}
NOT_FILED = {"en": "You have not ", "es": "Usted no "}


def counted_days(name: str) -> list[str]:
    """Of a form that nobody has worked out: what its own clock says."""
    due = FORMS[name].policy.clock.due_on(deadlines.load(ROOT / "agency"), date(2026, 11, 20))
    return [f"{due.last_day:%Y%m%d}"] if due else []


@pytest.mark.parametrize(("name", "language"), FORMS_BY_LANGUAGE)
def test_the_days_that_follow_come_as_a_calendar_file_that_says_nothing_else(
    visitor: Visitor, clock: SetClock, name: str, language: str
) -> None:
    reference = send(at(visitor, name, language))
    path = f"{home('receipt', language)}dates.ics"
    days = WORKED_BY_HAND.get(name) or counted_days(name)
    assert (path in [link.attrs.get("href") for link in visitor.page.all("a")]) == bool(days)
    assert (
        bool([box for box in visitor.page.all("input") if box.attrs.get("name") == "alarm"])
        == FORMS[name].policy.clock.hearing
    )
    answer = visitor.client.get(path, base_url=visitor.base_url)
    if not days:
        assert answer.status_code == 404
        return
    lines = answer.text.replace("\r\n ", "").split("\r\n")
    assert [line.partition(":")[2] for line in lines if line.startswith("DTSTART")] == days
    told = [line for line in lines if line.startswith("DESCRIPTION")]
    assert all(line.startswith(f"DESCRIPTION:{NOT_FILED[language]}") for line in told) and "VALARM" not in answer.text
    assert reference not in answer.text and "Quetz" not in answer.text and answer.mimetype == "text/calendar"
    uids = [line for line in lines if line.startswith("UID")]
    again = visitor.get(home("receipt", {"en": "es", "es": "en"}[language]) + "dates.ics").text
    assert len(set(uids)) == len(uids) and all(uid in again for uid in uids)
    clock.forward(minutes=31)
    assert visitor.client.get(path, base_url=visitor.base_url).status_code == 303


@pytest.mark.parametrize("language", ["en", "es"])
def test_the_receipt_goes_when_the_person_is_done(visitor: Visitor, language: str) -> None:
    send(at(visitor, "complaint", language))
    token = visitor.token
    visitor.press().press("delete")
    assert visitor.client.get_cookie("visit", domain="127.0.0.1") is None
    visitor.give_cookie(token)
    assert visitor.open(home("receipt", language)).path == home("expired", language)


@pytest.mark.parametrize("name", FORMS)
def test_no_url_of_a_form_holds_what_was_typed_or_the_reference(visitor: Visitor, name: str) -> None:
    reference = send(at(visitor, name, "en"))
    assert visitor.hops == ["/forms/receipt/"] and reference not in visitor.path


def _same_browser(visitor: Visitor) -> Visitor:
    """Another connection of the same browser: the same cookie, showing the same page."""
    other = Visitor(visitor.app)
    other.give_cookie(visitor.token)
    return other.open(visitor.path)
