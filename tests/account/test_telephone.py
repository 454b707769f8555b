"""The telephone PIN in the account: after a fresh second factor, refused by its rule, sealed to the line, ended."""

from __future__ import annotations

import base64
import json
from dataclasses import replace
from datetime import date

import pytest
from flask import Flask
from flask.testing import FlaskClient
from support.account_holder import Inside, open_account, post, sheet_codes

from forms_app.bundles import messages, telephone
from forms_app.bundles.messages import Order
from forms_app.bundles.telephone import Telephone
from forms_app.sealing import keys
from forms_app.sealing.owner_keys import PublicKeys
from forms_app.sealing.unseal import OpeningKeys
from forms_app.settings import Settings

HERE, PIN = "/settings/telephone/", "/settings/pin/"


@pytest.fixture
def settings(settings: Settings) -> Settings:
    return replace(settings, has_line=True)


@pytest.fixture
def confirmed(account: Flask, browser: FlaskClient) -> tuple[list[str], PublicKeys]:
    papers, public = open_account(browser, account)
    Inside(account).confirm(public)
    return sheet_codes(papers), public


def orders(account: Flask, kind: str) -> list[Order]:
    found = [message for _id, message in Inside(account).read() if isinstance(message, Order)]
    return [order for order in found if json.loads(order.signed)["kind"] == kind]


def test_a_pin_is_chosen_after_a_second_factor_and_goes_out_for_the_line_alone(
    account: Flask, browser: FlaskClient, confirmed: tuple[list[str], PublicKeys], settings: Settings
) -> None:
    sheet, public = confirmed
    assert browser.get(PIN).location.endswith("/settings/prove/pin/")
    post(browser, "/settings/prove/pin/", code=sheet[0])
    assert browser.get(PIN).status_code == 200
    said = post(browser, PIN, participant="10001", pin="730 582", again="730582")

    assert "It is not lost" in said and "730582" not in said
    [order] = orders(account, "phone-pin")
    public.verify(order.signed, order.signature)
    sealed = base64.b64decode(json.loads(order.signed)["body"]["sealed"])
    opened = OpeningKeys(keys.private_pairs(settings, "phone")).open(sealed, messages.pin_context(public.id))
    assert json.loads(opened) == {"participant_id": "10001", "pin": "730582"}


REFUSED = {
    "12345": ("Enter 6 to 12 digits, and nothing else.", "Escriba de 6 a 12 dígitos"),
    "73058a": ("Enter 6 to 12 digits, and nothing else.", "Escriba de 6 a 12 dígitos"),
    "121390": ("This can be read as a date.", "Parece una fecha."),
    "765432": ("These digits follow one another.", "Estos dígitos van en orden."),
    "482482": ("These digits repeat.", "Estos dígitos se repiten."),
    "7100019": ("This is part of your Participant ID.", "Es parte de su Participant ID."),
}


def test_what_is_easy_to_guess_is_refused_by_its_rule_in_both_languages(
    account: Flask, browser: FlaskClient, confirmed: tuple[list[str], PublicKeys]
) -> None:
    post(browser, "/settings/prove/pin/", code=confirmed[0][0])
    for pin, (english, spanish) in REFUSED.items():
        assert english in post(browser, PIN, participant="10001", pin=pin, again=pin)
        assert spanish in post(browser, f"/es{PIN}", participant="10001", pin=pin, again=pin)
    assert "This is not the same PIN." in post(browser, PIN, participant="10001", pin="730582", again="730583")
    assert "Enter your Participant ID" in post(browser, PIN, participant="10002", pin="730582", again="730582")
    assert orders(account, "phone-pin") == []


def test_it_is_ended_after_its_question_and_says_how_it_stands(
    account: Flask, browser: FlaskClient, confirmed: tuple[list[str], PublicKeys]
) -> None:
    assert "Not in use." in browser.get(HERE).get_data(as_text=True)
    Inside(account).seal(confirmed[1], telephone.KIND, Telephone("set", date(2026, 11, 28)))
    assert "In use since" in browser.get(HERE).get_data(as_text=True)
    question = post(browser, HERE)

    assert "End the telephone PIN?" in question and orders(account, "phone-end") == []
    post(browser, HERE, yes="yes")
    assert len(orders(account, "phone-end")) == 1


def test_a_new_account_chooses_none(account: Flask, browser: FlaskClient) -> None:
    papers, _public = open_account(browser, account)
    post(browser, "/settings/prove/pin/", code=sheet_codes(papers)[0])

    assert 'name="pin"' not in browser.get(PIN).get_data(as_text=True)
