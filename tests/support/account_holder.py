"""Somebody with an account: the account process over its own database, and an inside that does what the test says."""

from __future__ import annotations

import json
import re
from datetime import date
from typing import Any

import pyotp
from flask import Flask
from flask.testing import FlaskClient

from forms_app.account.services import AccountServices
from forms_app.bundles import codec, messages
from forms_app.bundles import details as details_bundle
from forms_app.bundles import money as money_bundle
from forms_app.bundles.messages import Activation, Answer, Order
from forms_app.case_data.bundling import details, money
from forms_app.deadlines import clock
from forms_app.sealing import codes, keys
from forms_app.sealing.owner_keys import PublicKeys
from forms_app.sealing.unseal import OpeningKeys
from forms_app.storage.account import inside
from forms_app.storage.account.inside import Freshness, SealedBundle, Standing
from support.case_packages import Tables, small
from support.person_rows import rows_for

PASSWORD = "a river of slow green glass"
CODE = codes.new(codes.ACTIVATION)


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

    def events_of(self, public: PublicKeys) -> list[tuple[str, str]]:
        """(what, detail) of each act that she signed and handed in, by itself or with what she sent."""
        orders = [message for _id, message in self.read() if isinstance(message, Order)]
        for order in orders:
            public.verify(order.signed, order.signature)
        said = [json.loads(order.signed) for order in orders]
        acts = [one["body"] for one in said if "what" in one["body"]]
        return [(one["what"], one.get("detail", one.get("form", ""))) for one in acts]

    def seal(self, public: PublicKeys, kind: str, bundle: Any) -> None:
        """This bundle, or bytes that are none."""
        plain = bundle if isinstance(bundle, bytes) else codec.encode(bundle)
        sealed = public.sealing_key.seal(plain, codec.context(public.id, kind, 1))
        with self.services.database.write() as connection:
            inside.put_bundle(connection, public.id, kind, SealedBundle(1, sealed))

    def seal_money(self, public: PublicKeys, person_id: str, as_of: date) -> None:
        """She is new, and no letter was mailed."""
        self.seal(public, money_bundle.KIND, money.build(rows_for(small(), person_id)))
        self.stand(public, "new", None)
        with self.services.database.write() as connection:
            inside.put_freshness(connection, Freshness(as_of, 1))

    def confirm(self, public: PublicKeys, person_id: str = "P1", tables: Tables | None = None) -> None:
        """She sees everything, of these tables where they are others than she had."""
        if tables:
            self.seal(public, money_bundle.KIND, money.build(rows_for(tables, person_id)))
        self.seal(public, details_bundle.KIND, details.build(rows_for(tables or small(), person_id)))
        self.stand(public, "open", None)

    def stand(self, public: PublicKeys, state: str, until: date | None) -> None:
        with self.services.database.write() as connection:
            inside.put_standing(connection, public.id, Standing(state, until))


def sheet_codes(papers: str) -> list[str]:
    """Of the printed sheet, on the page with the papers."""
    return re.findall(r"\d{4} \d{4} \d{4}", papers)


def offered(page: str) -> tuple[pyotp.TOTP, dict[str, str]]:
    """An authenticator app that has read this page, and what its form posts beside the code."""
    typed = re.search(r'<p class="paper">([A-Z2-7 ]+)</p>', page)
    offer = re.search(r'name="offer" value="([^"]+)"', page)
    assert typed and offer
    return pyotp.TOTP(typed[1].replace(" ", "")), {"form_token": token(page), "offer": offer[1]}


def token(page: str) -> str:
    return str(re.findall(r'name="form_token" value="([0-9a-f]+)"', page)[-1])


def post(browser: FlaskClient, path: str, to: str = "", **fields: str) -> str:
    page = browser.get(path).get_data(as_text=True)
    posted = browser.post(to or path, data={"form_token": token(page), **fields}, follow_redirects=True)
    return str(posted.get_data(as_text=True))


def hand_in(browser: FlaskClient, path: str = "/activate/") -> str:
    return post(browser, path, participant="10001", code=codes.for_print(CODE), password=PASSWORD)


def open_account(
    browser: FlaskClient, app: Flask, person_id: str = "P1", *, keeps: bool = True
) -> tuple[str, PublicKeys]:
    """With a sheet of codes; the page with the papers, which she has kept then or not, and the public keys."""
    assert "We are checking your code" in hand_in(browser)
    there = Inside(app)
    public = PublicKeys(there.answer(Answer.OPENED).public_keys)
    there.seal_money(public, person_id, there.services.today())
    browser.get("/activate/wait/")
    papers = post(browser, "/activate/second/", sheet="yes")
    if keeps:
        browser.post("/papers/", data={"form_token": token(papers)})
    return papers, public
