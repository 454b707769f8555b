"""Search by keyed hashes: exact words in any case and accent, numbers however they are spaced, none of it readable."""

from __future__ import annotations

import re
from typing import Any

import pytest
from alembic import command
from sqlalchemy import text
from support.desk import Browser, Desk
from support.ground import ON_BOTH
from support.searching import REFERENCES, find

from forms_app.staff.views import inbox
from forms_app.storage import schema
from forms_app.storage.submissions import search_terms

FURTHER = re.compile(r'<form class="older" method="post" action="/inbox/search/">.*?</form>', re.S)


@pytest.mark.parametrize(
    "typed",
    [
        "mendoza",
        "ROSA",
        "Mendoza Rosa",
        "  róśa  ",
        "213 555 0123",
        "+1 (213) 555-0123",
        "2000000123456",
        "2000000-123456",
    ],
)
def test_it_is_found_by(desk: Desk, typed: str) -> None:
    reference, _other = desk.receive(), desk.receive(full_name="Luis Peña", phone=None, case_number={"none": True})
    assert REFERENCES.findall(find(desk.signed_in(), typed).text) == [reference]


@ON_BOTH
@pytest.mark.parametrize("typed", ["Rosa Mendoza", "213 555 0123", "garza rosa"])
def test_the_newest_are_found_first_on_both_databases(desk: Desk, typed: str) -> None:
    older = desk.receive(full_name="Rosa Mendoza Garza")
    desk.clock.forward(days=1)
    newer = desk.receive(full_name="Rosa Garza Mendoza")
    assert REFERENCES.findall(find(desk.signed_in(), typed).text) == [newer, older]


def further(browser: Browser, page: str) -> str:
    """What the button to the next page shows."""
    button = FURTHER.search(page)
    fields = dict(re.findall(r'name="(sought|after)" value="([^"]+)"', button.group())) if button else {}
    return browser.post("/inbox/search/", **fields).text


@ON_BOTH
def test_of_words_that_many_carry_some_are_looked_through_at_a_time_until_all_are(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(search_terms, "RARE", 2)
    old = desk.receive(full_name="Ana Rosa Díaz Mendoza")
    for name in ("Luis Mendoza", "Rosa Pérez", "Eva Mendoza", "Rosa Ruiz"):
        desk.clock.forward(hours=1)
        desk.receive(full_name=name, phone=None, case_number={"none": True})
    browser = desk.signed_in()
    both, rare = find(browser, "rosa mendoza").text, find(browser, "rosa mendoza ana").text
    assert "only the newest were looked through" in both and old not in both
    assert "only the newest were looked through" not in rare and REFERENCES.findall(rare) == [old]
    assert REFERENCES.findall(further(browser, both)) == [old]


@ON_BOTH
def test_every_page_of_a_search_is_reached_and_shows_each_once(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(inbox, "PAGE", 2)
    sent = [desk.receive(full_name=f"Rosa {name}") for name in ("Ruiz", "Ortiz", "Peña", "Mendoza", "Díaz")]
    browser = desk.signed_in()
    page = find(browser, "rosa").text
    shown = REFERENCES.findall(page)
    while FURTHER.search(page):
        assert len(shown) < 100, "the pages go round in a circle"
        page = further(browser, page)
        shown += REFERENCES.findall(page)
    assert sorted(shown) == sorted(sent)


def test_what_was_typed_stands_in_no_page_and_nobody_else_can_go_on_with_it(desk: Desk) -> None:
    desk.receive(full_name="Ana 123-45-6789")
    page = find(desk.signed_in(), "ana 123-45-6789").text
    assert "123-45-6789" not in page
    sought = re.findall(r'name="sought" value="([0-9a-f]+)"', page)[0]
    other = desk.signed_in("caseworker")
    assert [other.post("/inbox/search/", sought=one).status_code for one in (sought, "xx", "00" * 40)] == [400] * 3


@pytest.mark.parametrize("after", ["x", "2026-11-20", "2026-13-01~AAAA-AAAA", "~"])
def test_a_place_that_no_page_wrote_is_refused(desk: Desk, after: str) -> None:
    assert desk.signed_in().post("/inbox/search/", find="rosa", after=after).status_code == 400


@ON_BOTH
def test_what_came_in_before_the_way_of_searching_changed_is_found_after(desk: Desk) -> None:
    reference = desk.receive()
    for step, where in ((command.downgrade, "0008"), (command.upgrade, "head")):
        with desk.office.database.write() as connection:
            step(schema._config(schema.MAIN, connection), where)
    assert REFERENCES.findall(find(desk.signed_in(), "rosa mendoza").text) == [reference]


@pytest.mark.parametrize("typed", ["mendo", "rosa peña", "555", "%", "' OR 1=1 --", "12 Olive St"])
def test_it_is_not_found_by(desk: Desk, typed: str) -> None:
    desk.receive()
    answer = find(desk.signed_in(), typed)
    assert answer.status_code == 200 and "Nothing was found" in answer.text


@pytest.mark.parametrize("spaced", ["{0}-{1}", "{0}{1}", "{0} {1}"])
def test_a_reference_opens_at_once_however_it_is_typed(desk: Desk, spaced: str) -> None:
    reference = desk.receive()
    typed = spaced.format(*reference.lower().split("-"))
    assert find(desk.signed_in(), typed).headers["Location"] == f"/submissions/{reference}/"


def test_what_was_searched_for_stands_in_the_trail_and_in_no_address(desk: Desk) -> None:
    browser = desk.signed_in()
    assert find(browser, "Rosa Mendoza").request.query_string == b""
    assert "Rosa Mendoza" in browser.get("/audit/").text


def test_the_index_can_be_read_by_nobody(desk: Desk) -> None:
    desk.receive()
    with desk.office.database.read() as connection:
        rows = connection.execute(text("SELECT * FROM search_terms")).all()
    assert len(rows) == 7 and b"rosa" not in b"".join(row.term for row in rows).lower()


def test_what_carries_the_same_number_is_linked(desk: Desk) -> None:
    first, second = desk.receive(), desk.receive(full_name="R. Mendoza")
    unrelated = desk.receive(phone=None, case_number={"none": True})
    page = desk.signed_in().get(f"/submissions/{second}/").text
    assert set(REFERENCES.findall(page)) - {second} == {first} and unrelated not in page


def test_a_role_finds_only_its_forms(desk: Desk) -> None:
    desk.receive()
    with desk.office.database.write() as connection:
        connection.execute(text("UPDATE submissions SET form = 'state-hearing'"))
    assert "Nothing was found" in find(desk.signed_in("caseworker"), "mendoza").text


@ON_BOTH
def test_what_cannot_be_opened_is_listed_and_tried_again_later(desk: Desk) -> None:
    reference = desk.send()
    with desk.office.database.write() as connection:
        sealed = connection.execute(text("SELECT sealed FROM submissions")).scalar_one()
        connection.execute(text("UPDATE submissions SET sealed = :empty"), {"empty": bytes(40)})
    browser = desk.signed_in()
    assert [desk.take_in(), desk.take_in()] == [1, 0]
    assert reference in browser.get("/inbox/").text
    with desk.office.database.write() as connection:
        connection.execute(text("UPDATE submissions SET sealed = :sealed"), {"sealed": sealed})
    desk.clock.forward(hours=1)
    assert desk.take_in() == 1
    assert reference in find(desk.signed_in(), "mendoza").text


def test_a_hearing_and_its_complaint_find_each_other(desk: Desk) -> None:
    alone: dict[str, Any] = {"phone": None, "case_number": {"none": True}}
    complaint = desk.receive(**alone)
    hearing = desk.receive(form="state-hearing", complaint_reference={"text": complaint.lower()}, **alone)
    browser = desk.signed_in()
    for here, there in ((complaint, hearing), (hearing, complaint)):
        assert there in REFERENCES.findall(browser.get(f"/submissions/{here}/").text)


def test_the_other_parents_telephone_links_nothing(desk: Desk) -> None:
    alone: dict[str, Any] = {"phone": None, "case_number": {"none": True}}
    first = desk.receive(**alone, full_name="A")
    second = desk.receive(form="enrollment", other_phone={"number": "(213) 555-0199", "extension": ""}, **alone)
    third = desk.receive(phone={"number": "(213) 555-0199", "extension": ""}, case_number={"none": True})
    page = desk.signed_in().get(f"/submissions/{second}/").text
    assert first not in page and third not in page


def test_a_second_question_within_90_days_is_flagged(desk: Desk) -> None:
    first = desk.receive(form="inquiry", topic="caseworker", message="Where is my payment?")
    desk.clock.forward(days=90)
    second = desk.receive(form="inquiry", topic="caseworker", message="Where is it now?")
    desk.clock.forward(days=92)
    third = desk.receive(form="inquiry", topic="caseworker", message="And now?")
    browser = desk.signed_in()
    flagged = [
        "Asked before within 90 days" in browser.get(f"/submissions/{one}/").text for one in (first, second, third)
    ]
    assert flagged == [False, True, False]


def test_pin_requests_of_one_day_for_one_participant_are_one_task(desk: Desk) -> None:
    known: dict[str, Any] = {"participant_id": {"text": "2000000999999"}, "last_name": "Mendoza", "phone": None}
    first, second = desk.receive(form="pin-request", **known), desk.receive(form="pin-request", **known)
    other = desk.receive(form="pin-request", **{**known, "participant_id": {"text": "2000000888888"}})
    desk.clock.forward(days=1)
    later = desk.receive(form="pin-request", **known)
    page = desk.signed_in().get("/inbox/").text
    assert sorted(REFERENCES.findall(page)) == sorted([first, other, later])
    assert (
        "Closed on arrival" in desk.signed_in().get("/audit/").text and second in desk.signed_in().get("/audit/").text
    )
