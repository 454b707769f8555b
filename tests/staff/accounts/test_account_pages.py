"""Sessions that can be ended, accounts that can be switched off and on."""

from __future__ import annotations

import re

import pytest
from sqlalchemy import text
from support.desk import Browser, Desk

from forms_app.web.sign_in import passwords

SLOW = passwords.HASHER  # as the product has it: the tests' own is quicker
SESSIONS = re.compile(r'name="session" value="([0-9a-f]{64})"')


def number_of(desk: Desk, email: str) -> str:
    with desk.office.database.read() as connection:
        return str(connection.execute(text("SELECT id FROM accounts WHERE email = :e"), {"e": email}).scalar_one())


def test_a_password_is_hashed_as_slowly_as_owasp_asks(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(passwords, "HASHER", SLOW)
    desk.signed_in()
    with desk.office.database.read() as connection:
        stored = connection.execute(text("SELECT password_hash FROM accounts")).scalar_one()
    assert stored.startswith("$argon2id$v=19$m=19456,t=2,p=1$")


def own(browser: Browser) -> list[str]:
    return SESSIONS.findall(browser.get("/sessions/").text)


def test_ending_another_browsers_session_ends_it_at_once(desk: Desk) -> None:
    here, there = desk.signed_in(), desk.signed_in()
    first, second = own(here)
    page = here.get("/sessions/").text
    mine = first if page.index("This browser") < page.index("Another browser") else second
    other = second if mine == first else first
    assert here.post("/sessions/end/", session=other).status_code == 303
    assert [one.get("/inbox/").status_code for one in (here, there)] == [200, 303]


def test_nobody_ends_somebody_elses_session(desk: Desk) -> None:
    theirs = desk.signed_in("caseworker")
    assert desk.signed_in().post("/sessions/end/", session=own(theirs)[0]).status_code == 303
    assert theirs.get("/inbox/").status_code == 200


@pytest.mark.parametrize("session", ["", "zz", "00"])
def test_a_session_that_never_was_ends_nothing(desk: Desk, session: str) -> None:
    browser = desk.signed_in()
    browser.post("/sessions/end/", session=session)
    assert browser.get("/inbox/").status_code == 200


def test_an_account_switched_off_is_out_and_switched_on_signs_in_again(desk: Desk) -> None:
    worker, administrator = desk.signed_in("caseworker"), desk.signed_in("administrator")
    number = number_of(desk, "caseworker@example.org")
    administrator.post("/accounts/switch/", account=number, switch="off")
    assert worker.get("/inbox/").status_code == 303
    administrator.post("/accounts/switch/", account=number, switch="on")
    assert worker.get("/inbox/").status_code == 303
    assert desk.signed_in("caseworker").get("/inbox/").status_code == 200


def test_nobody_switches_off_the_account_they_work_with(desk: Desk) -> None:
    administrator = desk.signed_in("administrator")
    number = number_of(desk, "administrator@example.org")
    assert administrator.post("/accounts/switch/", account=number, switch="off").status_code == 400
    assert administrator.get("/accounts/").status_code == 200


@pytest.mark.parametrize("fields", [{"account": "99", "switch": "off"}, {"account": "x", "switch": "off"}, {}])
def test_what_was_never_an_account_is_refused(desk: Desk, fields: dict[str, str]) -> None:
    assert desk.signed_in("administrator").post("/accounts/switch/", **fields).status_code == 400
