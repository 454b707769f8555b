"""Sessions that the inside has ended."""

from __future__ import annotations

from datetime import timedelta

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import text
from support.account_holder import open_account

from forms_app.deadlines import clock
from forms_app.storage.account import inside


def test_what_began_before_the_inside_ended_it_is_over_and_its_keys_are_gone(
    account: Flask, browser: FlaskClient
) -> None:
    _page, public = open_account(browser, account)
    assert browser.get("/home/").status_code == 200
    database = account.extensions["account"].database
    with database.write() as connection:
        inside.end_sessions(connection, public.id, clock.utc_now() - timedelta(minutes=1))
    assert browser.get("/home/").status_code == 200

    with database.write() as connection:
        inside.end_sessions(connection, public.id, clock.utc_now())
    assert browser.get("/home/").location.endswith("/signed-out/")
    with database.read() as connection:
        assert not connection.execute(text("SELECT session_id FROM session_keys")).all()


def test_an_account_that_staff_have_closed_gives_way_to_the_one_that_a_new_code_opens(account: Flask) -> None:
    """The inside calls a code right only where no account of hers is live: then what stands here is no more hers."""
    thief, hers = account.test_client(), account.test_client()
    open_account(thief, account)
    database = account.extensions["account"].database
    with database.write() as connection:
        for item in inside.waiting(connection, 10):
            inside.answer(connection, item.id, "done", clock.utc_now())
    _page, public = open_account(hers, account)

    assert hers.get("/home/").status_code == 200
    assert thief.get("/home/").location.endswith("/signed-out/")
    with database.read() as connection:
        [(keys, sheet)] = connection.execute(
            text("SELECT public_keys, (SELECT count(*) FROM sheet_codes) FROM holders")
        ).all()
    assert keys == public.data and sheet == 10
