"""Both parents of one case with an account each, staff and the worker, over the same databases, in one process."""

from __future__ import annotations

import hashlib
import re
import threading
from dataclasses import dataclass, field, replace
from pathlib import Path

from flask import Flask
from sqlalchemy import select
from werkzeug.test import TestResponse

from forms_app.account import create_app
from forms_app.case_data.contract import envelopes
from forms_app.case_worker.loop import Watch
from forms_app.sealing import codes, keys
from forms_app.sealing.owner_keys import PublicKeys
from forms_app.sealing.seal import SealingKey
from forms_app.settings import ROOT
from forms_app.staff.jobs import arrivals
from forms_app.storage.tables import submissions
from support.account_holder import PASSWORD, post, token
from support.asking import in_two_counties
from support.case_packages import Tables
from support.customers import NUMBERS, Customers, open_page, press
from support.desk import Browser, Desk
from support.holder_visitor import Holder
from support.post_office import PostOffice
from support.postman import postman

PDF = b"%PDF-1.7 of a paper\n<< /Type /Page >>\n"  # and its number


@dataclass
class House:
    """Nothing happens by itself until `round`. `parents`: by person id, each signed in."""

    customers: Customers
    account: Flask
    mail: PostOffice
    parents: dict[str, Holder] = field(default_factory=dict)

    @property
    def desk(self) -> Desk:
        return self.customers.desk

    def round(self) -> None:
        """What each process does by itself, until nothing is left."""
        for _again in range(3):
            self.desk.take_in()
            with self.desk.app.app_context():
                arrivals.round_(self.desk.office)
            self.customers.round()
            Watch(self.customers.parts).work_off()
        office = self.desk.office
        postman(office.settings, office.database, self.mail).work_off(threading.Event())

    def open_account(self, person_id: str, staff: Browser) -> Holder:
        """By the code of a letter; confirmed by staff who called."""
        parts, number, browser = self.customers.parts, NUMBERS[person_id], self.account.test_client()
        with parts.cases.aside.write() as connection:
            code = codes.for_print(parts.codes.give(connection, person_id, parts.today()))
        post(browser, "/activate/", participant=number, code=code, password=PASSWORD)
        self.round()
        browser.get("/activate/wait/")
        shown = post(browser, "/activate/second/", sheet="yes")
        browser.post("/papers/", data={"form_token": token(shown)})
        self.round()
        self.do(staff, person_id, "confirm", way="called", own_number="yes")
        self.parents[person_id] = Holder(self.account, browser, (shown, self._keys(person_id)), number)
        return self.parents[person_id]

    def do(self, staff: Browser, person_id: str, act: str, **fields: str) -> TestResponse:
        """An act of staff on somebody's account, and what follows from it."""
        page = open_page(staff, NUMBERS[person_id])
        posted = press(staff, page, act, **fields)
        assert posted.status_code == 303, posted.text
        self.round()
        return staff.get(page)

    def answer(self, staff: Browser, reference: str, words: str) -> None:
        """Staff read it and answer in these words, with the last of the outcomes that they may choose."""
        page = staff.get(f"/submissions/{reference}/").text
        newest = re.findall(r'name="answer.read" value="([^"]*)"', page)
        outcome = re.findall(r'name="answer.outcome" value="([^"]+)"', page)
        day = self.desk.office.today().isoformat()
        fields = {"answer.reply": words, "answer.answered_on": day, "answer.read": "".join(newest)}
        fields |= {"answer.outcome": outcome[-1]} if outcome else {}
        posted = staff.post(f"/submissions/{reference}/answered/", press="answer", **fields)
        assert posted.status_code == 303, posted.text
        self.round()

    def references(self) -> list[str]:
        """Of everything that was sent, in its order."""
        columns = submissions.c.reference, submissions.c.received_at
        with self.desk.office.database.read() as connection:
            return [row.reference for row in connection.execute(select(*columns).order_by(columns[1]))]

    def _keys(self, person_id: str) -> PublicKeys:
        parts = self.customers.parts
        with parts.cases.aside.read() as connection:
            [holder] = parts.own_list.of_person(connection, person_id)
        return holder.public


def house(customers: Customers, mail: PostOffice) -> House:
    """The figures are of last night; each parent has a date and a document."""
    settings = replace(customers.desk.office.settings, build_dir=ROOT / "build", has_line=True)
    worker = SealingKey.of(keys.public_pair(settings, "case-data", "account"))
    tables = _county()

    def write(folder: Path) -> None:
        for row in tables["documents"]:
            sealed = worker.seal(_paper(row), envelopes.of_document(row["doc_id"]))
            (folder / "documents" / f"{row['doc_id']}.pdf").write_bytes(sealed)

    assert customers.loader.load(
        tables, edit=write, as_of="2026-11-19", produced_at="2026-11-19T20:00:00-08:00"
    ).loaded, customers.loader.told
    return House(customers, create_app(settings), mail)


def _county() -> Tables:
    tables = in_two_counties()
    for table, key, of in (("events", "E2", "event_id"), ("documents", "D2", "doc_id")):
        tables[table].append({**tables[table][0], of: key, "person_id": "P2"})
    for row in tables["documents"]:
        row.update(sha256=hashlib.sha256(_paper(row)).hexdigest(), pages="1")
    return tables


def _paper(row: dict[str, str]) -> bytes:
    return PDF + row["doc_id"].encode()
