"""Whatever a person typed into any form, no mail, header, log, address of a page or title says any of it."""

from __future__ import annotations

import threading

import pytest
from flask import Flask
from sqlalchemy import select
from support.answers import CANARY, Filled
from support.journey import FORMS_BY_LANGUAGE, begin, fill_in
from support.planted import planted_in, written
from support.post_office import PostOffice
from support.postman import postman
from support.traces import ways_to_write
from support.visitor import Visitor, home

from forms_app.processes import logs
from forms_app.settings import Settings
from forms_app.storage.database import Database
from forms_app.storage.tables import outbox


def planted(name: str, language: str) -> Filled:
    return planted_in(name, f"{CANARY}{name.title()}{language.title()}")


PLANTED = frozenset().union(*(written(planted(*known)) for known in FORMS_BY_LANGUAGE))
RECIPIENTS = frozenset(value for value in PLANTED if "@" in value)


def test_at_least_forty_values_are_planted() -> None:
    assert len(PLANTED) >= 40 and len(RECIPIENTS) >= 4


def leaks(said: bytes, planted: frozenset[str]) -> set[str]:
    return {value for value in planted if any(way in said for way in ways_to_write(value))}


def test_no_mail_header_log_address_or_title_says_what_was_typed(
    app: Flask, settings: Settings, database: Database, capfd: pytest.CaptureFixture[str]
) -> None:
    logs.configure("outbox")
    numbers, shown = set[str](), list[str]()
    for name, language in FORMS_BY_LANGUAGE:
        visitor = begin(Visitor(app), name, language)
        fill_in(visitor, planted(name, language))
        visitor.press("send")
        receipt = {key: visitor.page.by_id(key).text for key in ("reference", "receipt-code")}
        numbers |= set(receipt.values())
        shown += [visitor.path, *visitor.hops, visitor.page.title]
        typed_there = {"reference": receipt["reference"], "receipt_code": receipt["receipt-code"]}
        visitor.open(home("status", language)).press("show", typed_there)
        shown += [visitor.path, visitor.page.title]
    with PostOffice() as post:
        sending = postman(settings, database, post)
        post.on_recipient = lambda _: "550 Nobody here"
        refused = sending._claimed()
        assert refused and sending._handle(refused)
        post.on_recipient = lambda address: f"450 <{address}> is greylisted"
        later = sending._claimed()
        assert later and sending._handle(later)
        post.on_recipient = lambda _: "250 OK"
        sending.work_off(threading.Event())
    out, err = capfd.readouterr()
    logged = (out + err).encode()
    assert b"mail failed" in logged and b"mail put off" in logged and len(post.mails) >= 3
    secret = PLANTED | numbers
    assert leaks("\n".join(shown).encode() + logged, secret) == set()
    for taken in post.mails:
        addressed = str(taken["To"])
        del taken["To"]
        assert addressed in RECIPIENTS and leaks(taken.as_bytes(), secret) == set()
    with database.read() as connection:
        kept = connection.execute(select(outbox)).all()
    assert leaks(repr(kept).encode(), PLANTED) == set()
