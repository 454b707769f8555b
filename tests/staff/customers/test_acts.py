"""What staff do with an account: confirmed, stopped, let go on, by whom it may be; each act once, and in the trail."""

from __future__ import annotations

import html
import re
from enum import StrEnum

import pytest
from support.customers import Customers, open_page, press
from support.desk import Browser, Desk

from forms_app.bundles.history import Look, What
from forms_app.case_data.store.activation_codes import Way
from forms_app.case_data.store.asks import Kind, Word
from forms_app.case_data.store.holders import State
from forms_app.case_data.store.letters.inside_letters import Kind as LetterKind
from forms_app.staff.customers import opening, words

AT_THE_DESK = {"way": "desk", "paper": "passport"}
CALLED = {"way": "called", "own_number": "yes"}


def opened(
    customers: Customers, role: str = "caseworker", email: str = "", typed: str = "10001"
) -> tuple[Browser, str]:
    browser = customers.desk.signed_in(role, email)
    return browser, open_page(browser, typed)


def plain(page: str) -> str:
    return " ".join(html.unescape(re.sub("<[^>]+>", " ", page)).split())


@pytest.mark.parametrize("how", [AT_THE_DESK, CALLED])
def test_who_was_seen_or_called_is_confirmed(customers: Customers, how: dict[str, str]) -> None:
    customers.open_account()
    browser, address = opened(customers)
    answer = press(browser, address, "confirm", words="Came in.", **how)
    assert (answer.status_code, answer.headers["Location"]) == (303, address)
    assert "Confirm not done yet Look again" in plain(browser.get(address).text)
    customers.round()

    page = plain(browser.get(address).text)
    assert customers.state() == "open" and "Confirmed: shows everything" in page and "Confirm done" in page
    assert ("confirmed", customers.events()[-1][1], how["way"]) == customers.events()[-1]
    said = "P1 desk passport: Came in." if how is AT_THE_DESK else "P1 called: Came in."
    assert said in customers.desk.signed_in().get("/audit/").text


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({}, "Choose how you know who this is."),
        ({"way": "desk"}, "Choose which paper you saw."),
        ({"way": "desk", "paper": "library card"}, "Choose which paper you saw."),
        ({"way": "called", "paper": "passport"}, "Call the number in the agency's own system"),
        ({"way": "desk", "paper": "passport", "words": "x" * 501}, "Use 500 characters or fewer."),
    ],
)
def test_a_confirmation_that_says_too_little_does_nothing(
    customers: Customers, fields: dict[str, str], said: str
) -> None:
    customers.open_account()
    browser, address = opened(customers)
    answer = press(browser, address, "confirm", **fields)
    page = html.unescape(answer.text)
    assert answer.status_code == 422 and page.count(said) == 2  # above, and beside its form
    assert not fields.get("way") or re.search(rf'value="{fields["way"]}" checked', page)
    customers.round()
    assert customers.state() == "new"


def test_a_second_press_and_a_page_that_is_no_longer_true_do_nothing(customers: Customers) -> None:
    customers.open_account()
    browser, address = opened(customers)
    assert press(browser, address, "stop").status_code == 303
    again = browser.post(f"{address}act/", act="stop", seen="0")
    assert again.status_code == 409 and "Something was done with this account" in again.text
    customers.round()
    assert [what for what, _by, _detail in customers.events()].count("frozen") == 1


def test_two_of_staff_on_the_same_page_are_heard_once(customers: Customers) -> None:
    customers.open_account()
    one, here = opened(customers, email="one@example.org")
    two, there = opened(customers, email="two@example.org")
    assert one.post(f"{here}act/", act="stop", seen="0").status_code == 303
    assert two.post(f"{there}act/", act="end-sessions", seen="0").status_code == 409
    customers.round()
    assert customers.state() == "frozen" and "sessions-ended" not in dict.fromkeys(e[0] for e in customers.events())


def test_a_stopped_account_goes_on_when_somebody_is_sure(customers: Customers) -> None:
    customers.open_account()
    browser, address = opened(customers)
    press(browser, address, "stop")
    customers.round()
    assert "Stopped: shows nothing" in browser.get(address).text
    assert press(browser, address, "go-on").status_code == 422
    press(browser, address, "go-on", sure="yes")
    customers.round()
    assert customers.state() == "new"


def test_that_was_not_me_is_called_back_and_a_supervisor_lets_it_go_on_with_a_second(customers: Customers) -> None:
    customers.open_account()
    noting, noted_at = opened(customers, "supervisor", "noting@example.org")
    press(noting, noted_at, "veto", words="On the phone.")
    customers.round()
    assert customers.state() == "frozen" and "due today" in noting.get("/customers/").text
    assert press(noting, noted_at, "go-on", sure="yes").status_code == 422  # nobody called back

    browser, address = opened(customers)
    assert press(browser, address, "called-back", outcome="hers").status_code == 422  # which number was called?
    press(browser, address, "called-back", outcome="not-reached", own_number="yes")
    customers.round()
    assert "Call back the same business day" in browser.get("/customers/").text
    press(browser, address, "called-back", outcome="hers", own_number="yes")
    customers.round()
    assert "Call back the same business day" not in browser.get("/customers/").text

    assert "A supervisor can let the account go on" in browser.get(address).text
    assert press(browser, address, "go-on", sure="yes").status_code == 422
    assert "Another supervisor can do it alone" in noting.get(noted_at).text
    for _press in ("once", "and again"):
        press(noting, noted_at, "go-on", sure="yes")
        customers.round()
        assert (
            customers.state() == "frozen"
            and "Another member of staff must now do the same" in noting.get(noted_at).text
        )
    assert "You are the second" in browser.get(address).text  # a caseworker, who could not do it alone
    assert press(browser, address, "go-on", sure="yes").status_code == 303
    customers.round()
    assert customers.state() == "new"


def test_that_was_not_me_is_noted_of_an_account_that_is_stopped_already(customers: Customers) -> None:
    customers.open_account()
    browser, address = opened(customers)
    press(browser, address, "stop")
    customers.round()
    assert "that was not me" in browser.get(address).text
    press(browser, address, "veto")
    customers.round()
    assert "Call back first" in browser.get(address).text and "due today" in browser.get("/customers/").text


def test_another_supervisor_lets_it_go_on_alone(customers: Customers) -> None:
    customers.open_account()
    noting, noted_at = opened(customers, "supervisor", "noting@example.org")
    for act, fields in (("veto", {}), ("called-back", {"outcome": "hers", "own_number": "yes"})):
        press(noting, noted_at, act, **fields)
        customers.round()
    other, there = opened(customers, "supervisor")
    assert press(other, there, "go-on", sure="yes").status_code == 303
    customers.round()
    assert customers.state() == "new"


def test_whoever_was_not_called_back_the_same_day_is_late(customers: Customers) -> None:
    customers.open_account()
    browser, address = opened(customers)
    press(browser, address, "veto")
    customers.round()
    customers.desk.clock.forward(days=4)
    assert re.search(r"\d days? late", customers.desk.signed_in("caseworker").get("/customers/").text)


def test_a_protected_person_is_confirmed_by_two_and_no_letter_is_offered(customers: Customers) -> None:
    customers.put_new("P3")
    one, here = opened(customers, email="one@example.org", typed="10003")
    page = one.get(here).text
    assert "Protected: nothing goes by post" in page and "New letter with a code" not in page
    for _ in range(2):
        press(one, here, "confirm", **AT_THE_DESK)
        customers.round()
        assert customers.state("P3") == "new" and "Another member of staff must now do the same" in one.get(here).text
    assert "A second member of staff is needed" in one.get("/customers/").text

    two, there = opened(customers, email="two@example.org", typed="10003")
    assert "one@example.org asked for this" in two.get(there).text
    press(two, there, "confirm", **AT_THE_DESK)
    customers.round()
    assert customers.state("P3") == "open" and "A second member" not in two.get("/customers/").text


def test_a_code_is_handed_over_by_two_and_shown_to_the_second_alone(customers: Customers) -> None:
    one, here = opened(customers, email="one@example.org", typed="10003")
    two, there = opened(customers, email="two@example.org", typed="10003")
    press(one, here, "desk-code", paper="passport")
    customers.round()
    press(two, there, "desk-code", paper="passport")
    customers.round()
    [ask] = re.findall(r'name="ask" value="(\d+)"', two.get(there).text)[:1]
    assert "The code is ready" not in one.get(here).text
    assert one.post(f"{here}code/", ask=ask).status_code == 404

    shown = two.post(f"{there}code/", ask=ask)
    [code] = re.findall(r'id="desk-code">([0-9 ]{19})<', shown.text)
    assert code not in two.get(there).text and "until" in two.get(there).text
    assert "Saw a customer&#39;s code" in customers.desk.signed_in().get("/audit/").text
    press(two, there, "handed-over", ask=ask)
    customers.round()
    assert two.post(f"{there}code/", ask=ask).status_code == 404
    assert "Handed a customer&#39;s code over" in customers.desk.signed_in().get("/audit/").text


def test_a_letter_goes_where_it_may_and_else_the_page_says_why_not(customers: Customers) -> None:
    browser, address = opened(customers)
    assert "Code to open an account" in browser.get(address).text
    press(browser, address, "letter", live="no")
    customers.round()
    page = plain(browser.get(address).text)
    assert "a letter waits to be printed" in page and "not mailed yet" in page

    moved, there = opened(customers, typed="10002")
    press(moved, there, "letter", live="no")
    customers.round()
    assert "a person must look: The agency's system has no address" in plain(moved.get(there).text)


def test_sessions_are_ended(customers: Customers) -> None:
    customers.open_account()
    browser, address = opened(customers)
    press(browser, address, "end-sessions")
    customers.round()
    assert "All sessions ended by staff" in browser.get(address).text


def test_an_act_that_is_none_and_one_without_the_right_are_refused(customers: Customers) -> None:
    browser, address = opened(customers)
    assert press(browser, address, "give-me-everything").status_code == 403
    assert browser.post("/customers/x/act/", act="stop", seen="0").status_code == 404


def test_what_happened_stands_on_some_page(customers: Customers) -> None:
    customers.open_account()
    browser = customers.desk.signed_in("caseworker")
    for _ in range(27):
        address = open_page(browser)
        customers.desk.clock.forward(seconds=2)
    customers.round()
    first, second = (browser.get(f"{address}?page={page}").text for page in (1, 2))
    assert "Account opened" in second and "Account opened" not in first
    assert first.count("This page was opened") + second.count("This page was opened") == 27


def test_tasks_lead_to_a_page_only_for_a_reason(customers: Customers) -> None:
    customers.open_account()
    browser = customers.desk.signed_in("caseworker")
    front = browser.get("/customers/").text
    assert "…0001" in front and "Ana" not in front
    [ticket] = re.findall(r'name="person" value="([^"]+)"', front)
    why = browser.post("/customers/why/", person=ticket)
    assert why.status_code == 200 and "Why do you open this page?" in why.text
    assert "…0001" in why.text and "Ana" not in why.text
    assert customers.desk.signed_in("supervisor").post("/customers/why/", person=ticket).status_code == 404
    assert browser.post("/customers/why/").status_code == 400


def test_each_new_account_stands_on_some_page(customers: Customers) -> None:
    for number in range(26):
        customers.put_new(f"Q{number}")
    browser = customers.desk.signed_in("caseworker")
    assert browser.get("/customers/").text.count("7 days after its letter") == 25
    assert browser.get("/customers/?new=2").text.count("7 days after its letter") == 1


def test_the_weekly_figures_lead_to_their_rows(customers: Customers) -> None:
    customers.open_account()
    browser, address = opened(customers)
    customers.desk.clock.forward(days=2)
    browser, address = opened(customers)
    press(browser, address, "confirm", **AT_THE_DESK)
    customers.round()
    reports = customers.desk.signed_in("administrator").get("/reports/").text
    links = re.findall(r'href="(/customers/weeks/[^"]+)">(\d+)', reports)
    figures = {link.rsplit("/", 2)[1]: number for link, number in links[-6:]}
    assert figures == {**dict.fromkeys(figures, "0"), **weekly(links)}
    assert ">2.0<" in reports

    counted = next(link for link, number in links if "/opened/" in link and number == "1")
    rows = customers.desk.signed_in("administrator").get(counted).text
    assert "…0001" in rows and "Account opened" in rows and "<button" not in rows.split("<main")[1]
    assert 'name="person"' in customers.desk.signed_in().get(counted).text
    for wrong in (
        "/customers/weeks/2026-11-24/opened/",
        "/customers/weeks/x/opened/",
        "/customers/weeks/2026-11-23/x/",
    ):
        assert customers.desk.signed_in().get(wrong).status_code == 404


def weekly(links: list[tuple[str, str]]) -> dict[str, str]:
    return {link.rsplit("/", 2)[1]: number for link, number in links[-6:] if number != "0"}


def test_the_tab_says_what_cannot_wait(customers: Customers) -> None:
    customers.open_account()
    browser, address = opened(customers)
    press(browser, address, "veto")
    customers.round()
    assert '1<span class="unseen"> to call back, to confirm or to post' in browser.get("/inbox/").text


def test_the_desk_without_case_data_has_no_such_tab(desk: Desk) -> None:
    assert "/customers/" in desk.signed_in("caseworker").get("/inbox/").text


def test_whoever_lost_everything_is_seen_by_two_and_gets_a_code_to_come_back(customers: Customers) -> None:
    customers.open_account()
    one, here = opened(customers, email="one@example.org")
    two, there = opened(customers, email="two@example.org")
    press(one, here, "recovery", paper="consular")
    customers.round()
    press(two, there, "recovery", paper="consular")
    customers.round()
    page = two.get(there).text
    assert "The code is ready" in page and "handed over to recover the account" in page
    assert customers.events()[-1][0::2] == ("code-made", "desk")


@pytest.mark.parametrize("said", [What, Kind, Word, State, Way, LetterKind, Look])
def test_everything_that_staff_can_read_has_words(said: type[StrEnum]) -> None:
    known = {*words.EVENTS, *words.ASKED, *words.ANSWERS, *words.STATES, *words.CODES, *words.LETTERS, *opening.REASONS}
    assert {one.value for one in said} <= {str(one) for one in known}


def test_a_letter_that_is_late_or_cannot_go_is_a_task_until_it_is_done(customers: Customers) -> None:
    customers.open_account()
    customers.open_account("P2")  # of whom no address is known
    browser, address = opened(customers, typed="10002")
    page = plain(browser.get("/customers/").text)
    assert "The agency's system has no address for this person." in page and "It waits under Letters" not in page
    press(browser, address, "confirm", **CALLED)
    customers.round()
    assert "has no address" not in plain(browser.get("/customers/").text)

    customers.desk.clock.forward(days=6)
    page = plain(customers.desk.signed_in("caseworker").get("/customers/").text)
    assert "It waits under Letters" in page and "late" in page


def test_who_stopped_an_account_does_not_close_it(customers: Customers) -> None:
    customers.open_account()
    one, here = opened(customers, "supervisor", "one@example.org")
    press(one, here, "stop")
    customers.round()
    press(one, here, "close", sure="yes")
    customers.round()
    assert customers.state() == "frozen" and "Another member of staff must now do the same" in one.get(here).text
    two, there = opened(customers, "supervisor", "two@example.org")
    assert "one@example.org asked for this" in two.get(there).text
    press(two, there, "close", sure="yes")
    customers.round()
    assert "Account no account" in plain(two.get(there).text)


def test_the_only_supervisor_closes_what_she_stopped_with_a_caseworker(customers: Customers) -> None:
    customers.open_account()
    (one, here), (two, there) = opened(customers, "supervisor"), opened(customers, email="second@example.org")
    press(one, here, "stop")
    customers.round()
    assert "It was another person's: close it" not in plain(two.get(there).text)
    alone = press(two, there, "close", sure="yes")
    assert alone.status_code == 422 and "A supervisor can close the account." in plain(alone.text)
    assert "You stopped this account yourself" in plain(one.get(here).text)
    press(one, here, "close", sure="yes", words="Her sister had opened it.")
    customers.round()
    assert "waits for a second member of staff" in plain(one.get(here).text) and customers.state() == "frozen"
    assert "Close it: it was another person's" in plain(two.get("/customers/").text)
    press(two, there, "close", sure="yes")
    customers.round()
    assert "Account no account" in plain(two.get(there).text)
    assert "Close it: it was another person's" not in plain(two.get("/customers/").text)
    assert plain(one.get("/audit/").text).count("P1: Her sister had opened it.") == 1


def test_what_waited_for_a_second_is_over_once_the_account_goes_on(customers: Customers) -> None:
    customers.open_account()
    (one, here), (two, there) = opened(customers, "supervisor"), opened(customers, email="second@example.org")
    for act in ("stop", "close", "go-on", "stop"):
        press(one, here, act, sure="yes")
        customers.round()
        waits = "Close it: it was another person's" in plain(two.get("/customers/").text)
        assert waits is (act == "close") and customers.state() == ("new" if act == "go-on" else "frozen")
    assert press(two, there, "close", sure="yes").status_code == 422  # that she wanted it before counts no more


def test_what_cannot_wait_stands_above_the_inbox_of_whoever_may_act(customers: Customers) -> None:
    customers.open_account()
    browser, address = opened(customers)
    long = press(browser, address, "veto", words="x" * 501)
    assert long.status_code == 422 and 'href="#card-stop"' in long.text and '<details class="why" open>' in long.text
    press(browser, address, "veto")
    customers.round()
    assert "1 customer's account waits for a call back" in plain(browser.get("/inbox/").text)
    assert "waits for a call back" not in customers.desk.signed_in("complaint-unit").get("/inbox/").text
