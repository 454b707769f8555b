"""What she asks about a date of hers, and a change for several of her cases: once each, and shown where it belongs."""

from __future__ import annotations

import re
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from support import asking
from support.account_holder import Inside
from support.asking import in_two_counties, with_date
from support.case_packages import Tables
from support.ground import SetClock
from support.holder_visitor import Holder

from forms_app.bundles import earlier
from forms_app.bundles.earlier import Earlier, Sent
from forms_app.storage.filing import Ready


@pytest.fixture
def holder(clock: SetClock, account: Flask, browser: FlaskClient) -> Holder:
    return Holder(account, browser)


def let_see(holder: Holder, tables: Tables) -> None:
    Inside(holder.app).confirm(holder.public, tables=tables)


def read(holder: Holder, path: str) -> str:
    return " ".join(holder.open(path).page.text.split())


def stored(holder: Holder) -> list[dict[str, Any]]:
    return asking.stored(holder.services)


def test_another_day_is_asked_for_with_the_date_filled_in_and_stands_beside_it(holder: Holder) -> None:
    let_see(holder, with_date())
    holder.open("/dates/").follow("Ask for another day: Tuesday, December 1, 2026, 9:00 AM")
    for said in ("Tuesday", "December 1, 2026", "9:00 AM", "An appointment", "The date stands until the agency"):
        assert said in holder.page.text or said == "Tuesday", said
    holder.fill_in("another-day")
    assert "The date stands until" in holder.page.text and "December 1, 2026" in holder.page.text
    assert not [link for link in holder.page.all("a") if link.attrs["href"].endswith(("/date/", "/case/"))]
    holder.press("send")

    [content] = stored(holder)
    answers = content["answers"]
    assert isinstance(answers, dict) and content["county"] == "Los Angeles"
    assert (answers["date_on"], answers["date_kind"]) == ("2026-12-01", "appointment")
    assert answers["case_number"] == {"text": "C1"} and answers["other_days"]
    listed = read(holder, "/dates/")
    assert "asked for on Friday, November 20, 2026" in listed and "Ask for another day:" not in listed

    asking.answer(holder.services, "done", "Come on December 8 at 10.")
    assert "done on Monday, November 23, 2026" in read(holder, "/dates/")
    assert "Come on December 8 at 10." in read(holder, "/requests/1/") and "Done" in read(holder, "/requests/")


@pytest.mark.parametrize(("outcome", "said"), [("refused", "not done"), ("asked", "staff asked you something")])
def test_what_is_refused_or_asked_back_says_so_and_can_be_asked_anew(holder: Holder, outcome: str, said: str) -> None:
    let_see(holder, with_date())
    holder.fill_in("date-interpreter").press("send")
    asking.answer(holder.services, outcome, "Which of the two days?")

    assert said in read(holder, "/dates/") and "Which of the two days?" in read(holder, "/requests/1/")
    assert ("Send it again with the answer" in read(holder, "/requests/1/")) == (outcome == "asked")
    assert holder.begin("date-interpreter").path == "/forms/date-interpreter/language/"


def test_for_one_date_the_same_is_asked_once_in_both_languages(holder: Holder) -> None:
    let_see(holder, with_date())
    holder.fill_in("another-day").press("send")

    said = read(holder, "/es/forms/another-day/?date=1")
    assert holder.page.all("a") and "/es/requests/1/" in str([link.attrs["href"] for link in holder.page.all("a")])
    assert "Lo pidió el" in said
    assert holder.begin("date-interpreter").path == "/forms/date-interpreter/language/"  # something else may be


def test_a_date_that_was_moved_meanwhile_is_not_asked_about(holder: Holder) -> None:
    let_see(holder, with_date())
    holder.fill_in("another-day")
    let_see(holder, with_date(starts_at="2026-12-02T09:00:00-08:00"))
    holder.press("send")

    assert holder.status == 422 and "moved or canceled since you began" in holder.page.by_id("error-summary").text
    assert stored(holder) == []


def test_a_hearing_in_court_is_moved_by_the_court_alone(holder: Holder) -> None:
    let_see(holder, with_date(kind="court"))

    said = read(holder, "/dates/")
    assert "Only the court can move this date" in said and "Ask for another day:" not in said
    assert holder.open("/forms/another-day/?date=1").path == "/dates/"


@pytest.mark.parametrize("query", ["", "?date=2", "?date=0", "?date=x"])
def test_a_request_without_its_date_leads_to_the_dates(holder: Holder, query: str) -> None:
    let_see(holder, with_date())
    assert holder.open(f"/forms/date-interpreter/{query}").path == "/dates/"


def test_who_has_a_date_tomorrow_is_told_to_call_first(holder: Holder) -> None:
    let_see(holder, with_date(starts_at="2026-11-21T09:00:00-08:00"))

    assert "if you cannot come, call first" in read(holder, "/dates/")
    assert "This date is near. Call first" in holder.fill_in("another-day").page.text


def test_a_change_goes_to_each_case_that_she_ticks_with_one_receipt(holder: Holder) -> None:
    let_see(holder, in_two_counties())
    holder.fill_in("employment-update")
    assert "Orange" in holder.page.text and holder.press("send").status == 422
    assert "Tick each case" in holder.page.by_id("error-summary").text and stored(holder) == []
    holder.press("send", {"for_case": ["C1", "C3"]})

    assert holder.path == "/requests/1/"
    found = {str(one["county"]): one["answers"] for one in stored(holder)}
    assert {name: answers["case_number"] for name, answers in found.items()} == {
        "Los Angeles": {"text": "C1"},
        "Orange": {"text": "C3"},
    }
    receipt = holder.page.text
    assert "Orange" in receipt and "C3" in receipt and len(set(re.findall(r"[A-Z0-9]{4}-[A-Z0-9]{4}", receipt))) == 2
    assert holder.get("/requests/1/receipt.pdf").mimetype == "application/pdf"
    assert holder.open("/requests/2/").status == 200 and holder.open("/requests/3/").status == 404


def test_pressed_twice_each_case_gets_it_once(holder: Holder) -> None:
    let_see(holder, in_two_counties())
    holder.fill_in("employment-update")
    pairs = [("token", holder.hidden("token")), ("version", holder.hidden("version")), ("go", "send")]
    both = [*pairs, ("for_case", "C1"), ("for_case", "C3")]

    assert [holder.sent(holder.path, both).location for _ in range(2)] == ["/requests/1/", "/requests/1/"]
    assert holder.arrived() == 2


def test_a_change_for_several_cases_arrives_whole_or_not_at_all(
    holder: Holder, monkeypatch: pytest.MonkeyPatch
) -> None:
    let_see(holder, in_two_counties())
    holder.fill_in("employment-update")
    store, calls = Ready.store, list[Ready]()

    def second_fails(ready: Ready, *given: object) -> object:
        calls.append(ready)
        if len(calls) == 2:
            raise OSError("no room on the disk")
        return store(ready, *given)  # type: ignore[arg-type]

    with monkeypatch.context() as broken:
        broken.setattr(Ready, "store", second_fails)
        assert holder.press("send", {"for_case": ["C1", "C3"]}).status == 503
    assert holder.arrived() == 0
    holder.press("send", {"for_case": ["C3"]})

    assert holder.path == "/requests/1/" and [one["county"] for one in stored(holder)] == ["Orange"]


def test_a_case_that_is_gone_when_she_sends_is_said_plainly(holder: Holder) -> None:
    let_see(holder, in_two_counties())
    holder.fill_in("employment-update")
    let_see(holder, with_date())
    holder.press("send", {"for_case": ["C1", "C3"]})

    assert holder.status == 422 and "no longer among yours" in holder.page.by_id("error-summary").text
    assert stored(holder) == []


def test_what_staff_keyed_in_says_how_it_came(holder: Holder) -> None:
    let_see(holder, with_date())
    sent = tuple(
        Sent("contact-update", f"7KQ2-M4X{letter}", "1" * 20, holder.services.now(), channel)
        for letter, channel in (("D", "phone"), ("E", "mail"), ("F", "hand"))
    )
    Inside(holder.app).seal(holder.public, earlier.KIND, Earlier(sent))

    listed = holder.open("/requests/").page.by_id("keyed").text
    assert "by telephone" in listed and "by letter" in listed and "at the office" in listed
    assert "If it was not you, call" in read(holder, "/requests/earlier/2/")
    assert "por teléfono" in holder.open("/es/requests/").page.by_id("keyed").text


def test_a_county_or_a_kind_of_date_that_no_form_offers_stops_nothing(holder: Holder) -> None:
    tables = with_date()
    tables["cases"] = [{**row, "county": "LOS ANGELES"} for row in tables["cases"]]
    tables["events"] = [{**row, "kind": "review"} for row in tables["events"]]
    let_see(holder, tables)
    holder.fill_in("another-day").press("send")

    [content] = stored(holder)
    assert (content["answers"]["county"], content["answers"]["date_kind"]) == ("unsure", "appointment")
    assert "asked for on" in read(holder, "/dates/")
