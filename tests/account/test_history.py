"""Her history says all that was done with her account, and the list of browsers ends any of them."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from support.account_holder import PASSWORD, Inside, open_account, post, sheet_codes, token
from support.ground import SetClock

from forms_app.account import events
from forms_app.account.views.events_in_words import SENTENCES
from forms_app.bundles import history as bundle
from forms_app.bundles.history import By, Event, History, What
from forms_app.sealing.owner_keys import PublicKeys
from forms_app.storage.account import history

NOON = datetime(2026, 11, 20, 20, 0, tzinfo=UTC)
SAID = re.compile(r"<dd>([^<]+)</dd>")


def happened(hours: float, what: str, by: By = By.HOLDER, detail: str = "") -> Event:
    return Event(NOON + timedelta(hours=hours), what, by.value, detail)


def seal(app: Flask, public: PublicKeys, *told: Event) -> None:
    Inside(app).seal(public, bundle.KIND, History(told))


def test_everything_that_can_happen_has_a_sentence() -> None:
    assert {what for what, detail in SENTENCES if not detail} == set(What)


@pytest.mark.parametrize(
    ("path", "days", "said"),
    [
        (
            "/history/",
            ["Saturday, November 21, 2026", "Friday, November 20, 2026"],
            [
                "You signed in with a browser that we did not know.",
                "Staff called you and confirmed that this account is yours.",
                "You opened this account with a code from us.",
            ],
        ),
        (
            "/es/history/",
            ["Sábado 21 de noviembre de 2026", "Viernes 20 de noviembre de 2026"],
            [
                "Usted entró con un navegador que no conocíamos.",
                "El personal le llamó y confirmó que esta cuenta es de usted.",
                "Usted abrió esta cuenta con un código que le dimos.",
            ],
        ),
    ],
)
def test_it_is_told_in_sentences_by_day_the_newest_first(
    account: Flask, browser: FlaskClient, path: str, days: list[str], said: list[str]
) -> None:
    _papers, public = open_account(browser, account)
    opened, confirmed = happened(0, "account-opened"), happened(3, "confirmed", By.STAFF, "called")
    seal(account, public, opened, confirmed, happened(13, "signed-in", detail="new-browser"))
    page = browser.get(path).text

    assert SAID.findall(page) == said
    assert re.findall(r'<h2 class="day">([^<]+)</h2>', page) == days


def test_all_of_it_can_be_reached(account: Flask, browser: FlaskClient) -> None:
    _papers, public = open_account(browser, account)
    seal(account, public, *(happened(number, "signed-in", detail=str(number)) for number in range(120)))
    lines, path = 0, "/history/"
    while path:
        page = browser.get(path).text
        lines += len(SAID.findall(page))
        older = re.search(r'rel="next" href="([^"]+)"', page)
        path = older[1] if older else ""

    assert lines == 120
    for wrong in ("4", "0", "-1", "x", "9" * 30):
        assert browser.get(f"/history/?page={wrong}").status_code == 404


def test_what_happened_while_she_was_out_stands_in_its_place(account: Flask, browser: FlaskClient) -> None:
    _papers, public = open_account(browser, account)
    now = account.extensions["account"].now()
    seal(account, public, *(Event(now + timedelta(minutes=by), "signed-in", "holder", "") for by in (-5, 5)))
    with account.app_context(), account.extensions["account"].database.write() as connection:
        events.note_while_out(connection, 1, public, What.WRONG_TRY)
        history.add(connection, 1, now, b"what nobody can open")
    page = browser.get("/history/").text

    assert [line.split()[0].strip(",") for line in SAID.findall(page)] == ["You", "Somebody", "You"]


def test_wrong_tries_stand_there_once_an_hour_and_of_nobody_else(
    account: Flask, browser: FlaskClient, clock: SetClock
) -> None:
    _papers, public = open_account(browser, account)
    seal(account, public)
    for participant in ("10001", "10001", "10009"):
        stranger = account.test_client()
        page = stranger.get("/sign-in/").text
        fields = {"participant": participant, "password": "what somebody guesses", "code": "123456"}
        stranger.post("/sign-in/", data={"form_token": token(page), **fields}).close()

    assert SAID.findall(browser.get("/history/").text) == [
        "Somebody, perhaps you, tried to sign in with your Participant ID and did not get in."
    ]


def test_a_kind_that_this_version_does_not_know_is_shown_too(account: Flask, browser: FlaskClient) -> None:
    _papers, public = open_account(browser, account)
    seal(account, public, happened(0, "of a later version"))

    assert SAID.findall(browser.get("/history/").text) == ["Something was changed in your account."]


def test_where_the_inside_stands_still_the_page_says_that_lines_may_be_missing(
    account: Flask, browser: FlaskClient, clock: SetClock
) -> None:
    _papers, public = open_account(browser, account)
    seal(account, public, happened(0, "account-opened"))
    assert "may be missing" not in browser.get("/history/").text

    clock.forward(minutes=3)  # the order that completed her account has no answer
    assert "may be missing" in browser.get("/history/").text


def test_an_account_on_hold_says_so(account: Flask, browser: FlaskClient) -> None:
    _papers, public = open_account(browser, account)
    Inside(account).stand(public, "frozen", None)

    assert "Your account is on hold" in browser.get("/history/").text


@pytest.fixture
def others(account: Flask, browser: FlaskClient) -> list[FlaskClient]:
    """Two other browsers of hers."""
    papers, _public = open_account(browser, account)
    found = [account.test_client(), account.test_client()]
    for other, code in zip(found, sheet_codes(papers), strict=False):
        post(other, "/sign-in/", participant="10001", password=PASSWORD, code=code)
    return found


def is_in(browser: FlaskClient) -> bool:
    return browser.get("/home/").status_code == 200


def listed(browser: FlaskClient) -> list[str]:
    return re.findall(r'name="session" value="([0-9a-f]{64})"', browser.get("/settings/sessions/").text)


def end(browser: FlaskClient, **fields: str) -> str:
    return post(browser, "/settings/sessions/", **fields)


def test_ending_another_browser_is_asked_once_and_ends_that_one(
    account: Flask, browser: FlaskClient, others: list[FlaskClient]
) -> None:
    mine, other, _third = listed(browser)
    assert [listed(one)[0] for one in others].count(other) == 1 and mine != other

    assert "Sign out this other browser?" in end(browser, session=other)
    assert all(map(is_in, others))
    assert "Done." in end(browser, session=other, sure="yes")
    assert sorted(map(is_in, others)) == [False, True] and is_in(browser)
    assert "Done." in end(browser, session=other, sure="yes")  # pressed twice


def test_all_others_go_at_once(account: Flask, browser: FlaskClient, others: list[FlaskClient]) -> None:
    assert "Sign out all other browsers?" in end(browser, session="all")
    assert "Done." in end(browser, session="all", sure="yes")

    assert [is_in(one) for one in (browser, *others)] == [True, False, False]
    assert others[0].get("/home/").location.endswith("/signed-out/")
    [(what, _detail)] = [said for said in events_of(account) if said[0] == "other-sessions-ended"]
    assert what


def test_this_browser_is_signed_out_as_by_its_button(
    account: Flask, browser: FlaskClient, others: list[FlaskClient]
) -> None:
    assert "You are signed out" in end(browser, session=listed(browser)[0])
    assert [is_in(one) for one in (browser, *others)] == [False, True, True]


def test_nobody_elses_session_can_be_named(account: Flask, browser: FlaskClient, others: list[FlaskClient]) -> None:
    page = browser.get("/settings/sessions/").text
    for session in ("00" * 32, "", "x"):
        fields = {"form_token": token(page), "session": session, "sure": "yes"}
        assert browser.post("/settings/sessions/", data=fields).status_code == 303
    assert all(map(is_in, (browser, *others)))


def events_of(account: Flask) -> list[tuple[str, str]]:
    with account.extensions["account"].database.read() as connection:
        keys = connection.exec_driver_sql("SELECT public_keys FROM holders").scalar_one()
    return Inside(account).events_of(PublicKeys(keys))
