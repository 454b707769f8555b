"""However long a list is, every row of it stands on one of its pages, the most urgent first, and none reads a whole
table."""

from __future__ import annotations

import re
from typing import Any

import pytest
from sqlalchemy import event, insert, text
from support.desk import Desk
from support.ground import ON_BOTH
from support.keying_in import begin
from support.paging import main, pages, walked

from forms_app.staff import navigation
from forms_app.staff.accounts import account_pages
from forms_app.staff.intake import pages as intake
from forms_app.staff.views import audit_trail, inbox
from forms_app.staff.views.submission import beside
from forms_app.storage.tables import accounts

ALONE = {"phone": None, "case_number": {"none": True}}
MINUTES = 7


def late(desk: Desk, number: int) -> list[str]:
    """Complaints of many days, as they came: so they are due; and then the days go by."""
    came = []
    for _ in range(number):
        came.append(desk.receive())
        desk.clock.forward(days=1, minutes=MINUTES)
    desk.clock.forward(days=40)
    return came


@ON_BOTH
def test_what_is_late_beyond_the_first_page_stands_on_the_next_the_most_urgent_first(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(inbox, "URGENT", 3)
    monkeypatch.setattr(inbox, "PAGE", 4)
    overdue, fresh = late(desk, 12), [desk.receive() for _ in range(6)]
    browser = desk.signed_in()
    shown = walked(browser, "/inbox/")
    assert [one for one in shown if one in overdue] == overdue
    assert sorted(shown) == sorted([*overdue, *fresh])
    first = main(browser.get("/inbox/").text)
    assert all(one in first for one in overdue[:3]) and overdue[3] not in first and "/inbox/?due=urgent" in first
    assert walked(browser, "/inbox/?due=urgent") == overdue


@pytest.mark.parametrize(("overdue", "fresh"), [(0, 0), (0, 9), (3, 0), (3, 4), (4, 4), (9, 0), (4, 9), (7, 5)])
def test_the_pages_of_the_inbox_hold_each_submission_once(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, overdue: int, fresh: int
) -> None:
    monkeypatch.setattr(inbox, "URGENT", 3)
    monkeypatch.setattr(inbox, "PAGE", 4)
    sent = [*late(desk, overdue), *(desk.receive() for _ in range(fresh))]
    assert sorted(walked(desk.signed_in(), "/inbox/")) == sorted(sent)


def test_a_page_goes_on_where_it_ended_though_its_last_row_was_closed_meanwhile(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(inbox, "PAGE", 2)
    sent = late(desk, 5)
    browser = desk.signed_in()
    further = pages(browser, "/inbox/?due=late")[0].partition('rel="next" href="')[2].partition('"')[0]
    with desk.office.database.write() as connection:
        connection.execute(text("UPDATE submissions SET state = 'closed' WHERE reference = :r"), {"r": sent[1]})
    assert walked(browser, further.replace("&amp;", "&")) == sent[2:]


@pytest.mark.parametrize("place", ["AAAA-AAAA", "{0}", "2026-11-20~{0}", "2026-11-20T18:00:00~{0}"])
def test_a_place_in_a_list_tells_nothing_about_a_reference(desk: Desk, place: str) -> None:
    hidden = desk.receive("state-hearing")
    browser = desk.signed_in("caseworker")
    answers = [browser.get(f"/inbox/?after={place.format(one)}").status_code for one in (hidden, "AAAA-AAAA")]
    assert answers[0] == answers[1]


def test_notes_beyond_the_newest_stand_on_pages_of_their_own(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(beside, "NOTES", 3)
    monkeypatch.setattr(beside, "PAGE", 2)
    reference, browser = desk.receive(), desk.signed_in()
    for number in range(8):
        browser.post(f"/submissions/{reference}/note/", text=f"note {number}.")
    page = browser.get(f"/submissions/{reference}/").text
    assert re.findall(r"note \d", page) == ["note 5", "note 6", "note 7"]
    earlier = re.findall(r'href="([^"]+/notes/[^"]+)"', page)[0]
    assert re.findall(r"note \d", "".join(pages(browser, earlier))) == [f"note {number}" for number in (4, 3, 2, 1, 0)]


@ON_BOTH
def test_everything_with_the_same_number_is_reached(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(beside, "LINKED", 2)
    monkeypatch.setattr(beside, "PAGE", 3)
    first, *others = [desk.receive() for _ in range(9)]
    browser = desk.signed_in()
    assert f"/submissions/{first}/linked/" in browser.get(f"/submissions/{first}/").text
    assert sorted(walked(browser, f"/submissions/{first}/linked/")) == sorted(others)


def test_a_second_inquiry_is_noticed_though_much_with_that_number_came_after(desk: Desk) -> None:
    asked = {"topic": "caseworker", "message": "Where is my payment?"}
    first = desk.receive("inquiry", **asked)
    desk.clock.forward(days=1)
    second = desk.receive("inquiry", **asked)
    for _ in range(12):
        desk.clock.forward(hours=1)
        desk.receive()
    page = desk.signed_in().get(f"/submissions/{second}/").text
    assert f"Asked before within 90 days: {first}" in page


def test_every_account_stands_on_a_page(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(account_pages, "PAGE", 3)
    browser = desk.signed_in("administrator")
    row = {
        "role": "caseworker",
        "password_hash": "",
        "totp_box": b"",
        "totp_last_step": 0,
        "created_at": desk.clock.now,
    }
    with desk.office.database.write() as connection:
        connection.execute(insert(accounts), [{"email": f"a{number}@example.org", **row} for number in range(8)])
    shown = [one for page in pages(browser, "/accounts/") for one in re.findall(r"<bdi>([a-z0-9]+)@", main(page))]
    assert shown == [*(f"a{number}" for number in range(8)), "administrator"]


def test_all_that_was_begun_and_not_stored_is_reached(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(intake, "MOST", 3)
    monkeypatch.setattr(navigation, "MOST_BEGUN", 3)
    browser = desk.signed_in()
    begun = []
    for _ in range(8):
        begun.append(begin(browser, "complaint"))
        desk.clock.forward(minutes=1)
    shown = [one for page in pages(browser, "/intake/") for one in re.findall(r'<a href="(/intake/[0-9a-f]+/)"', page)]
    assert shown == begun and ">2+<" in browser.get("/intake/").text


def test_all_that_is_unusual_and_all_about_one_submission_is_reached(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(audit_trail, "SOME", 1)
    monkeypatch.setattr(audit_trail, "PAGE", 2)
    reference, other = desk.receive(full_name="Caseworker Rosa"), desk.receive(full_name="Rosa Caseworker")
    worker = desk.signed_in("caseworker", "caseworker.rosa@example.org")
    for one in (reference, other, reference):
        worker.get(f"/submissions/{one}/")
    browser = desk.signed_in()
    assert 'href="/audit/?only=unusual"' in browser.get("/audit/").text
    page = browser.get(f"/submissions/{reference}/").text
    assert f'href="/audit/?about={reference}"' in page
    about = pages(browser, f"/audit/?about={reference}")
    events = [one for each in about for one in re.findall(r'data-label="What">(?:<b>)?([^<]+)', each)]
    assert len(events) == 4 and not [each for each in about if other in main(each)]


LISTS = (
    "/inbox/",
    "/inbox/?due=urgent&after=2026-11-20~2026-11-20T00:00:00~AAAA-AAAA",
    "/inbox/?after=2026-11-20T18:00:00~AAAA-AAAA",
    "/inbox/unread/",
    "/submissions/{0}/",
    "/submissions/{0}/notes/?before=5",
    "/submissions/{0}/linked/?after=2026-11-20T18:00:00~AAAA-AAAA",
    "/intake/",
    "/audit/?before=5",
    "/audit/?about={0}",
    "/audit/?who=1&before=5",
    "/audit/?only=unusual",
)
SHORT = {"ix_outbox_failed"}  # an index of a few rows: what failed, or what is open
LONG = {"submissions", "notes", "audit", "search_terms", "intakes", "outbox", "letters"}


@pytest.mark.parametrize("path", LISTS)
def test_no_list_reads_a_whole_table(desk: Desk, path: str) -> None:
    reference, browser = desk.receive(), desk.signed_in()
    statements: list[tuple[str, Any]] = []
    engine = desk.office.database.engine
    event.listen(engine, "before_cursor_execute", lambda *told: statements.append((told[2], told[3])))
    assert browser.get(path.format(reference)).status_code == 200
    assert statements and whole_reads(desk, statements) == []


def test_no_search_reads_a_whole_table(desk: Desk) -> None:
    _reference, browser = desk.receive(), desk.signed_in()
    statements: list[tuple[str, Any]] = []
    engine = desk.office.database.engine
    event.listen(engine, "before_cursor_execute", lambda *told: statements.append((told[2], told[3])))
    assert browser.post("/inbox/search/", find="rosa mendoza 213 555 0123").status_code == 200
    assert statements and whole_reads(desk, statements) == []


def whole_reads(desk: Desk, statements: list[tuple[str, Any]]) -> list[str]:
    # Without a condition the newest stand at the end of the table's own order.
    asked = [(sql, known) for sql, known in statements if sql.lstrip().startswith("SELECT") and "WHERE" in sql]
    return [f"{line}: {sql}" for sql, known in asked for line in plan(desk, sql, known) if is_whole(line)]


def plan(desk: Desk, sql: str, known: Any) -> list[str]:
    with desk.office.database.engine.connect() as connection:
        return [row[3] for row in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {sql}", known).all()]


def is_whole(line: str) -> bool:
    """SQLite's word for reading a table, or an index of it, from one end to the other."""
    words = line.split()
    return words[0] == "SCAN" and words[1] in LONG and words[-1] not in SHORT
