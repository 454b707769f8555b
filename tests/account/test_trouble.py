"""When something behind the pages is wrong, each says what to do; none shows a figure or a date that may be wrong."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import text
from support.account_holder import Inside, open_account
from support.ground import SetClock

from forms_app.deadlines import clock as moment
from forms_app.sealing.owner_keys import PublicKeys
from forms_app.storage.database import Database

PAGES = ("home", "payments/1", "balances", "case/1", "dates", "documents")
HERS = ("$403.00", "$300.00", "Room 5", "BF123", "Rosa Díaz", "Eva")
CALL = "tel:+18669013212"


@pytest.fixture
def her(account: Flask, browser: FlaskClient, clock: SetClock) -> PublicKeys:
    """Signed in and confirmed."""
    _papers, public = open_account(browser, account)
    Inside(account).confirm(public)
    return public


def read(browser: FlaskClient, path: str, status: int = 200) -> str:
    answer = browser.get(path)
    assert answer.status_code == status, path
    whole = answer.get_data(as_text=True)
    return whole[whole.index("<main") : whole.index("</main")]


def must_show_nothing(browser: FlaskClient, *said: str) -> None:
    for root in ("/", "/es/"):
        for page in PAGES:
            shown = read(browser, f"{root}{page}/")
            assert not [one for one in HERS if one in shown], page
            assert CALL in shown, page
            if root == "/":
                assert any(one in shown for one in said), (page, shown)


@pytest.mark.usefixtures("her")
def test_while_all_is_well_each_page_shows_something_of_hers(browser: FlaskClient) -> None:
    for page in PAGES[:-1]:
        assert [one for one in HERS if one in read(browser, f"/{page}/")], page


@pytest.mark.parametrize("days", [8, -2], ids=["the worker has stood still", "one clock is wrong"])
def test_what_is_too_old_or_of_a_day_to_come_is_not_shown(
    account: Flask, browser: FlaskClient, her: PublicKeys, days: int
) -> None:
    there = Inside(account)
    there.seal_money(her, "P1", moment.today() - timedelta(days=days))
    there.stand(her, "open", None)
    must_show_nothing(browser, "too old to rely on", "We cannot show")


def test_bundles_that_are_damaged_are_not_shown(account: Flask, browser: FlaskClient, her: PublicKeys) -> None:
    for kind in ("money", "details"):
        Inside(account).seal(her, kind, b"\x01damaged")
    must_show_nothing(browser, "We cannot show")


@pytest.mark.parametrize("taken", [True, False], ids=["taken back", "not taken back yet"])
def test_an_account_on_hold_shows_nothing_and_says_so(
    account: Flask, browser: FlaskClient, her: PublicKeys, taken: bool
) -> None:
    """After a merge, a death, a veto: the worker takes the bundles, and says so."""
    if taken:
        with account.extensions["account"].database.write() as connection:
            connection.execute(text("DELETE FROM bundles"))
    Inside(account).stand(her, "frozen", None)
    must_show_nothing(browser, "on hold")


@pytest.mark.usefixtures("her")
def test_without_the_database_of_the_forms_everything_else_is_there(account: Flask, browser: FlaskClient) -> None:
    _break(account.extensions["account"].sent)

    for page in (*PAGES, "history", "settings/sessions"):
        assert browser.get(f"/{page}/").status_code == 200, page


@pytest.mark.usefixtures("her")
def test_without_the_accounts_database_each_page_says_whom_to_call(account: Flask, browser: FlaskClient) -> None:
    _break(account.extensions["account"].database)

    for root in ("/", "/es/"):
        for page in (*PAGES, "sign-in", "history", "forms/inquiry"):
            shown = read(browser, f"{root}{page}/", 503)
            assert CALL in shown and not [one for one in HERS if one in shown], page
    assert browser.get("/healthz").status_code in (200, 503)


def _break(database: Database) -> None:
    database.close()
    path = Path(str(database.engine.url.database))
    for part in path.parent.glob(f"{path.name}*"):
        part.write_bytes(b"no database any more")


@pytest.mark.usefixtures("her")
@pytest.mark.parametrize("path", ["/home/", "/es/dates/"])
def test_a_database_that_cannot_be_read_is_told_as_our_fault(account: Flask, browser: FlaskClient, path: str) -> None:
    with account.extensions["account"].database.write() as connection:
        connection.execute(text("ALTER TABLE bundles RENAME TO elsewhere"))
    shown = read(browser, path, 503)

    assert CALL in shown and ("Try again in a few minutes" in shown or "en unos minutos" in shown)


@pytest.mark.usefixtures("her")
def test_a_page_asked_for_while_its_session_ends_elsewhere_says_she_is_signed_out(
    account: Flask, browser: FlaskClient
) -> None:
    """Between two looks into the database her keys went."""
    with account.extensions["account"].database.write() as connection:
        connection.execute(text("DELETE FROM session_keys"))
    answer = browser.get("/es/dates/")

    assert answer.status_code == 303 and answer.location.endswith("/es/signed-out/")
    assert browser.get_cookie("account") is None
    assert browser.get("/home/").location.endswith("/sign-in/")
