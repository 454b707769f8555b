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
