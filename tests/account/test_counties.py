"""A county is called in Spanish what it is called there, wherever the account names one."""

from __future__ import annotations

from flask import Flask
from flask.testing import FlaskClient
from support.account_holder import Inside, open_account
from support.ground import SetClock

from forms_app.facts import counties
from forms_app.forms.places import COUNTIES


def main_of(browser: FlaskClient, path: str) -> str:
    answer = browser.get(path)
    assert answer.status_code == 200, path
    return answer.get_data(as_text=True).partition("<main")[2].partition("</main>")[0]


def test_each_page_names_the_county_in_its_language(clock: SetClock, account: Flask, browser: FlaskClient) -> None:
    Inside(account).confirm(open_account(browser, account)[1])

    for path in ("/home/", "/balances/", "/paying/", "/case/1/", "/payments/1/", "/what-others-see/"):
        english, spanish = (main_of(browser, f"{way}{path}") for way in ("", "/es"))
        assert "Los Angeles" not in spanish, path
        assert ("Los Angeles" in english) == ("Los Ángeles" in spanish), path


def test_the_list_of_counties_is_in_the_language_of_the_page(account: Flask) -> None:
    with account.test_request_context("/es/forms/contact-update/"):
        labels = [str(option.label) for option in COUNTIES]
        assert "Los Ángeles" in labels and "Los Angeles" not in labels and "Orange" in labels
    assert counties.name_in("es", "Los Angeles") == "Los Angeles"  # outside of an app nobody knows another
