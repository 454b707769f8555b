"""From a letter with a code to the first page: the account process, its own database, and an inside that answers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

import pyotp
import pytest
from flask import Flask
from flask.testing import FlaskClient
from support.case_packages import small
from support.person_rows import rows_for

from forms_app.account import create_app
from forms_app.account.doors import activate
from forms_app.account.services import AccountServices
from forms_app.bundles import codec, messages
from forms_app.bundles import money as bundle
from forms_app.bundles.messages import Activation, Answer, Order
from forms_app.case_data.bundling import money
from forms_app.deadlines import clock
from forms_app.sealing import codes, keys
from forms_app.sealing.owner_keys import PublicKeys
from forms_app.sealing.unseal import OpeningKeys
from forms_app.settings import Settings
from forms_app.storage import schema
from forms_app.storage.account import inside
from forms_app.storage.account.inside import Freshness, SealedBundle, Standing
from forms_app.storage.account.schema import CHAIN
from forms_app.storage.database import Database

PASSWORD = "a river of slow green glass"
CODE = codes.new(codes.ACTIVATION)


@pytest.fixture(autouse=True)
def nobody_waits(monkeypatch: pytest.MonkeyPatch) -> None:
    """Here the inside answers when the test says so."""
    monkeypatch.setattr(activate, "PATIENCE_SECONDS", 0)


@pytest.fixture
def account(settings: Settings) -> Iterator[Flask]:
    database = Database(settings.account_database_url)
    schema.upgrade(database, CHAIN)
    database.close()
    app = create_app(settings)
    yield app
    app.extensions["account"].database.close()


@pytest.fixture
def browser(account: Flask) -> FlaskClient:
    return account.test_client()


class Inside:
    """What the case-data worker does with one thing that was handed in, by the same means."""

    def __init__(self, app: Flask) -> None:
        self.services: AccountServices = app.extensions["account"]
        self.opening = OpeningKeys(keys.private_pairs(self.services.settings, "case-data"))

    def read(self) -> list[tuple[bytes, messages.Message]]:
        with self.services.database.read() as connection:
            items = inside.waiting(connection, 10)
        opened = [(item.id, self.opening.open(item.sealed, messages.context(item.id))) for item in items]
        return [(item_id, messages.decode(plain)) for item_id, plain in opened]

    def answer(self, word: Answer) -> Activation:
        [(item_id, message)] = self.read()
        assert isinstance(message, Activation)
        with self.services.database.write() as connection:
            inside.answer(connection, item_id, word, clock.utc_now())
        return message

    def seal_money(self, public: PublicKeys, person_id: str, as_of: date) -> None:
        plain = codec.encode(money.build(rows_for(small(), person_id)))
        sealed = public.sealing_key.seal(plain, codec.context(public.id, bundle.KIND, 1))
        with self.services.database.write() as connection:
            inside.put_bundle(connection, public.id, bundle.KIND, SealedBundle(1, sealed))
            inside.put_standing(connection, public.id, Standing("new", None))
            inside.put_freshness(connection, Freshness(as_of, 1))


def token(page: str) -> str:
    return str(re.findall(r'name="form_token" value="([0-9a-f]+)"', page)[-1])


def post(browser: FlaskClient, path: str, **fields: str) -> str:
    page = browser.get(path).get_data(as_text=True)
    posted = browser.post(path, data={"form_token": token(page), **fields}, follow_redirects=True)
    return str(posted.get_data(as_text=True))


def hand_in(browser: FlaskClient, path: str = "/activate/") -> str:
    return post(browser, path, participant="10001", code=codes.for_print(CODE), password=PASSWORD)


def open_account(browser: FlaskClient, app: Flask, person_id: str = "P1") -> tuple[str, PublicKeys]:
    """With a sheet of codes; the page with the papers, and the public keys."""
    assert "We are checking your code" in hand_in(browser)
    there = Inside(app)
    public = PublicKeys(there.answer(Answer.OPENED).public_keys)
    there.seal_money(public, person_id, there.services.today())
    browser.get("/activate/wait/")
    return post(browser, "/activate/second/", sheet="yes"), public


def test_a_code_becomes_an_account_and_its_first_page_shows_the_money(account: Flask, browser: FlaskClient) -> None:
    papers, _public = open_account(browser, account)

    assert len(re.findall(r"<li>\d{4} \d{4} \d{4}</li>", papers)) == 10
    home = browser.get("/home/").get_data(as_text=True)
    assert "Los Angeles" in home and "$400.00" in home and "Room 5" not in home
    months = browser.get("/payments/1/").get_data(as_text=True)
    assert "-$80.00" in months and "September 2026" in months


def test_a_second_press_of_the_last_button_leads_in(account: Flask, browser: FlaskClient) -> None:
    """A reload, or Back to the page with the papers: the account is there, and nothing is opened twice."""
    open_account(browser, account)
    page = browser.get("/home/").get_data(as_text=True)
    again = browser.post("/activate/second/", data={"form_token": token(page), "sheet": "yes"})

    assert again.location.endswith("/home/")


def test_the_code_is_spent_by_an_order_that_she_signed(account: Flask, browser: FlaskClient) -> None:
    _papers, public = open_account(browser, account)
    [(_, order)] = Inside(account).read()

    assert isinstance(order, Order) and order.key_id == public.id
    public.verify(order.signed, order.signature)
    assert b'"kind":"complete"' in order.signed


def test_she_signs_in_again_with_a_code_of_the_sheet_once(account: Flask, browser: FlaskClient) -> None:
    papers, _public = open_account(browser, account)
    code = re.findall(r"\d{4} \d{4} \d{4}", papers)[0]
    again = account.test_client()

    page = post(again, "/es/sign-in/", participant="1 0001", password=PASSWORD, code=code)
    assert "Los Angeles" in page and 'lang="es"' in page
    once_more = account.test_client()
    assert "no está bien" in post(once_more, "/es/sign-in/", participant="10001", password=PASSWORD, code=code)


def test_an_authenticator_does_as_well(account: Flask, browser: FlaskClient) -> None:
    hand_in(browser)
    there = Inside(account)
    there.answer(Answer.OPENED)
    page = browser.get("/activate/second/").get_data(as_text=True)
    secret = re.search(r'<p class="paper">([A-Z2-7 ]+)</p>', page)
    offer = re.search(r'name="offer" value="([^"]+)"', page)
    assert secret and offer
    shown = pyotp.TOTP(secret[1].replace(" ", "")).at(datetime.now())
    fields = {"form_token": token(page), "offer": offer[1]}

    wrong = browser.post("/activate/second/", data={**fields, "code": "000000"})
    assert wrong.status_code == 422 and "not the code" in wrong.get_data(as_text=True)
    right = browser.post("/activate/second/", data={**fields, "code": shown})
    assert "Your account is open" in right.get_data(as_text=True)


@pytest.mark.parametrize("answer", [Answer.NOT_RIGHT, Answer.AT_THE_DESK, Answer.TOO_MANY])
def test_whatever_else_the_inside_says_opens_nothing(account: Flask, browser: FlaskClient, answer: Answer) -> None:
    hand_in(browser)
    Inside(account).answer(answer)

    assert "We are checking" not in browser.get("/activate/wait/").get_data(as_text=True)
    assert browser.get("/activate/second/").location.endswith("/activate/wait/")
    assert browser.get("/home/").location.endswith("/sign-in/")


def test_another_browser_cannot_take_up_what_waits(account: Flask, browser: FlaskClient) -> None:
    hand_in(browser)
    Inside(account).answer(Answer.OPENED)

    assert account.test_client().get("/activate/second/").location.endswith("/activate/")


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"participant": "Ana"}, "Enter your Participant ID"),
        ({"code": "1234"}, "Enter the 16 digits"),
        ({"code": CODE[:-1] + str((int(CODE[-1]) + 1) % 10)}, "One digit of the code is wrong"),
        ({"password": "short"}, "needs 15 characters"),
        ({"password": "my number 10001 is"}, "Choose a password without your Participant ID"),
    ],
)
def test_what_is_wrong_is_said_beside_it_and_nothing_is_handed_in(
    account: Flask, browser: FlaskClient, fields: dict[str, str], said: str
) -> None:
    page = post(browser, "/activate/", **{"participant": "10001", "code": CODE, "password": PASSWORD, **fields})

    assert said in page
    assert Inside(account).read() == []


def test_leaving_ends_the_session_and_its_keys(account: Flask, browser: FlaskClient) -> None:
    open_account(browser, account)
    assert browser.get("/forms/exit/").status_code == 303
    assert browser.get("/home/").location.endswith("/sign-in/")


def test_who_copies_the_database_and_the_servers_keys_opens_no_bundle(account: Flask, browser: FlaskClient) -> None:
    """All that lies there, and every key of the process: her money is not in it."""
    open_account(browser, account)
    browser.get("/forms/exit/")
    file = Path(str(account.extensions["account"].settings.account_database_url.database))
    data = b"".join(path.read_bytes() for path in file.parent.glob(f"{file.name}*"))
    assert len(data) > 10_000
    for value in (b"Los Angeles", b"10001", b"20000", PASSWORD.encode()):
        assert value not in data
