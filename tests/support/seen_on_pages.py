"""What somebody reads on every page and in every file of her account, drawn family by drawn family.

The account is walked by its own list of addresses and by the links that its pages have: a new page is walked without
being named here, and one that nobody can come to is a fault.
"""

from __future__ import annotations

import hashlib
import json
import os
import random
import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from functools import lru_cache
from html import unescape
from io import BytesIO
from typing import Any
from unittest.mock import patch
from urllib.parse import urljoin, urlsplit

from flask import Flask
from flask.testing import FlaskClient
from pypdf import PdfReader
from werkzeug.routing import Rule
from werkzeug.test import TestResponse
from werkzeug.wrappers import Response

from forms_app.account.doors import arrival
from forms_app.account.factors import proof
from forms_app.bundles import details as details_bundle
from forms_app.bundles import documents, earlier, own_words, papers
from forms_app.bundles import history as history_bundle
from forms_app.bundles import money as money_bundle
from forms_app.bundles.details import Document
from forms_app.bundles.earlier import Earlier, Sent
from forms_app.bundles.history import Event, History
from forms_app.bundles.own_words import OwnWords
from forms_app.bundles.papers import Going, Letter, Papers
from forms_app.case_data.bundling import details, money
from forms_app.facts import case_words
from forms_app.forms import FORMS
from forms_app.sealing.owner_keys import PublicKeys
from forms_app.settings import ROOT
from support.account_holder import Inside, open_account
from support.answers import most
from support.seen import PAIR
from support.visitor import Visitor
from support.worlds import World, draw, hidden, twin

LINK = re.compile(r'(?:href|action)="([^"]+)"')
MOST_PLACES = 12
ENDS = {"leave"}  # the session
# What only leads on once somebody is in, and what answers without a page.
LEADS_ON = {"start", "safety", "sign_in_page", "wait_page", "second_page", "papers_page", "time_left"}
CODES = {name: sorted(words) for name, words in case_words.load(ROOT / "agency").items()}
COLUMNS = {"attend": "attend", "bring": "bring", "title_code": "title", "code": "step"}
BOTH = ("/", "/es/")
SENT_EARLIER = Earlier((Sent("inquiry", "7KQ2-M4XD", "1" * 20, datetime(2026, 11, 20, 18, tzinfo=UTC)),))
LETTER_PDF = b"%PDF-1.7 of a letter"
_HASH, _DAY = hashlib.sha256(LETTER_PDF).hexdigest(), date(2026, 11, 20)
PAPERS = Papers(
    (Letter("L1", "answers", "Our answer", _DAY, "en", 1, _HASH, _DAY, True),),
    (Going(Document("L2", "", "order", _DAY, "es", 1, _HASH, None, False), date(2027, 1, 1)),),
    (),
    None,
)
Seen = dict[str, bytes]


@dataclass
class Reader:
    """One account, whose bundles are those of whoever reads. `reached`: the endpoints that answered with something."""

    app: Flask
    browser: FlaskClient
    public: PublicKeys
    reached: set[str] = field(default_factory=set)
    read_so_far: int = 0
    _looked_at: dict[str, TestResponse] = field(default_factory=dict)

    def read(self, world: World, person_id: str, languages: Iterable[str] = BOTH, *, links: bool) -> Seen:
        """Path to what stands there. `links`: every choice on each page is taken, too, not only its address; and of a
        paper its text is read."""
        self._seal(world, person_id)
        found: Seen = {}
        for root in languages:
            found |= self.walk(root, links=links)
        self.read_so_far += len(found)
        return found

    def unreached(self) -> set[str]:
        """What has an address that a GET reaches, and that nobody came to."""
        return {_endpoint(rule) for rule in _rules(self.app)} - self.reached - ENDS - LEADS_ON

    def _seal(self, world: World, person_id: str) -> None:
        _name_codes(world)
        there, rows = Inside(self.app), world.rows_for(person_id)
        there.seal(self.public, money_bundle.KIND, money.build(rows))
        there.seal(self.public, details_bundle.KIND, details.build(rows))
        self._seal_documents(there, world, person_id)
        there.seal(self.public, earlier.KIND, SENT_EARLIER)
        kind = own_words.kind_of(self.public.id, SENT_EARLIER.sent[0].reference)
        there.seal(self.public, kind, OwnWords(json.dumps({"topic": "caseworker", "message": "Where is it?"})))
        there.seal(self.public, papers.KIND, PAPERS)
        for doc_id in ("L1", "L2"):
            there.seal(self.public, documents.kind_of(self.public.id, doc_id), documents.encode(LETTER_PDF))

    def _seal_documents(self, there: Inside, world: World, person_id: str) -> None:
        """Hers, as the worker does: the paper of nobody else."""
        for row in world.tables.get("documents", ()):
            if row["person_id"] == person_id:
                kind = documents.kind_of(self.public.id, row["doc_id"])
                there.seal(self.public, kind, documents.encode(_paper(row)))

    def walk(self, root: str, *, links: bool) -> Seen:
        """What stands there now."""
        found: Seen = {}
        waiting = list(self._addresses(root))
        seen = set(waiting)
        while waiting:
            path = waiting.pop()
            answer = self._looked_at.pop(path, None) or self._get(path)
            if answer.status_code == 200:
                found[path] = _text(answer) if links else answer.get_data()
            led = [*_links(answer, path, root), *(self._beside(path) if answer.status_code == 200 else ())]
            more = [one for one in led if one not in seen and (links or "?" not in one)]
            waiting += more
            seen.update(more)
        assert f"{root}home/" in found, "she was signed out on the way"
        return found

    def _addresses(self, root: str) -> Iterator[str]:
        """Each without a number as it stands; with one, for as long as there is something."""
        for rule in _rules(self.app):
            if not rule.rule.startswith(root) or root == "/" and rule.rule.startswith("/es/"):
                continue
            if "<int:place>" in rule.rule and rule.rule.count("<") == 1:
                paths = (rule.rule.replace("<int:place>", str(place)) for place in range(1, MOST_PLACES))
                yield from self._while_there(paths)
            elif "<" not in rule.rule and _endpoint(rule) not in ENDS:
                yield rule.rule

    def _beside(self, path: str) -> Iterator[str]:
        """Every other address of what this one names, as /forms/inquiry/ names a form."""
        matched, values = self.app.url_map.bind("").match(urlsplit(path).path, return_rule=True)
        if len(values) == 1 and all(isinstance(value, str) for value in values.values()):
            part = matched.endpoint.partition(".")[0]
            others = (rule for rule in _rules(self.app) if rule.endpoint.partition(".")[0] == part)
            built = (rule.build(values) for rule in others if rule.arguments == values.keys())
            yield from (found[1] for found in built if found)

    def _while_there(self, paths: Iterable[str]) -> Iterator[str]:
        for path in paths:
            answer = self._get(path)
            if answer.status_code == 404:
                return
            self._looked_at[path] = answer
            yield path

    def _get(self, path: str) -> TestResponse:
        with same_chance():
            answer = self.browser.get(path)
        assert answer.status_code < 500, path
        if answer.status_code == 200:
            matched, _values = self.app.url_map.bind("").match(urlsplit(path).path)
            self.reached.add(matched.rpartition(".")[2])
        return answer


@contextmanager
def same_chance() -> Iterator[None]:
    """Every request draws the same numbers, so that two pages that differ differ in what they say."""
    drawn = iter(range(10**9))

    def urandom(size: int) -> bytes:
        return hashlib.shake_256(str(next(drawn)).encode()).digest(size)

    with patch.object(os, "urandom", urandom), patch.object(random, "_urandom", urandom):
        yield


def reader(app: Flask) -> Reader:
    """Somebody confirmed, with a history of her own."""
    browser = app.test_client()
    _papers, public = open_account(browser, app)
    there = Inside(app)
    there.confirm(public)
    there.seal(public, history_bundle.KIND, History((Event(there.services.now(), "signed-in", "holder", ""),)))
    _fill_in(Visitor(app, browser, "http://localhost"))
    found = Reader(app, browser, public)
    found.walk("/", links=False)  # who asks for a change is led to a question first
    _prove(found)
    return found


def _fill_in(visitor: Visitor) -> None:
    """One form and a message are sent, one form waits, so that the pages of forms and of what was sent are there."""
    for name, last in (("complaint", "send"), ("enrollment", "")):
        visitor.open(f"/forms/{name}/").post(visitor.page.by_id("page").attrs["action"], [])
        filled = most(FORMS[name])
        for slug in filled.asked:
            visitor.open(f"/forms/{name}/{slug}/").press("next", filled.of(slug))
        if last:
            visitor.press(last)
    visitor.open("/messages/write/1/").press("next", {"message": "Where is the payment of May?"})
    visitor.press("send")


def _prove(reader: Reader) -> None:
    """She has shown her second factor, so that each page of a setting is there."""
    cookie = reader.browser.get_cookie("account")
    assert cookie
    with reader.app.test_request_context():
        answer = Response()
        proof.give(answer, arrival.session_id(cookie.value))
    text = answer.headers["Set-Cookie"].partition(";")[0].partition("=")[2].strip('"')
    reader.browser.set_cookie(proof.COOKIE, text)


def leaks(reader: Reader, seeds: Iterable[int], *, links: bool) -> list[str]:
    """Each value of another that stands on a page or in a file of somebody's, of each pair of parents: one reads in
    English, the other in Spanish."""
    readers = ((seed, person_id, BOTH[(seed + place) % 2]) for seed in seeds for place, person_id in enumerate(PAIR))
    return [found for one in readers for found in _leaks_of(reader, *one, links=links)]


def tells_apart(reader: Reader, seeds: Iterable[int]) -> list[str]:
    """Worlds that differ only in what this parent may not know: where a page or a file tells them apart. Every second
    world is read in Spanish."""
    found = []
    for seed in seeds:
        languages = BOTH[seed % 2 :][:1]
        for person_id in PAIR:
            world = draw(seed)
            other = twin(world, person_id, seed + 1_000_000)
            one, two = (reader.read(each, person_id, languages, links=False) for each in (world, other))
            found += [
                f"{seed} {person_id} {path}" for path in one.keys() | two.keys() if one.get(path) != two.get(path)
            ]
    return found


def _leaks_of(reader: Reader, seed: int, person_id: str, root: str, *, links: bool) -> Iterator[str]:
    world = draw(seed)
    seen = reader.read(world, person_id, [root], links=links)
    canaries = {spelling for value in hidden(world, person_id) for spelling in spellings(value)}
    for path, data in seen.items():
        text = data.decode("utf-8", "replace").casefold()
        yield from (f"{seed} {person_id} {path} {one}" for one in canaries if one in text)


def spellings(value: Any) -> Iterator[str]:
    """As it may stand somewhere: cents, dollars, dollars for people."""
    if isinstance(value, int):
        yield from (str(value), f"{value / 100:.2f}", f"{value / 100:,.2f}")
    else:
        yield str(value).casefold()


def _name_codes(world: World) -> None:
    """Codes of the agency's lists in place of drawn words, the same for the same word; each paper's own hash."""
    for rows in world.tables.values():
        for row in rows:
            for column in COLUMNS.keys() & row.keys():
                known = CODES[COLUMNS[column]]
                if row[column] not in known:
                    row[column] = known[int(row[column][2:], 16) % len(known)]
    for row in world.tables.get("documents", ()):
        row["sha256"] = hashlib.sha256(_paper(row)).hexdigest()


def _paper(row: Mapping[str, Any]) -> bytes:
    return f"%PDF-1.7 of {row['doc_id']}, {row['language']}".encode()


def _text(answer: TestResponse) -> bytes:
    data: bytes = answer.get_data()
    is_paper = answer.mimetype == "application/pdf" and not data.startswith(b"%PDF-1.7 of ")
    return _text_of_paper(data) if is_paper else data


@lru_cache(100)
def _text_of_paper(data: bytes) -> bytes:
    """Blank ones are the same for everybody."""
    return "\n".join(page.extract_text() for page in PdfReader(BytesIO(data)).pages).encode()


def _links(answer: TestResponse, path: str, root: str) -> Iterator[str]:
    """Ours of the same language, each with one choice at most; and where a page leads that is none."""
    html = answer.get_data(as_text=True) if answer.mimetype == "text/html" else ""
    for link in (answer.location or "", *map(unescape, LINK.findall(html))):
        there = urljoin(path, link).partition("#")[0]
        other = root == "/" and there.startswith("/es/") or there.startswith(("/assets/", "//"))
        if there.startswith(root) and not other and not there.endswith("/forms/exit/") and there.count("=") < 2:
            yield there


def _rules(app: Flask) -> list[Rule]:
    """Every address of the account that a GET reaches."""
    return [rule for rule in app.url_map.iter_rules() if "GET" in (rule.methods or ()) and "." in rule.endpoint]


def _endpoint(rule: Rule) -> str:
    endpoint: str = rule.endpoint
    return endpoint.rpartition(".")[2]
