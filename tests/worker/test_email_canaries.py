"""Whatever a person typed into any form, no mail, header, log, address of a page or title says any of it."""

from __future__ import annotations

import threading
from dataclasses import replace

import pytest
from flask import Flask
from sqlalchemy import select
from support.answers import CANARY, Filled, most
from support.journey import FORMS_BY_LANGUAGE, begin, fill_in
from support.post_office import PostOffice
from support.public_forms import FORMS
from support.traces import ways_to_write
from support.visitor import Visitor, home

from forms_app.channels.email import message as email
from forms_app.channels.email.mail_server import Relay
from forms_app.channels.email.return_addresses import PURPOSE
from forms_app.channels.email.sender import EmailSender
from forms_app.facts import agency
from forms_app.processes import logs
from forms_app.sealing import keys
from forms_app.sealing.unseal import OpeningKeys
from forms_app.settings import ROOT, Settings
from forms_app.storage.database import Database
from forms_app.storage.tables import outbox
from forms_app.worker.loop import Postman

SHORTEST = 6  # shorter texts occur by chance


def planted(name: str, language: str) -> Filled:
    """The fullest answers to a form, with a word of this form and language wherever something is written by hand."""
    filled, word = most(FORMS[name]), f"{CANARY}{name.title()}{language.title()}"
    raw = {
        slug: {key: [_marked(text, word) for text in texts] for key, texts in page.items()}
        for slug, page in filled.raw.items()
    }
    return replace(filled, raw=raw)


def _marked(text: str, word: str) -> str:
    local, at_sign, domain = text.partition("@")
    return f"{word.replace('á', 'a')}.{local}@{domain}" if at_sign else text.replace(CANARY, word)


def written(filled: Filled) -> set[str]:
    """Each line that was written by hand: no option's value, no part of a date."""
    lines = {
        line for page in filled.raw.values() for texts in page.values() for text in texts for line in text.split("\n")
    }
    ours = {line for line in lines if CANARY in line or "@" in line or any(map(str.isdigit, line))}
    return {line.strip() for line in ours if len(line) >= SHORTEST}


PLANTED = frozenset().union(*(written(planted(*known)) for known in FORMS_BY_LANGUAGE))
RECIPIENTS = frozenset(value for value in PLANTED if "@" in value)


def test_at_least_forty_values_are_planted() -> None:
    assert len(PLANTED) >= 40 and len(RECIPIENTS) >= 4


def postman(settings: Settings, database: Database, post: PostOffice) -> Postman:
    facts, wordings = agency.load(settings.agency_dir), email.load(ROOT / "locales" / "mail")
    phone = facts.phones["customer_connect"].number
    sender = email.Sender(facts.site_name["en"], "news@example.org", settings.public_url, phone, wordings)
    opening = OpeningKeys(keys.private_pairs(settings, "mail"))
    return Postman(database, opening, "mail", EmailSender(Relay.of(post.url), sender, opening.marking(PURPOSE)))


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
