"""What the account costs, each beside what it is compared with: its pages, signing in, a statement, among many others.

The pages are asked for inside of this process, so that nothing but the app is counted. SCALE=1000000 asks at a million.
"""

from __future__ import annotations

import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import brotli
from flask import Flask, g
from jinja2 import Template
from support.three_years import DAY, three_years

from bench import letters
from bench.account_filling import (
    CASES,
    MONTHS,
    Holder,
    Writer,
    environ_of,
    get,
    holder_among,
    served,
    sign_in,
    signed_in,
)
from bench.account_pages import HOME, PAYMENTS, home_rows, payments_rows
from bench.cpu import per_call, tree
from bench.figures import Figure
from bench.forms import asks, hello
from bench.weight import fetched, from_build
from forms_app.account import guard
from forms_app.account.ledger import statement
from forms_app.account.views import opened
from forms_app.account.views.papers import shelf
from forms_app.facts import agency
from forms_app.i18n import translation
from forms_app.pdf import Document, account_statement
from forms_app.sealing import key_sets, stretching
from forms_app.settings import ROOT

FEW, SCALE = 1_000, int(os.environ.get("SCALE", "20000"))
TURNS, CALLS = 15, 4
MOST_OF_BARE, MOST_OF_FEW, MOST_HELLOS, MOST_OF_TYPST = 2.0, 1.5, 12.0, 1.3
FIRST_VIEW_KB, PAGE_KB = 15.0, 60.0
WHOLE = "/payments/1/?year=all"
Ask = Callable[[], object]


def figures() -> list[Figure]:
    with tempfile.TemporaryDirectory(prefix="account-") as scratch, ExitStack() as stack:
        folder = Path(scratch)
        key_sets.make(folder / "keys")
        both = [stack.enter_context(holder_among(n, folder / str(n), folder / "keys")) for n in (FEW, SCALE)]
        few, many = map(signed_in, both)
        return [
            *_against_bare(few),
            *_among_many(few, many),
            _sign_in(few),
            _message(few),
            _home_with_messages(few),
            _statement(),
            *_weights(few),
        ]


def _against_bare(holder: Holder) -> Iterator[Figure]:
    pages: dict[str, tuple[str, Template, Callable[[str, str], Mapping[str, Any]]]] = {
        "home": ("/home/", HOME, lambda top, bottom: home_rows(top, bottom, CASES)),
        "36 months": (WHOLE, PAYMENTS, lambda top, bottom: payments_rows(top, bottom, MONTHS)),
    }
    openings = {"home": _opening(holder, with_papers=True), "36 months": _opening(holder)}
    for name, (path, template, rows) in pages.items():
        ready = rows(*_shell(get(holder, path).decode()))
        yield _beside(name, partial(get, holder, path), partial(_bare, openings[name], template, ready))


def _bare(opening: Ask, template: Template, ready: Mapping[str, Any]) -> str:
    opening()
    return template.render(ready)


def _shell(page: str) -> tuple[str, str]:
    """What stands around the page of a holder."""
    return page[: page.index("<h1>")], page[page.index("<footer") :]


def _opening(holder: Holder, *, with_papers: bool = False) -> Ask:
    """Her keys and her bundles read from the database, unwrapped and opened: what a page of hers begins with."""
    environ = environ_of("GET", "/home/", holder.cookie)
    with holder.app.request_context(environ):
        holder.app.preprocess_request()
        signed_in = g.signed_in

    def ask() -> None:
        with holder.app.request_context(environ):
            g.signed_in = signed_in
            guard.read_at_hand(signed_in)
            assert opened.opened().money and opened.details()
            assert not with_papers or shelf.papers()

    return ask


def _beside(name: str, ours: Ask, bare: Ask) -> Figure:
    mine, its = _in_turns(ours, bare)
    detail = f"{mine:.2f} ms ÷ {its:.2f} ms: bundles read and opened, and Jinja with ready rows"
    return Figure(f"account: {name} ÷ bare Jinja", mine / its, MOST_OF_BARE, "x", detail)


def _among_many(few: Holder, many: Holder) -> Iterator[Figure]:
    asked: dict[str, Callable[[Holder], object]] = {
        "home": lambda holder: get(holder, "/home/"),
        "36 months": lambda holder: get(holder, WHOLE),
        "balances": lambda holder: get(holder, "/balances/"),
        "sign-in": sign_in,
    }
    for name, ask in asked.items():
        slow, fast = _in_turns(partial(ask, many), partial(ask, few))
        detail = f"{slow:.2f} ms ÷ {fast:.2f} ms CPU"
        yield Figure(f"account: {name}, {SCALE:,} ÷ {FEW:,}", slow / fast, MOST_OF_FEW, "x", detail)


def _sign_in(holder: Holder) -> Figure:
    """By HTTP, as "hello" is asked. Without the work that makes a password slow to guess, which is done once beside."""
    salt = stretching.new_salt()
    with served(holder) as (desk, process, _port), hello() as (port, bare):
        ask, at_desk, at_bare = asks(port), tree(process), tree(bare)
        turns = [
            (
                per_call(at_desk, CALLS, lambda: desk.sign_in(next(holder.codes))) * 1000,
                _spent(lambda: stretching.stretch("a password", salt, b"secret")),
                per_call(at_bare, CALLS * 5, ask) * 1000,
            )
            for _ in range(TURNS + 1)
        ]
    whole, slow, least = (statistics.median(each) for each in zip(*turns[1:], strict=True))
    rest = whole - slow
    detail = f"{whole:.1f} ms - Argon2id {slow:.1f} ms = {rest:.2f} ms; hello {least:.2f} ms"
    return Figure("account: sign-in ÷ hello", rest / least, MOST_HELLOS, "x", detail)


def _message(holder: Holder) -> Figure:
    """Send, of a message that she has read once more: sealed, signed, stored in two databases and kept for her."""
    with served(holder) as (_desk, process, port), hello() as (bare_port, bare):
        ask, at_account, at_bare, writer = asks(bare_port), tree(process), tree(bare), Writer(port, holder.cookie)
        turns = []
        for _ in range(TURNS + 1):
            writer.write()
            whole = per_call(at_account, 1, writer.send) * 1000
            turns.append((whole, per_call(at_bare, CALLS * 5, ask) * 1000))
    whole, least = (statistics.median(each) for each in zip(*turns[1:], strict=True))
    detail = f"{whole:.2f} ms; hello {least:.2f} ms"
    return Figure("account: message sent ÷ hello", whole / least, MOST_HELLOS, "x", detail)


def _home_with_messages(holder: Holder) -> Figure:
    """The first page of somebody who waits for an answer to each message that `_message` sent."""
    ready = home_rows(*_shell(get(holder, "/home/").decode()), CASES)
    bare = partial(_bare, _opening(holder, with_papers=True), HOME, ready)
    return _beside(f"home, {TURNS + 1} messages", partial(get, holder, "/home/"), bare)


def _statement() -> Figure:
    facts, app = agency.load(ROOT / "agency"), Flask("statement")
    translation.install(app)
    case = three_years()

    def make(number: str) -> Document:
        return account_statement(statement.of(replace(case, case_id=number), DAY), "en", facts)

    with app.test_request_context("/"):
        return letters.figure("account: statement ÷ typst", make, MOST_OF_TYPST)


def _weights(holder: Holder) -> Iterator[Figure]:
    page = get(holder, "/home/")
    parts = {"page": len(brotli.compress(page)), **{each: len(from_build(each)) for each in fetched(page.decode())}}
    detail = f"{len(parts)} requests, with stylesheets and icon, by brotli"
    yield Figure("account: first view", sum(parts.values()) / 1024, FIRST_VIEW_KB, " KB", detail)
    whole = len(get(holder, WHOLE)) / 1024
    yield Figure("account: 36 months, plain", whole, PAGE_KB, " KB", "one of three cases, every payment and month")


def _in_turns(one: Ask, other: Ask) -> tuple[float, float]:
    """Milliseconds of CPU of one call of each, the median of short turns."""
    pairs = [(_spent(one), _spent(other)) for _ in range(TURNS + 1)][1:]
    first, second = (statistics.median(each) for each in zip(*pairs, strict=True))
    return first, second


def _spent(ask: Ask) -> float:
    started = time.process_time()
    for _ in range(CALLS):
        ask()
    return (time.process_time() - started) / CALLS * 1000


if __name__ == "__main__":
    found = figures()
    print(*found, sep="\n")
    sys.exit(not all(figure.holds for figure in found))
