"""Signing in: everything must be right, a wrong answer tells nothing, and guessing stays slow."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from sqlalchemy import text
from support.desk import PASSWORD, Desk

from forms_app.storage.throttles import Limit
from forms_app.web.sign_in.realm import WINDOW, Limits


def test_the_right_three_open_the_inbox(desk: Desk) -> None:
    browser = desk.signed_in()
    assert browser.get("/inbox/").status_code == 200


@pytest.mark.parametrize("language", ["", "/es"])
def test_signing_in_stays_in_the_language(desk: Desk, language: str) -> None:
    person = desk.person()
    answer = desk.browser().sign_in(person.email, PASSWORD, person.code(), f"{language}/sign-in/")
    assert answer.headers["Location"] == f"{language}/inbox/"


def test_whatever_is_wrong_the_answer_is_the_same(desk: Desk) -> None:
    person, browser = desk.person(), desk.browser()
    tries = [
        ("nobody@example.org", PASSWORD, person.code()),
        (person.email, "another river of slow glass", person.code()),
        (person.email, PASSWORD, "000000"),
    ]
    answers = [browser.sign_in(*one) for one in tries]
    assert [answer.status_code for answer in answers] == [422, 422, 422]
    assert len({re.sub(r'value="[^"]*"', "", answer.text) for answer in answers}) == 1


def test_a_code_works_once(desk: Desk) -> None:
    person, code = desk.person(), desk.person().code()
    assert desk.browser().sign_in(person.email, PASSWORD, code).status_code == 303
    assert desk.browser().sign_in(person.email, PASSWORD, code).status_code == 422


def test_a_code_seen_before_the_newest_one_is_dead_too(desk: Desk) -> None:
    person, older = desk.person(), desk.person().code()
    desk.clock.forward(seconds=30)
    assert desk.browser().sign_in(person.email, PASSWORD, person.code()).status_code == 303
    assert desk.browser().sign_in(person.email, PASSWORD, older).status_code == 422


def test_a_code_may_be_a_step_late_but_not_two(desk: Desk) -> None:
    person, code = desk.person(), desk.person().code()
    desk.clock.forward(seconds=60)
    assert desk.browser().sign_in(person.email, PASSWORD, code).status_code == 422
    desk.clock.forward(seconds=-30)
    assert desk.browser().sign_in(person.email, PASSWORD, code).status_code == 303


def test_the_sixth_try_waits_even_with_everything_right(desk: Desk) -> None:
    person, browser = desk.person(), desk.browser()
    for _ in range(5):
        browser.sign_in(person.email, "x", "1")
    answer = browser.sign_in(person.email, PASSWORD, person.code())
    assert answer.status_code == 429
    assert 0 < int(answer.headers["Retry-After"]) <= 900


def test_fifty_failures_of_somebody_else_do_not_lock_a_person_out_of_a_browser_of_hers(desk: Desk) -> None:
    person, hers = desk.person(), desk.signed_in()
    hers.post("/sign-out/")
    stranger = desk.browser()
    for _ in range(50):
        stranger.sign_in(person.email, "x", "1")
    desk.clock.forward(seconds=31)
    assert desk.browser().sign_in(person.email, PASSWORD, person.code()).status_code == 429
    assert hers.sign_in(person.email, PASSWORD, person.code()).status_code == 303


def test_a_known_browser_has_five_tries_too(desk: Desk) -> None:
    person, browser = desk.person(), desk.signed_in()
    browser.post("/sign-out/")
    statuses = [browser.sign_in(person.email, "x", "1").status_code for _ in range(6)]
    assert statuses == [422] * 5 + [429]


def test_a_browser_known_for_one_person_is_not_known_for_another(desk: Desk) -> None:
    browser, other = desk.signed_in(), desk.person("caseworker")
    browser.post("/sign-out/")
    for _ in range(5):
        desk.browser().sign_in(other.email, "x", "1")
    assert browser.sign_in(other.email, PASSWORD, other.code()).status_code == 429


def test_an_unknown_address_is_counted_alike(desk: Desk) -> None:
    browser = desk.browser()
    statuses = [browser.sign_in("nobody@example.org", "x", "1").status_code for _ in range(6)]
    assert statuses == [422] * 5 + [429]


def test_a_lock_ends_after_15_minutes_however_hard_it_is_tried(desk: Desk) -> None:
    person, browser = desk.person(), desk.browser()
    for _ in range(14):
        browser.sign_in(person.email, "x", "1")
        desk.clock.forward(minutes=1)
    desk.clock.forward(minutes=1)
    assert browser.sign_in(person.email, PASSWORD, person.code()).status_code == 303


def test_one_address_cannot_try_many_accounts(desk: Desk) -> None:
    browser = desk.browser()
    statuses = [browser.sign_in(f"{n}@example.org", "x", "1").status_code for n in range(31)]
    assert statuses == [422] * 30 + [429]


def test_a_flood_from_ten_addresses_locks_no_colleague_out_of_a_new_browser(desk: Desk) -> None:
    flood, person = desk.browser(), desk.person()
    token = flood.token()
    statuses = [
        flood.client.post(
            "/sign-in/",
            data={"form_token": token, "email": f"{n}@example.org", "password": "x", "code": "1"},
            environ_overrides={"REMOTE_ADDR": f"198.51.100.{n // 33}"},
        ).status_code
        for n in range(330)
    ]
    assert statuses[-1] == 429
    assert desk.browser().sign_in(person.email, PASSWORD, person.code()).status_code == 303


def test_the_reserve_of_an_address_ends_too(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    few = Limits(in_all=Limit("sign-in in all", 1, WINDOW))
    monkeypatch.setitem(vars(desk.office), "sign_in", replace(desk.office.sign_in, limits=few))
    browser = desk.browser()
    statuses = [browser.sign_in(f"{n}@example.org", "x", "1").status_code for n in range(6)]
    assert statuses == [422] * 4 + [429] * 2


def test_right_sign_ins_use_no_tries_up(desk: Desk) -> None:
    for _ in range(7):
        desk.signed_in()


def test_counting_fails_closed(desk: Desk) -> None:
    person, browser = desk.person(), desk.browser()
    token = browser.token()
    with desk.office.database.write() as connection:
        connection.execute(text("DROP TABLE throttles"))
    fields = {"form_token": token, "email": person.email, "password": PASSWORD, "code": person.code()}
    assert browser.client.post("/sign-in/", data=fields).status_code == 503


def test_the_throttle_table_names_nobody(desk: Desk) -> None:
    desk.browser().sign_in("somebody@example.org", "x", "1")
    with desk.office.database.read() as connection:
        rows = connection.execute(text("SELECT * FROM throttles")).all()
    assert len(rows) == 3 and "somebody" not in str(rows)


def test_a_switched_off_account_is_out_at_once(desk: Desk) -> None:
    from forms_app.staff.accounts import accounts

    browser = desk.signed_in()
    accounts.disable(desk.office, "supervisor@example.org")
    assert browser.get("/inbox/").status_code == 303
    person = desk.person()
    desk.clock.forward(seconds=31)
    assert desk.browser().sign_in(person.email, PASSWORD, person.code()).status_code == 422


@pytest.mark.parametrize(
    ("site", "host", "told"),
    [
        ("http://127.0.0.1:8000", "127.0.0.1:8001", 'href="http://localhost:8001/sign-in/"'),
        ("http://localhost:8000", "localhost:8001", 'href="http://127.0.0.1:8001/sign-in/"'),
        ("https://support.example.org", "support.example.org:8443", "the staff side needs a host name of its own"),
        ("http://127.0.0.1:8000", "localhost:8001", ""),
        ("https://support.example.org", "staff.example.org", ""),
    ],
)
def test_whoever_would_show_the_public_site_their_cookie_is_warned(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, site: str, host: str, told: str
) -> None:
    monkeypatch.setitem(desk.app.config, "TRUSTED_HOSTS", None)
    desk.app.extensions["office"] = replace(desk.office, settings=replace(desk.office.settings, public_url=site))
    answer = desk.app.test_client().get("/sign-in/", headers={"Host": host})
    page = answer.text
    assert answer.status_code == 200
    assert ("your browser sends it the cookie" in page) == bool(told) and told in page
