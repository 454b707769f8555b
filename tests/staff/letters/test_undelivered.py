"""Mail that did not arrive: nobody overlooks it, whoever may see the form sees to it, and it ends once."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from sqlalchemy import text
from support.desk import Browser, Desk
from support.undelivered import fail, refuse

from forms_app.staff import rights
from forms_app.staff.letters.undelivered import REASONS
from forms_app.storage.outbox import deliveries, health, tasks


def live(desk: Desk, *, sends: bool) -> None:
    with desk.office.database.write() as connection:
        health.show_life(connection, desk.clock.now, sends=sends)


def tab(browser: Browser) -> str:
    return browser.get("/reports/").text.partition('href="/mail/"')[2].partition("</a>")[0]


@pytest.mark.parametrize("reason", sorted(REASONS))
def test_a_mail_that_failed_is_counted_on_every_page_and_says_why(desk: Desk, reason: deliveries.Reason) -> None:
    reference, browser = fail(desk, reason=reason), desk.signed_in()
    assert ">1<" in tab(browser) and "not delivered" in tab(browser)
    for path in ("/mail/", f"/submissions/{reference}/"):
        page = browser.get(path).text
        assert reference in page and str(REASONS[reason]) in page
    assert "rosa@example.net" not in browser.get("/mail/").text


def test_settling_it_ends_it_with_a_note_and_an_event(desk: Desk) -> None:
    reference, browser = fail(desk), desk.signed_in("complaint-unit")
    answer = browser.post(f"/submissions/{reference}/mail/", how="Called her at work, as she asked.")
    assert answer.status_code == 303
    page = browser.get(f"/submissions/{reference}/").text
    assert "Called her at work, as she asked." in page and "did not arrive" not in page
    assert "No e-mail failed." in browser.get("/mail/").text and "not delivered" not in tab(desk.signed_in())
    assert "Reached the person after an e-mail had failed" in desk.signed_in().get("/audit/").text


def test_two_who_settle_the_same_one_leave_one_note(desk: Desk) -> None:
    reference, browser = fail(desk), desk.signed_in()
    for how, status in (
        ("Called her.", 303),
        ("Called her.", 303),
        ("Called her too.", 409),
    ):  # the second: a double click
        assert browser.post(f"/submissions/{reference}/mail/", how=how).status_code == status
    page = browser.get(f"/submissions/{reference}/").text
    assert page.count("Called her.") == 1 and "<bdi>Called her too.</bdi>" not in page


def test_what_was_not_settled_is_a_task_again_with_its_reason(desk: Desk) -> None:
    reference, browser = fail(desk), desk.signed_in()
    browser.post(f"/submissions/{reference}/mail/", how="Called her.")
    again = f"/submissions/{reference}/mail/again/"
    assert browser.post(again, why=" ").status_code == 422
    assert browser.post(again, why="It was her sister.").status_code == 303
    page = browser.get(f"/submissions/{reference}/").text
    assert "It was her sister." in page and "did not arrive" in page and reference in browser.get("/mail/").text
    assert "the failed e-mail is a task again" in browser.get("/audit/").text
    assert browser.post(again, why="Twice.").status_code == 409
    assert "<bdi>Twice.</bdi>" not in browser.get(f"/submissions/{reference}/").text


def test_nothing_is_settled_without_saying_how(desk: Desk) -> None:
    reference, browser = fail(desk), desk.signed_in()
    assert browser.post(f"/submissions/{reference}/mail/", how="  ").status_code == 422
    assert reference in browser.get("/mail/").text


def test_a_role_sees_and_settles_only_mail_about_its_forms(desk: Desk) -> None:
    reference = fail(desk, form="state-hearing")
    worker = desk.signed_in("caseworker")
    assert reference not in worker.get("/mail/").text and "not delivered" not in tab(worker)
    assert worker.post(f"/submissions/{reference}/mail/", how="x").status_code == 404
    assert reference in desk.signed_in("ombudsperson").get("/mail/").text


@pytest.mark.parametrize(
    ("sends", "minutes", "says"),
    [
        (None, 0, "not running"),
        (True, 6, "not running"),
        (False, 0, "1 e-mail waits, because no mail server"),
        (True, 0, ""),
    ],
)
@pytest.mark.parametrize("path", ["/inbox/", "/mail/"])
def test_mail_that_cannot_go_out_is_said_above_the_work(
    desk: Desk, sends: bool | None, minutes: int, says: str, path: str
) -> None:
    reference = desk.receive()
    with desk.office.database.write() as connection:
        known = {"email": "rosa@example.net"}
        deliveries.add_news(connection, desk.office.mail, reference, known, "es", desk.clock.now)
    if sends is not None:
        live(desk, sends=sends)
    desk.clock.forward(minutes=minutes)
    page = desk.signed_in().get(path).text
    assert (says in page) if says else ("Tell your administrator" not in page)


def test_a_worker_that_lives_but_sends_nothing_is_noticed_after_an_hour(desk: Desk) -> None:
    reference = desk.receive()
    with desk.office.database.write() as connection:
        known = {"email": "rosa@example.net"}
        deliveries.add_news(connection, desk.office.mail, reference, known, "es", desk.clock.now)
    desk.clock.forward(minutes=61)
    live(desk, sends=True)
    assert "1 e-mail has waited for more than an hour" in desk.signed_in().get("/mail/").text


def test_the_count_uses_the_index_over_what_failed(desk: Desk) -> None:
    """The table keeps every mail ever sent; the count stands on every page."""
    counted = tasks.select_count(rights.forms_of("caseworker"), 100)
    asked = counted.compile(desk.office.database.engine, compile_kwargs={"literal_binds": True})
    with desk.office.database.read() as connection:
        plan = connection.execute(text(f"EXPLAIN QUERY PLAN {asked}")).all()
    assert "ix_outbox_failed" in str(plan)


def test_every_task_stands_on_some_page(desk: Desk) -> None:
    reference, browser = desk.receive(), desk.signed_in()
    for _ in range(101):
        refuse(desk, reference)
    pages = [browser.get(f"/mail/?page={number}").text for number in (1, 2, 3)]
    assert [page.count('#undelivered"') for page in pages] == [50, 50, 1]
    assert "1 to 50 of 101" in pages[0] and 'href="/mail/?page=2"' in pages[0] and 'rel="prev"' not in pages[0]
    assert "101 to 101 of 101" in pages[2] and 'rel="next"' not in pages[2]
    assert browser.get("/mail/?page=99").text.count('#undelivered"') == 1
    assert browser.get("/mail/?page=x&page=-1").text.count('#undelivered"') == 50


def test_a_report_that_fits_no_mail_is_shown_until_somebody_has_looked(desk: Desk) -> None:
    with desk.office.database.write() as connection:
        tasks.keep_report(connection, "0" * 32, desk.clock.now)
    browser = desk.signed_in("complaint-unit")
    page = browser.get("/mail/").text
    assert "1 report came back that cannot be read" in page and ">1<" in tab(desk.signed_in())
    until = re.findall(r'name="until" value="([^"]+)"', page)[0]
    with desk.office.database.write() as connection:  # another one, which the page did not show
        tasks.keep_report(connection, "1" * 32, desk.clock.now + timedelta(seconds=1))
    assert browser.post("/mail/reports/", until=until).status_code == 303
    assert "1 report came back that cannot be read" in browser.get("/mail/").text
    assert "Looked at reports about e-mail" in desk.signed_in().get("/audit/").text
    assert browser.post("/mail/reports/", until="yesterday").status_code == 400
