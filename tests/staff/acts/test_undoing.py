"""A wrong act is withdrawn or corrected with its reason: clock, lists, letters and the sender's page follow."""

from __future__ import annotations

import re
from dataclasses import asdict
from datetime import date, datetime
from typing import Any

import pytest
from support.answering import answer, extend
from support.desk import Browser, Desk
from support.ground import ON_BOTH
from support.mailing import mail, mails, post, printed, queue, row_of, rows, seen

from forms_app import deadlines
from forms_app.forms import clock_of
from forms_app.staff.acts import acts
from forms_app.storage import status
from forms_app.storage.tables import NO_DAY

EMAIL: dict[str, Any] = {"safe_ways": ["mail", "email"], "email": "rosa@example.org"}
ACTS = re.compile(r'name="noted-[^"]+\.act" value="([^"]+)"')


def acts_of(browser: Browser, reference: str) -> list[str]:
    """Those that can be put right, in the order in which they were noted."""
    return ACTS.findall(browser.get(f"/submissions/{reference}/").text)


def withdraw(browser: Browser, reference: str, act: str = "", reason: str = "Wrong submission") -> int:
    act = act or acts_of(browser, reference)[-1]
    return browser.post(f"/submissions/{reference}/withdrawn/", act=act, reason=reason).status_code


def correct(browser: Browser, reference: str, kind: str, on: str, **other: str) -> int:
    fields = {"act": acts_of(browser, reference)[-1], "kind": kind, "on": on, "reason": "A slip", **other}
    return browser.post(f"/submissions/{reference}/corrected/", **fields).status_code


def last_day(desk: Desk, reference: str) -> date:
    hearing = status.hearing(desk.office.rules, desk.told(reference), clock_of("complaint"))
    assert hearing
    return hearing.last.last_day


@ON_BOTH
def test_an_answer_on_the_wrong_submission_is_withdrawn(desk: Desk, engine: str) -> None:
    reference = desk.receive(**EMAIL)
    desk.clock.forward(days=13)
    before, browser = last_day(desk, reference), desk.signed_in()
    answer(browser, reference, answered_on="2026-12-03", reply="For somebody else.")
    wrong, told = last_day(desk, reference), mails(desk)
    assert withdraw(browser, reference) == 303
    now = desk.told(reference)
    assert (now.state, now.answered_on, now.reply) == ("looked_at", None, "")
    assert last_day(desk, reference) == before and mails(desk) == told + 1
    assert {(one.was, one.day) for one in now.told} == {
        ("answered", date(2026, 12, 3)),
        ("last", wrong),
    } and wrong > before
    assert (row_of(desk, reference).state, row_of(desk, reference).due_on) == ("working", date(2026, 12, 21))
    assert reference in browser.get("/inbox/").text
    page, trail = browser.get(f"/submissions/{reference}/").text, browser.get("/audit/").text
    assert "This was wrong" in page and "Wrong submission" in page
    assert "Withdrew what had been noted" in trail and "Wrong submission" in trail
    assert answer(browser, reference, reply="Yours.") == 303 and desk.told(reference).reply == "Yours."


def test_a_transfer_of_the_wrong_one_is_withdrawn(desk: Desk) -> None:
    reference, browser = desk.receive(), desk.signed_in()
    browser.post(f"/submissions/{reference}/transferred/", county="Kern", transferred_on="2026-11-20")
    assert withdraw(browser, reference) == 303
    assert (desk.told(reference).state, desk.told(reference).transferred_on) == ("looked_at", None)
    assert row_of(desk, reference).due_on == date(2026, 12, 21) and row_of(desk, reference).state == "working"


def test_more_time_on_the_wrong_one_is_withdrawn(desk: Desk) -> None:
    reference, browser = desk.receive(), desk.signed_in()
    extend(browser, reference)
    assert withdraw(browser, reference) == 303
    assert not desk.told(reference).extended and row_of(desk, reference).due_on == date(2026, 12, 21)
    assert [(one.was, one.day) for one in desk.told(reference).told] == [
        ("due", date(2026, 12, 21)),
        ("due", date(2027, 1, 19)),
    ]


def test_withdrawing_one_act_leaves_what_was_noted_before_it(desk: Desk) -> None:
    reference, browser = desk.receive(), desk.signed_in()
    extend(browser, reference)
    answer(browser, reference)
    withdraw(browser, reference)
    assert (desk.told(reference).state, row_of(desk, reference).due_on) == ("extended", date(2027, 1, 19))


def test_nothing_is_withdrawn_without_a_reason_or_twice(desk: Desk) -> None:
    reference, browser = desk.receive(), desk.signed_in()
    answer(browser, reference)
    act = acts_of(browser, reference)[0]
    assert withdraw(browser, reference, act, reason=" ") == 422
    assert [withdraw(browser, reference, act), withdraw(browser, reference, act)] == [303, 422]
    assert [withdraw(browser, reference, number) for number in ("99", "answered", "9" * 30, "x")] == [422] * 4


def test_the_act_of_one_submission_is_not_withdrawn_on_anothers_page(desk: Desk) -> None:
    first, second, browser = desk.receive(), desk.receive(), desk.signed_in()
    answer(browser, first)
    assert withdraw(browser, second, acts_of(browser, first)[0]) == 422
    assert desk.told(first).state == "answered"


def test_a_day_and_words_are_corrected_and_both_stand_in_the_trail(desk: Desk) -> None:
    reference, browser = desk.receive(), desk.signed_in()
    desk.clock.forward(days=10)
    browser = desk.signed_in()
    answer(browser, reference, answered_on="2026-11-30", reply="Wrong words.")
    assert correct(browser, reference, "answered", "2026-11-25", reply="Right words.") == 303
    now = desk.told(reference)
    assert (now.state, now.answered_on, now.reply) == ("answered", date(2026, 11, 25), "Right words.")
    assert "answered 2026-11-30 → answered 2026-11-25: A slip" in browser.get("/audit/").text
    assert row_of(desk, reference).state == "closed"
    assert correct(browser, reference, "answered", "2026-11-19") == 422
    assert correct(browser, reference, "answered", "2026-12-24") == 422
    assert desk.told(reference).answered_on == date(2026, 11, 25)


def test_the_county_of_a_transfer_is_corrected(desk: Desk) -> None:
    reference, browser = desk.receive(), desk.signed_in()
    browser.post(f"/submissions/{reference}/transferred/", county="Kern", transferred_on="2026-11-20")
    assert correct(browser, reference, "transferred", "2026-11-20", county="Fresno") == 303
    assert desk.told(reference).transferred_to == "Fresno"


def test_a_letter_that_was_not_mailed_waits_again(desk: Desk) -> None:
    reference, browser = desk.receive(), desk.signed_in()
    mail(desk, browser, reference, "resolution")
    assert withdraw(browser, reference) == 303
    assert (rows(desk, reference)[0].state, rows(desk, reference)[0].mailed_on) == ("waiting", None)
    assert rows(desk, reference)[0].mail_by == date(2026, 12, 21)
    assert desk.told(reference).state == "looked_at"
    assert post(browser, "/letters/mailed/", [seen(rows(desk)[0])], mailed_on="2026-11-20").status_code == 303
    assert desk.told(reference).answered_on == date(2026, 11, 20)


def test_the_day_of_mailing_is_corrected_on_the_letter_too(desk: Desk) -> None:
    reference, browser = desk.receive(), desk.signed_in()
    mail(desk, browser, reference, "acknowledgement")
    desk.clock.forward(days=1)
    browser = desk.signed_in()
    assert correct(browser, reference, "mailed", "2026-11-21") == 303
    assert rows(desk, reference)[0].mailed_on == date(2026, 11, 21)


def test_a_letter_mailed_after_a_wrong_answer_counts_once_that_is_withdrawn(desk: Desk) -> None:
    reference, browser = desk.receive(), desk.signed_in()
    answer(browser, reference)
    desk.clock.forward(days=3)
    browser = desk.signed_in()
    queue(browser, reference, "resolution")
    printed(browser, [seen(rows(desk, reference)[0])])
    post(browser, "/letters/mailed/", [seen(rows(desk, reference)[0])], mailed_on="2026-11-23")
    assert desk.told(reference).answered_on == date(2026, 11, 20), "of two answers the earlier day is the safe one"
    withdraw(browser, reference, acts_of(browser, reference)[0])
    assert (desk.told(reference).state, desk.told(reference).answered_on) == ("answered", date(2026, 11, 23))
    assert row_of(desk, reference).state == "closed"


def test_the_letter_of_a_transfer_is_noted_once_and_each_of_both_is_withdrawn_alone(desk: Desk) -> None:
    reference, browser = desk.receive(), desk.signed_in()
    mail(desk, browser, reference, "transfer", text="")
    letter, passed_on = acts_of(browser, reference)
    assert withdraw(browser, reference, letter, reason="It is still in the tray") == 303
    assert (rows(desk, reference)[0].state, acts_of(browser, reference)) == ("waiting", [passed_on])
    assert (desk.told(reference).state, row_of(desk, reference).state) == ("transferred", "closed")
    assert withdraw(browser, reference, passed_on) == 303
    assert (desk.told(reference).state, row_of(desk, reference).state) == ("looked_at", "working")
    assert row_of(desk, reference).due_on == date(2026, 12, 21)


CLOSING = [
    ("complaint", "answered", {"answered_on": "2026-11-20", "reply": ""}),
    ("complaint", "transferred", {"transferred_on": "2026-11-20", "county": "Kern"}),
    ("complaint", "ended", {"ended_on": "2026-11-20", "outcome": "withdrawn", "reason": "By telephone"}),
    ("enrollment", "answered", {"answered_on": "2026-11-20", "reply": ""}),
    ("enrollment", "ended", {"ended_on": "2026-11-20", "outcome": "void", "reason": "A test"}),
    ("pin-request", "pin-letter", {"done_on": "2026-11-20", "outcome": "nothing", "remark": ""}),
    ("state-hearing", "answered", {"answered_on": "2026-11-20", "reply": ""}),
]


@pytest.mark.parametrize(("form", "path", "fields"), CLOSING)
def test_what_an_act_closed_is_open_again_when_it_is_withdrawn(
    desk: Desk, form: str, path: str, fields: dict[str, str]
) -> None:
    reference, browser = desk.receive(form=form), desk.signed_in()
    due_on = row_of(desk, reference).due_on
    assert browser.post(f"/submissions/{reference}/{path}/", **fields).status_code == 303
    assert row_of(desk, reference).state == "closed"
    assert withdraw(browser, reference) == 303
    row = row_of(desk, reference)
    assert (row.state, row.due_on, desk.told(reference).state) == ("working", due_on, "looked_at")
    assert reference in browser.get(f"/inbox/?form={form}").text


def test_a_mailing_that_an_earlier_version_noted_twice_is_withdrawn_at_once(desk: Desk) -> None:
    reference, browser = desk.receive(), desk.signed_in()
    mail(desk, browser, reference, "acknowledgement")
    with desk.office.database.write() as connection:
        twin = acts.Act("mailed", date(2026, 11, 20), letter=rows(desk, reference)[0].id)
        acts._add(connection, desk.office, None, reference, asdict(twin))
    assert len(acts_of(browser, reference)) == 1 and withdraw(browser, reference) == 303
    assert (rows(desk, reference)[0].state, acts_of(browser, reference)) == ("waiting", [])


@pytest.mark.parametrize("kind", ["transfer", "extension"])
def test_a_letter_that_cannot_be_true_beside_an_answer_is_refused_with_the_reason(desk: Desk, kind: str) -> None:
    reference, browser = desk.receive(), desk.signed_in()
    queue(browser, reference, kind, **({"text": ""} if kind == "transfer" else {}))
    printed(browser, [seen(rows(desk, reference)[0])])
    answer(browser, reference)
    refused = post(browser, "/letters/mailed/", [seen(rows(desk, reference)[0])], mailed_on="2026-11-20")
    assert refused.status_code == 422 and "An answer of Nov 20, 2026 is noted already" in refused.text
    assert rows(desk, reference)[0].state == "waiting"


def test_reopening_shows_what_stands_and_calls_nothing_late(desk: Desk) -> None:
    reference, browser = desk.receive(), desk.signed_in()
    answer(browser, reference)
    version = str(row_of(desk, reference).version)
    browser.post(f"/submissions/{reference}/change/", state="working", owner="none", version=version)
    desk.clock.forward(days=60)
    assert reference not in desk.signed_in().get("/inbox/?due=late").text
    assert row_of(desk, reference).due_on == NO_DAY


def test_a_pin_request_noted_as_done_by_mistake_is_open_again(desk: Desk) -> None:
    reference, browser = desk.receive(form="pin-request"), desk.signed_in("caseworker")
    browser.post(f"/submissions/{reference}/pin-letter/", outcome="sent", done_on="2026-11-20", remark="")
    assert withdraw(browser, reference) == 303
    assert (desk.told(reference).state, row_of(desk, reference).state) == ("looked_at", "working")
    assert 'id="done_on"' in browser.get(f"/submissions/{reference}/").text


def test_what_was_noted_before_acts_were_kept_can_be_withdrawn_too(desk: Desk) -> None:
    reference, browser = desk.receive(), desk.signed_in()
    extend(browser, reference)
    answer(browser, reference, reply="Old.")
    with desk.office.database.write() as connection:
        connection.exec_driver_sql("DELETE FROM acts")
    assert acts_of(browser, reference) == ["extended", "answered"]
    assert withdraw(browser, reference, "answered") == 303
    assert (desk.told(reference).state, row_of(desk, reference).due_on) == ("extended", date(2027, 1, 19))
    assert answer(browser, reference, reply="New.") == 303


def test_the_sender_reads_what_was_taken_back(desk: Desk) -> None:
    reference, browser = desk.receive(), desk.signed_in()
    answer(browser, reference)
    withdraw(browser, reference)
    assert desk.told(reference).told[0].until == deadlines.local_date(desk.clock.now)


def test_a_wrong_refused_act_keeps_what_was_typed(desk: Desk) -> None:
    reference, browser = desk.receive(), desk.signed_in()
    fields = {"answered_on": "2026-11-19", "reply": "Long and careful words."}
    page = browser.post(f"/submissions/{reference}/answered/", **fields)
    assert page.status_code == 422 and "Long and careful words." in page.text
    assert "That cannot be before it was filed, on Nov 20, 2026." in page.text


def test_the_arrival_of_something_keyed_in_is_corrected(desk: Desk) -> None:
    from support.keying_in import SOME, keyed_in

    browser = desk.signed_in()
    reference = keyed_in(browser, SOME, channel="mail")["reference"]  # postmark the 16th, counts from the 23rd
    desk.take_in()
    assert row_of(desk, reference).due_on == date(2026, 12, 23)
    fields = {"channel": "hand", "day": "2026-11-17", "reason": "It was handed in"}
    assert browser.post(f"/submissions/{reference}/arrival/", **fields).status_code == 303
    row = row_of(desk, reference)
    assert (row.channel, row.due_on, deadlines.local_date(row.received_at)) == (
        "hand",
        date(2026, 12, 17),
        date(2026, 11, 17),
    )
    page = browser.get(f"/submissions/{reference}/").text
    assert "in a visit" in page and "It was handed in" in page
    assert withdraw(browser, reference) == 303
    row = row_of(desk, reference)
    assert (row.channel, row.due_on) == ("mail", date(2026, 12, 23)) and isinstance(row.received_at, datetime)


def test_what_was_sent_online_counts_from_its_acknowledgement(desk: Desk) -> None:
    reference, browser = desk.receive(), desk.signed_in()
    fields = {"channel": "hand", "day": "2026-11-17", "reason": "It was handed in"}
    assert browser.post(f"/submissions/{reference}/arrival/", **fields).status_code == 422
    assert desk.told(reference).filed_on == date(2026, 11, 20)


def test_a_letter_taken_back_by_mistake_waits_again_to_be_printed_anew(desk: Desk) -> None:
    reference, browser = desk.receive(), desk.signed_in()
    queue(browser, reference, "resolution")
    printed(browser, [seen(rows(desk, reference)[0])])
    letter, there = rows(desk, reference)[0].id, f"/submissions/{reference}/letters/"
    browser.post(f"{there}take-back/", letter=letter, printed="1")
    assert "Put it back into the print queue" in browser.get(f"/submissions/{reference}/").text
    assert browser.post(f"{there}put-back/", letter=letter).status_code == 303
    row = rows(desk, reference)[0]
    assert (row.state, row.printed, row.batch) == ("waiting", 0, None)
    assert browser.post(f"{there}put-back/", letter=letter).status_code == 422
    browser.post(f"{there}take-back/", letter=letter, printed="0")
    queue(browser, reference, "resolution")
    assert browser.post(f"{there}put-back/", letter=letter).status_code == 422, "one of its kind waits"


def test_after_a_withdrawn_notice_of_more_time_desk_and_sender_read_the_same(desk: Desk) -> None:
    reference, browser = desk.receive(), desk.signed_in()
    browser.post(f"/submissions/{reference}/extended/", mailed_on="2026-11-20", reason="The file is away.")
    act = re.findall(r'name="noted-[^"]+\.act" value="([^"]+)"', browser.get(f"/submissions/{reference}/").text)[0]
    assert browser.post(f"/submissions/{reference}/withdrawn/", act=act, reason="It was another.").status_code == 303
    assert desk.told(reference).state == "looked_at" and reference in browser.get("/inbox/?state=working").text
