"""Documents that lie unopened or cannot be shown: each a task, posted once, put right, gone once opened."""

from __future__ import annotations

import hashlib
import html
import re
import secrets
from datetime import timedelta
from pathlib import Path

from support.case_loading import SMALL
from support.case_packages import change
from support.customers import Customers, open_page, press

from forms_app.bundles import messages
from forms_app.case_data.contract import envelopes
from forms_app.case_data.store.for_staff import undelivered
from forms_app.case_data.store.holders import HolderKeys, State
from forms_app.case_data.store.papers import delivered
from forms_app.case_worker.sealing import seal_person
from forms_app.sealing import keys
from forms_app.sealing.owner_keys import OwnerKeys
from forms_app.sealing.seal import SealingKey

PDF = b"%PDF-1.7\n<< /Type /Page >>\n"
EVENING = "2026-11-19T20:00:00-08:00"


def plain(page: str) -> str:
    return " ".join(html.unescape(re.sub("<[^>]+>", " ", page)).split())


def bring(customers: Customers, delivered: bytes = PDF, **cells: str) -> OwnerKeys:
    """A confirmed account with one document in it, to be answered, which was not mailed."""
    worker = SealingKey.of(keys.public_pair(customers.desk.office.settings, "case-data", "account"))
    sealed = worker.seal(delivered, envelopes.of_document("D1"))
    day = (customers.desk.office.today() + timedelta(days=20)).isoformat()
    row = {"sha256": hashlib.sha256(PDF).hexdigest(), "pages": "1", "answer_by": day, "paper_sent": "n", **cells}

    def write(folder: Path) -> None:
        (folder / "documents" / "D1.pdf").write_bytes(sealed)

    owner = customers.open_account()
    customers.loader.load(change(SMALL, "documents", 0, **row), edit=write, as_of="2026-11-19", produced_at=EVENING)
    holder = HolderKeys("P1", owner.public, State.OPEN, customers.parts.today())
    with customers.parts.cases.aside.write() as connection:
        customers.parts.own_list.put(connection, holder)
    seal_person(customers.parts, "P1")
    return owner


def count(customers: Customers) -> int:
    return undelivered.count(customers.parts.cases, customers.desk.office.today())


def test_what_lies_unopened_for_7_days_is_posted_once_and_that_can_be_put_right(customers: Customers) -> None:
    bring(customers)
    customers.desk.clock.forward(days=6)
    assert count(customers) == 0
    customers.desk.clock.forward(days=1)
    browser = customers.desk.signed_in()
    front = plain(browser.get("/customers/").text)
    assert "Documents undelivered" in front and "not opened for 7 days, and it wants an answer" in front

    address = open_page(browser)
    for act, left, said in (
        ("posted", 0, "noted as posted on"),
        ("not-posted", 1, "not opened"),
        ("posted", 0, "noted"),
    ):
        assert press(browser, address, act, doc="D1").status_code == 303
        customers.round()
        customers.desk.clock.forward(seconds=60)
        assert count(customers) == left and said in plain(browser.get(address).text)
    assert "Documents undelivered" not in browser.get("/customers/").text
    whats = [what for what, _by, _detail in customers.events() if what.startswith("document-")]
    assert whats == ["document-posted", "document-not-posted", "document-posted"]
    reports = plain(customers.desk.signed_in("supervisor", "s@example.org").get("/reports/").text)
    assert "documents posted" in reports


def test_what_she_opens_before_goes_and_what_was_mailed_is_never_a_task(customers: Customers) -> None:
    owner = bring(customers)
    customers.desk.clock.forward(days=8)
    assert count(customers) == 1
    said = {"kind": "opened", "body": {"doc": "D1"}, "key": owner.public.id.hex(), "at": ""}
    signed = messages.canonical({**said, "nonce": secrets.token_hex(16)})
    assert customers.hand_in(messages.Order(owner.public.id, signed, owner.sign(signed))) == "done"

    assert count(customers) == 0


def test_what_cannot_be_shown_is_a_task_at_once_also_where_it_wants_no_answer(customers: Customers) -> None:
    bring(customers, PDF + b"changed", answer_by="", paper_sent="y")

    assert count(customers) == 1
    assert "it is another file, or no PDF" in plain(customers.desk.signed_in().get("/customers/").text)


def test_what_somebody_else_opened_in_an_account_that_is_closed_is_to_be_posted(customers: Customers) -> None:
    bring(customers)
    with customers.parts.cases.aside.write() as connection:
        assert delivered.note_opened(connection, "P1", "D1", customers.parts.today())
    customers.desk.clock.forward(days=8)
    assert count(customers) == 0
    one, two = (customers.desk.signed_in("supervisor", f"{name}@example.org") for name in ("one", "two"))
    press(one, open_page(one), "stop")
    customers.round()
    press(two, open_page(two), "close", sure="yes")
    customers.round()

    assert count(customers) == 1
