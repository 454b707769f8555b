"""A PIN request that the inside compares, and the letters that come from there: from the form to the mail."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import asdict
from datetime import timedelta
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from support.case_packages import change
from support.desk import Browser, Desk
from support.ground import ON_BOTH
from support.inside_worker import Inside, beside
from support.papers import text_of
from support.pin_requests import ask

from forms_app.case_data.store.asks import Asks, Kind
from forms_app.case_data.store.holders import HolderKeys, State
from forms_app.case_data.store.letters.inside_letters import InsideLetters
from forms_app.case_worker import mailing
from forms_app.case_worker.telephone.answering import BY_TELEPHONE
from forms_app.sealing.owner_keys import OwnerKeys
from forms_app.staff.jobs import inside_post, pin_checks
from forms_app.storage.letters import account_letters
from forms_app.storage.submissions import pin_asks, submissions

HERS: dict[str, Any] = {"participant_id": {"text": "1 0001"}, "last_name": "ruíz", "zip_on_file": "90012"}
CODE = re.compile(r"\d{4}\s\d{4}\s\d{4}\s\d{4}")

SQUEEZED = re.compile(r"(?<!\d)\d{16}(?!\d)")


@pytest.fixture
def inside(desk: Desk, tmp_path: Path) -> Iterator[Inside]:
    made = beside(desk, tmp_path)
    yield made
    made.close()


def state_of(desk: Desk, reference: str) -> str:
    with desk.office.database.read() as connection:
        row = submissions.find(connection, reference)
    return row.state if row else ""


def chosen(page: str) -> str:
    """What the tick of the first letter about an account says."""
    return str(re.findall(r'name="chosen_account" value="([^"]+)"', page)[0])


def printed(browser: Browser) -> str:
    """Every letter that waits, as its sheet says it."""
    browser.post("/letters/accounts/print/", which="all", listed_account=chosen(browser.get("/letters/").text))
    page = browser.get("/letters/").text
    batch = browser.post("/letters/accounts/print/", chosen_account=chosen(page)).location.split("account_batch=")[1]
    return text_of(browser.get(f"/letters/accounts/{batch.split('#')[0]}/letters.pdf").data)


def test_what_matches_is_closed_by_itself_and_its_letter_waits_masked(desk: Desk, inside: Inside) -> None:
    reference = ask(desk, **HERS)
    assert state_of(desk, reference) == "received"
    inside.round()

    assert state_of(desk, reference) == "closed"
    browser = desk.signed_in("caseworker")
    queue = browser.get("/letters/").text
    assert "Code for an account" in queue
    assert not CODE.search(queue) and "Ruiz" not in queue and "Olive" not in queue and "10001" not in queue
    assert "It matched" in browser.get(f"/submissions/{reference}/").text


@ON_BOTH
def test_the_code_stands_on_the_paper_and_nowhere_else_and_goes_once_it_was_mailed(desk: Desk, inside: Inside) -> None:
    ask(desk, **HERS)
    inside.round()
    browser = desk.signed_in("caseworker")
    paper = printed(browser)
    assert SQUEEZED.search(paper) and all(words in paper for words in ("AnaRuiz", "1OliveStApt4", "Sucódigo"))
    assert "10001" not in paper

    page = browser.get("/letters/").text
    asked = browser.post("/letters/accounts/mailed/", chosen_account=chosen(page), mailed_on=str(desk.office.today()))
    assert asked.status_code == 422 and "erased" in asked.text
    fields = {"chosen_account": chosen(asked.text), "mailed_on": str(desk.office.today()), "sure": "yes"}
    assert browser.post("/letters/accounts/mailed/", **fields).status_code == 303
    inside.round()
    assert "To print" not in (page := browser.get("/letters/").text) and "accounts-to-mail" not in page
    [gone] = InsideLetters(inside.loader.database).of_person("P1")
    assert gone.mailed_on and (gone.sealed, gone.address) == (b"", "")
    assert browser.post("/letters/accounts/mailed/", **fields).status_code == 409


@pytest.mark.parametrize(
    ("answers", "why"),
    [
        ({"last_name": "Paz"}, "do not belong to one person"),
        ({"participant_id": {"text": "10003"}, "last_name": "Chen"}, "Nothing may be mailed to this person"),
    ],
)
def test_its_sender_reads_the_same_whatever_came_of_it(
    desk: Desk, inside: Inside, answers: dict[str, Any], why: str
) -> None:
    matches, other = ask(desk, **HERS), ask(desk, **{**HERS, **answers})
    inside.round()

    assert (state_of(desk, matches), state_of(desk, other)) == ("closed", "received")
    assert asdict(desk.told(matches)) == asdict(desk.told(other)) and desk.told(other).answered_on
    browser = desk.signed_in("caseworker")
    before = desk.told(other)
    page = browser.get(f"/submissions/{other}/").text
    assert "The program sent no letter." in page and why in page
    fields = {"pin.outcome": "nothing", "pin.done_on": str(desk.office.today()), "pin.remark": "", "press": "pin"}
    assert browser.post(f"/submissions/{other}/pin-letter/", **fields).status_code == 303
    assert state_of(desk, other) == "closed" and desk.told(other) == before


def test_the_same_asked_twice_makes_one_letter_and_reads_the_same(desk: Desk, inside: Inside) -> None:
    first, second = ask(desk, **HERS), ask(desk, **HERS)
    inside.round()
    assert asdict(desk.told(first)) == asdict(desk.told(second))
    assert len(InsideLetters(inside.loader.database).unmailed()) == 1

    wrong = [ask(desk, **{**HERS, "last_name": "Paz"}) for _ in range(2)]
    inside.round()
    assert sorted(state_of(desk, one) for one in wrong) == ["closed", "received"]
    assert asdict(desk.told(wrong[0])) == asdict(desk.told(wrong[1]))


def test_without_a_number_or_a_zip_code_a_person_looks_as_ever(desk: Desk, inside: Inside) -> None:
    without = [ask(desk, **{**HERS, name: {"none": True}}) for name in ("participant_id", "zip_on_file")]
    inside.round()
    assert [state_of(desk, one) for one in without] == ["received", "received"]
    assert not any(desk.told(one).answered_on for one in without)


def test_without_case_data_a_person_looks_as_ever(desk: Desk) -> None:
    reference = ask(desk, **HERS)
    with desk.app.app_context():
        assert pin_checks.work_off(desk.office) == inside_post.work_off(desk.office) == 0
    assert "Look the account up" in desk.signed_in("caseworker").get(f"/submissions/{reference}/").text


@pytest.mark.parametrize(
    ("rows", "name"), [(pin_asks, "note_number"), (account_letters, "add"), (account_letters, "note_told")]
)
def test_who_is_stopped_between_the_steps_does_each_once(
    desk: Desk, inside: Inside, monkeypatch: pytest.MonkeyPatch, rows: ModuleType, name: str
) -> None:
    reference = ask(desk, **HERS)
    if name == "note_told":
        inside.round()
        browser, today = desk.signed_in("caseworker"), str(desk.office.today())
        printed(browser)
        fields = {"chosen_account": chosen(browser.get("/letters/").text), "mailed_on": today, "sure": "yes"}
        browser.post("/letters/accounts/mailed/", **fields)
    with monkeypatch.context() as killed, pytest.raises(KeyboardInterrupt):
        killed.setattr(rows, name, _stop)
        inside.round()

    inside.round()
    inside.round()
    assert state_of(desk, reference) == "closed"
    assert len(inside.loader.rows("codes")) == len(inside.loader.rows("inside_letters")) == 1
    assert len(inside.loader.rows("asks")) == (2 if name == "note_told" else 1)


def _stop(*_args: object) -> None:
    raise KeyboardInterrupt


def test_an_address_that_no_window_shows_is_said_beside_the_letter(desk: Desk, tmp_path: Path) -> None:
    inside = beside(desk, tmp_path, tuple(f"Line {number} of a very long address" for number in range(9)))
    ask(desk, **HERS)
    inside.round()
    assert "too long for an envelope" in desk.signed_in("caseworker").get("/letters/").text
    inside.close()


def test_an_address_sealed_to_another_key_is_a_task_and_nothing_is_lost(desk: Desk, inside: Inside) -> None:
    inside.loader.load(
        change(inside.county, "addresses", 0, sealed=inside.county["addresses"][0]["sealed"][:-8] + "AAAAAAA=")
    )
    ask(desk, **HERS)
    inside.round()
    page = desk.signed_in("caseworker").get("/letters/").text
    assert "sealed to another key" in page and 'name="chosen_account"' not in page


def test_a_letter_that_is_late_stands_in_the_navigation_and_only_who_sees_the_requests_sees_it(
    desk: Desk, inside: Inside
) -> None:
    ask(desk, **HERS)
    inside.round()
    desk.clock.forward(seconds=timedelta(days=6).total_seconds())
    page = desk.signed_in("caseworker").get("/letters/").text
    assert "left--late" in page
    other = desk.signed_in("complaint-unit")
    assert "Code for an account" not in other.get("/letters/").text
    assert other.post("/letters/accounts/print/", chosen_account="1@0").status_code == 403


def test_staff_ask_for_a_letter_and_the_queue_brings_it(desk: Desk, inside: Inside) -> None:
    asks: Asks = desk.office.asks
    number = asks.ask(Kind.CODE, {"way": "letter"}, "P1", "1", desk.office.now())
    inside.round()
    found = asks.answer_to(number)
    assert found and found.answer == "letter"
    assert "Code for an account" in desk.signed_in("supervisor").get("/letters/").text


def test_a_letter_that_the_post_brought_back_is_told_inside_once(desk: Desk, inside: Inside) -> None:
    ask(desk, **HERS)
    inside.round()
    browser, today = desk.signed_in("caseworker"), str(desk.office.today())
    printed(browser)
    fields = {"chosen_account": chosen(browser.get("/letters/").text), "mailed_on": today, "sure": "yes"}
    browser.post("/letters/accounts/mailed/", **fields)
    page = browser.get("/letters/").text
    assert "Mailed in the last 60 days" in page

    asked = browser.post("/letters/accounts/back/", chosen_account=chosen(page))
    assert asked.status_code == 422 and "One more question" in asked.text
    back = {"chosen_account": chosen(page), "sure": "yes"}
    assert browser.post("/letters/accounts/back/", **back).status_code == 303
    assert browser.post("/letters/accounts/back/", **back).status_code == 409
    for _ in range(2):
        inside.round()
    kinds = [row[2] for row in inside.loader.rows("asks")]
    assert sorted(kinds) == ["came-back", "mailed", "pin-request"]
    [letter] = InsideLetters(inside.loader.database).of_person("P1")
    assert letter.why_not == "back"


def test_a_letter_that_waits_is_taken_back_when_others_may_open_it_there(desk: Desk, inside: Inside) -> None:
    reference = ask(desk, **HERS)
    inside.round()
    browser = desk.signed_in("caseworker")
    printed(browser)
    row = {**inside.county["people"][0], "op": "put", "restricted": "y", "zip": ""}
    inside.loader.urgent(1, people=[row])
    inside.round()

    page = browser.get("/letters/").text
    assert "Not to be mailed" in page and "destroy the paper" in page and 'name="chosen_account"' not in page
    [letter] = InsideLetters(inside.loader.database).of_person("P1")
    assert (letter.sealed, letter.address, letter.why_not) == (b"", "", "protected")
    assert state_of(desk, reference) == "closed"


def test_who_opened_the_telephone_alone_reads_of_a_telephone_and_no_account(desk: Desk, inside: Inside) -> None:
    parts = inside.parts
    holder = HolderKeys("P1", OwnerKeys.generate().public, State.NEW, parts.today())
    with parts.cases.aside.write() as connection:
        mailing.give_notice(parts, connection, holder, BY_TELEPHONE)
    inside.round()
    paper = printed(desk.signed_in("caseworker"))
    assert "líneatelefónica" in paper and "PIN" in paper and "cuenta" not in paper  # her language is Spanish
