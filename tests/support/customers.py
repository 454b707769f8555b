"""Customers around a desk: a small package of case data, a worker that is run by hand, and accounts that are opened."""

from __future__ import annotations

import html
import re
import secrets
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from werkzeug.test import TestResponse

from forms_app.bundles import messages
from forms_app.case_data.store.holders import HolderKeys, State
from forms_app.case_worker.loop import work_off
from forms_app.case_worker.parts import Parts
from forms_app.sealing import keys
from forms_app.sealing.owner_keys import OwnerKeys
from forms_app.sealing.seal import SealingKey
from forms_app.staff.customers import acts
from forms_app.storage.account import inside
from forms_app.storage.account.inside import HandedIn
from support.case_loading import Loader
from support.desk import Browser, Desk
from support.inside_worker import beside

TICKET = re.compile(r'name="person" value="([^"]+)"')
NUMBERS = {"P1": "10001", "P2": "10002", "P3": "10003"}


@dataclass
class Customers:
    """`parts`: of the worker. P1 is Ana Ruiz, P2 Luis O, P3 Mei Chen, who is protected."""

    desk: Desk
    parts: Parts
    loader: Loader
    owners: dict[str, OwnerKeys] = field(default_factory=dict)

    def round(self) -> None:
        work_off(self.parts)

    def open_account(self, person_id: str = "P1") -> OwnerKeys:
        """One that is whole, by a code."""
        owner = self.owners[person_id] = OwnerKeys.generate()
        with self.parts.cases.aside.write() as connection:
            code = self.parts.codes.give(connection, person_id, self.parts.today())
        assert self.hand_in(messages.Activation(NUMBERS[person_id], code, owner.public.data, "en")) == "opened"
        said = {"kind": "complete", "body": {}, "key": owner.public.id.hex(), "at": "", "nonce": secrets.token_hex(16)}
        signed = messages.canonical(said)
        assert self.hand_in(messages.Order(owner.public.id, signed, owner.sign(signed))) == "done"
        return owner

    def hand_in(self, message: messages.Message) -> str:
        worker = SealingKey.of(keys.public_pair(self.desk.office.settings, "case-data", "account"))
        item_id = inside.new_id()
        sealed = worker.seal(messages.encode(message), messages.context(item_id))
        with self.parts.account.write() as connection:
            inside.hand_in(connection, HandedIn(item_id, sealed, self.desk.clock.now))
        self.round()
        with self.parts.account.read() as connection:
            return inside.answer_to(connection, item_id) or ""

    def state(self, person_id: str = "P1") -> str:
        with self.parts.cases.aside.read() as connection:
            [holder] = self.parts.own_list.of_person(connection, person_id)
        return holder.state.value

    def put_new(self, person_id: str) -> None:
        """An account that only stands in the worker's list."""
        holder = HolderKeys(person_id, OwnerKeys.generate().public, State.NEW, self.parts.today())
        with self.parts.cases.aside.write() as connection:
            self.parts.own_list.put(connection, holder)

    def events(self, person_id: str = "P1") -> list[tuple[str, str, str]]:
        with self.parts.cases.aside.read() as connection:
            return [(one.what, one.by, one.detail) for one in self.parts.events.of_person(connection, person_id)]


@pytest.fixture
def customers(desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Customers]:
    """A desk with the small package loaded. Nobody waits: the worker's rounds are made by hand."""
    monkeypatch.setattr(acts, "PATIENCE_SECONDS", 0)
    inside_of_desk = beside(desk, tmp_path)
    parts = inside_of_desk.parts
    object.__setattr__(parts, "now", lambda: desk.clock.now)
    object.__setattr__(parts, "today", desk.office.today)
    yield Customers(desk, parts, inside_of_desk.loader)
    inside_of_desk.close()


def find(browser: Browser, typed: str) -> TestResponse:
    return browser.post("/customers/find/", find=typed)


def ticket(page: TestResponse) -> str:
    """By which the only one who was found is opened."""
    [found] = set(TICKET.findall(page.text))
    return html.unescape(found)


def open_page(browser: Browser, typed: str = "10001", reason: str = "call") -> str:
    """The address of the page of whoever was found."""
    answer = browser.post("/customers/open/", person=ticket(find(browser, typed)), reason=reason, words="She called.")
    assert answer.status_code == 303, answer.text
    return str(answer.headers["Location"])


def press(browser: Browser, address: str, act: str, **fields: str) -> TestResponse:
    """A button of the page as it stands now."""
    seen = re.findall(r'name="seen" value="(\d+)"', browser.get(address).text)
    return browser.post(f"{address}act/", act=act, **{"seen": seen[0] if seen else "0", **fields})
