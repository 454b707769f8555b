"""Answers and notices of more time: the law's dates move, and the sender reads what was done."""

from __future__ import annotations

import json
from datetime import date

import pytest
from sqlalchemy import text
from support.answering import answer, extend
from support.desk import Desk

from forms_app.sealing import keys
from forms_app.sealing.unseal import OpeningKeys


def test_the_sender_reads_that_somebody_took_it_up(desk: Desk) -> None:
    reference, browser = desk.receive(), desk.signed_in()
    fields = {"state": "working", "owner": "none", "version": "0"}
    browser.post(f"/submissions/{reference}/change/", **fields)
    assert desk.told(reference).state == "looked_at"


def test_opening_alone_tells_the_sender_nothing(desk: Desk) -> None:
    reference = desk.receive()
    desk.signed_in().get(f"/submissions/{reference}/")
    assert desk.told(reference).state == "received"


def test_an_answer_closes_it_and_the_sender_reads_day_and_reply(desk: Desk) -> None:
    reference, browser = desk.receive(), desk.signed_in()
    assert answer(browser, reference, reply="We corrected the amount.") == 303
    told = desk.told(reference)
    assert (told.state, told.answered_on, told.reply) == ("answered", date(2026, 11, 20), "We corrected the amount.")
    page = browser.get(f"/submissions/{reference}/").text
    assert "answered on Nov 20, 2026" in page and reference not in browser.get("/inbox/").text


@pytest.mark.parametrize("day", ["2026-11-22", "2026-11-19", "", "20/11/2026", "9999-99-99"])
def test_an_answer_is_sent_between_the_arrival_and_today(desk: Desk, day: str) -> None:
    reference = desk.receive()
    assert answer(desk.signed_in(), reference, answered_on=day) == 422
    assert desk.told(reference).state == "received"


@pytest.mark.parametrize(
    ("day", "said"),
    [("2026-11-21", "This day has not come yet."), ("0026-11-20", "Check the year."), ("", "Enter the day.")],
)
def test_a_day_that_cannot_be_is_told_as_what_it_is(desk: Desk, day: str, said: str) -> None:
    reference, browser = desk.receive(), desk.signed_in()
    page = browser.post(f"/submissions/{reference}/answered/", answered_on=day, reply="", version="0")
    assert page.status_code == 422 and said in page.text


def test_an_answer_is_given_once(desk: Desk) -> None:
    reference, browser = desk.receive(), desk.signed_in()
    assert [answer(browser, reference), answer(browser, reference, reply="Another")] == [303, 409]
    assert desk.told(reference).reply == ""


@pytest.mark.parametrize("form", ["complaint", "enrollment", "state-hearing"])
@pytest.mark.parametrize("ways", [["none"], ["email"]])
def test_where_no_letter_and_no_call_is_safe_an_answer_without_words_is_asked_about(
    desk: Desk, form: str, ways: list[str]
) -> None:
    reference, browser = desk.receive(form, safe_ways=ways, email="rosa@example.net"), desk.signed_in()
    page = browser.post(f"/submissions/{reference}/answered/", answered_on="2026-11-20")
    assert page.status_code == 422 and "reads the answer on the status page" in page.text
    assert desk.told(reference).state == "received"
    assert answer(browser, reference, sure="yes") == 303
    assert desk.told(reference).state == "answered"


def test_where_no_letter_is_safe_the_whole_answer_is_read_on_the_status_page(desk: Desk) -> None:
    reference, browser = desk.receive(safe_ways=["none"]), desk.signed_in()
    page = browser.get(f"/submissions/{reference}/").text
    assert "The answer, as the person reads it with the receipt code: no letter can go out" in page
    words = "We opened your case again. " * 200
    assert answer(browser, reference, reply=words) == 303
    assert desk.told(reference).reply == words.strip()


def test_a_notice_of_more_time_moves_the_due_day_once(desk: Desk) -> None:
    reference, browser = desk.receive(), desk.signed_in()
    assert [extend(browser, reference), extend(browser, reference)] == [303, 422]
    assert desk.told(reference).extended
    assert "Jan 19, 2027" in browser.get("/inbox/").text  # 60 days from 20 November
    assert "Jan 19, 2027" in browser.get(f"/submissions/{reference}/").text


@pytest.mark.parametrize(("form", "reason"), [("complaint", " "), ("enrollment", "No law gives it")])
def test_more_time_needs_a_reason_and_a_law(desk: Desk, form: str, reason: str) -> None:
    reference = desk.receive(form)
    assert extend(desk.signed_in(), reference, reason) == 422
    assert not desk.told(reference).extended


@pytest.mark.parametrize(("ways", "mails"), [(["phone", "email"], 2), (["phone"], 0), (["none"], 0)])
def test_who_said_that_email_is_safe_is_told_that_there_is_news(desk: Desk, ways: list[str], mails: int) -> None:
    reference, browser = desk.receive(language="es", safe_ways=ways, email="rosa@example.net"), desk.signed_in()
    extend(browser, reference)
    answer(browser, reference, reply="We corrected the amount.")
    opening = OpeningKeys(keys.private_pairs(desk.office.settings, "mail"))
    with desk.office.database.read() as connection:
        rows = connection.execute(text("SELECT id, sealed, reference FROM outbox WHERE kind = 'mail'")).all()
    told = [json.loads(opening.open(row.sealed, row.id)) for row in rows]
    assert told == [{"to": "rosa@example.net", "language": "es"}] * mails
    assert {row.reference for row in rows} <= {reference}


def test_what_was_refused_tells_nobody_anything(desk: Desk) -> None:
    reference, browser = desk.receive(safe_ways=["email"], email="rosa@example.net"), desk.signed_in()
    assert answer(browser, reference, answered_on="2026-11-19") == 422
    with desk.office.database.read() as connection:
        assert connection.execute(text("SELECT count(*) FROM outbox WHERE kind = 'mail'")).scalar() == 0


def test_both_stand_in_the_trail(desk: Desk) -> None:
    reference, browser = desk.receive(), desk.signed_in()
    extend(browser, reference)
    answer(browser, reference)
    page = browser.get("/audit/").text
    assert "Records from another county" in page and "2026-11-20" in page


def test_of_two_who_answer_at_once_the_second_is_told_and_keeps_what_was_written(desk: Desk) -> None:
    reference = desk.receive()
    first, second = desk.signed_in(), desk.signed_in("caseworker")
    seen = {"version": "0", "answered_on": "2026-11-20"}
    path = f"/submissions/{reference}/answered/"
    assert first.post(path, **seen, reply="We opened the case again.").status_code == 303
    late = second.post(path, **seen, reply="We are sorry and have called the office.")
    assert late.status_code == 409 and "We are sorry and have called the office." in late.text
    assert desk.told(reference).reply == "We opened the case again."
