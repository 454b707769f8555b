"""What is due and unanswered stays late: nothing but an outcome with its day takes it off the lists."""

from __future__ import annotations

from datetime import date

import pytest
from support.answering import extend
from support.desk import Browser, Desk
from support.mailing import post, printed, queue, row_of, rows, seen

LATE = "/inbox/?due=late"


def late(desk: Desk) -> tuple[str, Browser]:
    """A complaint of November 20, due on December 21, eleven days later."""
    reference = desk.receive()
    desk.clock.forward(days=42)
    return reference, desk.signed_in()


def noted(browser: Browser, reference: str, **fields: str) -> int:
    known = {"reason": "Records", "mailed_on": "2027-01-01", **fields}
    return browser.post(f"/submissions/{reference}/extended/", **known).status_code


def close(browser: Browser, reference: str, **fields: str) -> int:
    known = {"outcome": "withdrawn", "ended_on": "2026-11-20", "reason": "Said so by telephone", **fields}
    return browser.post(f"/submissions/{reference}/ended/", **known).status_code


def test_a_notice_noted_after_the_due_day_is_asked_about(desk: Desk) -> None:
    reference, browser = late(desk)
    page = browser.post(f"/submissions/{reference}/extended/", reason="Records from another county")
    assert page.status_code == 422 and "Late since Dec 21, 2026" in page.text
    assert "Records from another county" in page.text and 'name="extension.sure"' in page.text
    assert desk.told(reference).state == "received"


def test_a_notice_mailed_too_late_takes_no_lateness_away(desk: Desk) -> None:
    reference, browser = late(desk)
    assert noted(browser, reference, sure="yes") == 303
    told = desk.told(reference)
    assert (told.state, told.extended, told.notice_on) == ("extended", False, date(2027, 1, 1))
    assert row_of(desk, reference).due_on == date(2026, 12, 21) and reference in browser.get(LATE).text
    page = browser.get(f"/submissions/{reference}/").text
    assert "Late since Dec 21, 2026. The notice of more time of Jan 1, 2027 came after that day" in page


def test_a_notice_that_was_mailed_in_time_counts_even_if_it_is_noted_later(desk: Desk) -> None:
    reference, browser = late(desk)
    assert noted(browser, reference, mailed_on="2026-12-21") == 422, "asked first"
    assert noted(browser, reference, mailed_on="2026-12-21", sure="yes") == 303
    assert row_of(desk, reference).due_on == date(2027, 1, 19)
    assert [(one.was, one.day) for one in desk.told(reference).told] == [("due", date(2026, 12, 21))]


@pytest.mark.parametrize("sure", [False, True])
def test_a_late_notice_from_the_print_queue_is_asked_about_too(desk: Desk, sure: bool) -> None:
    reference, browser = desk.receive(), desk.signed_in()
    queue(browser, reference, "extension")
    printed(browser, [seen(rows(desk, reference)[0])])
    desk.clock.forward(days=42)
    browser, known = desk.signed_in(), {"mailed_on": "2027-01-01"} | ({"sure": "yes"} if sure else {})
    page = post(browser, "/letters/mailed/", [seen(rows(desk, reference)[0])], **known)
    assert page.status_code == (303 if sure else 422)
    assert sure or ("Late since Dec 21, 2026" in page.text and reference in page.text)
    assert rows(desk, reference)[0].state == ("mailed" if sure else "waiting")
    assert row_of(desk, reference).due_on == date(2026, 12, 21)


def test_a_late_notice_withdrawn_leaves_it_late(desk: Desk) -> None:
    reference, browser = late(desk)
    noted(browser, reference, sure="yes")
    browser.post(f"/submissions/{reference}/withdrawn/", act="1", reason="Another one")
    assert desk.told(reference).notice_on is None and reference in browser.get(LATE).text


def test_nothing_is_closed_by_hand_without_an_outcome(desk: Desk) -> None:
    reference, browser = late(desk)
    fields = {"state": "closed", "owner": "none", "version": "0"}
    page = browser.post(f"/submissions/{reference}/change/", **fields)
    assert page.status_code == 422 and "say below what became of it" in page.text
    data = {"form_token": browser.token(), "state": "closed", "chosen": [f"{reference}@0"]}
    missed = browser.client.post("/inbox/change/", data=data)
    assert missed.status_code == 409 and reference in missed.text
    assert row_of(desk, reference).state == "received" and reference in browser.get(LATE).text


def test_an_end_has_a_day_and_a_reason_and_the_sender_reads_it(desk: Desk) -> None:
    reference, browser = desk.receive(), desk.signed_in()
    assert close(browser, reference, reason="") == close(browser, reference, ended_on="") == 422
    assert close(browser, reference, outcome="gone") == close(browser, reference, ended_on="2026-11-21") == 422
    assert close(browser, reference) == 303
    told = desk.told(reference)
    assert (told.state, told.ended, told.ended_on) == ("ended", "withdrawn", date(2026, 11, 20))
    assert row_of(desk, reference).state == "closed"
    assert "Said so by telephone" in browser.get("/audit/").text
    assert close(browser, reference) == 422, "it has an outcome"


def test_an_end_by_mistake_is_withdrawn_and_it_is_late_again(desk: Desk) -> None:
    reference, browser = late(desk)
    close(browser, reference, ended_on="2027-01-01")
    assert reference not in browser.get(LATE).text
    browser.post(f"/submissions/{reference}/withdrawn/", act="1", reason="She did not")
    assert reference in browser.get(LATE).text and desk.told(reference).state == "looked_at"
    assert [one.was for one in desk.told(reference).told] == ["ended"]


def test_of_two_the_later_one_is_closed(desk: Desk) -> None:
    first = desk.receive()
    desk.clock.forward(days=2)
    second, other, browser = desk.receive(), desk.receive("enrollment", role=None), desk.signed_in()
    same = {"outcome": "same", "ended_on": "2026-11-22"}
    for wrong in ("", "nothing", second, other, "2222-AAAA"):
        assert close(browser, second, **same, same_as=wrong) == 422
    assert close(browser, first, **same, same_as=second) == 422, "its due day comes first"
    assert close(browser, second, **same, same_as=first.lower()) == 303
    assert (desk.told(second).ended, desk.told(first).state) == ("same", "received")


def test_an_answer_after_an_end_is_an_answer(desk: Desk) -> None:
    reference, browser = desk.receive(), desk.signed_in()
    close(browser, reference)
    browser.post(f"/submissions/{reference}/answered/", answered_on="2026-11-20")
    assert desk.told(reference).state == "answered"


def test_reports_count_what_is_late(desk: Desk) -> None:
    reference, browser = late(desk)
    noted(browser, reference, sure="yes")
    assert 'due=late">1<' in browser.get("/reports/").text


def test_more_time_in_time_needs_no_question(desk: Desk) -> None:
    reference, browser = desk.receive(), desk.signed_in()
    assert extend(browser, reference) == 303 and desk.told(reference).extended
