"""Programs that send forms are told apart from people; what they send is stored all the same, and its days run."""

from __future__ import annotations

import os
from collections.abc import Callable

import pytest
from flask import Flask
from sqlalchemy import select
from support.answers import most
from support.ground import ON_BOTH, SetClock, database_of
from support.journey import at, fill_in, slug_of
from support.public_forms import FORMS
from support.visitor import Visitor, home

from forms_app.filling.bot_signals import UNSEEN
from forms_app.storage.tables import submissions

TIMES = 100 if os.environ.get("FULL") == "1" else 3


def states(app: Flask) -> list[str]:
    with database_of(app).read() as connection:
        return list(connection.execute(select(submissions.c.state).order_by(submissions.c.received_at)).scalars())


def sent(
    visitor: Visitor, clock: SetClock, name: str, *, pace: float, written: str = "", unseen: str = "", where: str = ""
) -> None:
    """A form filled in with so many seconds for each page; `unseen` is written where nobody sees an input."""
    filled = most(FORMS[name])
    visitor.open(home(name, "es")).press("", {UNSEEN: unseen} if where == "start" else {})
    visitor.open(f"{home(name, 'es')}check/")
    while (slug := slug_of(visitor)) != "check":
        clock.forward(seconds=pace)
        told = {"what_happened": written} if written and "what_happened" in visitor.shown else {}
        visitor.press("next", {**filled.of(slug), **told})
    clock.forward(seconds=pace)
    visitor.press("send", {UNSEEN: unseen} if where == "check" else {})
    assert visitor.path.endswith("/forms/receipt/")


Bot = Callable[[Visitor, SetClock, int], None]


def fills_in_every_input_at_the_start(visitor: Visitor, clock: SetClock, turn: int) -> None:
    sent(visitor, clock, "complaint", pace=20, unseen=f"https://spam.example/{turn}", where="start")


def fills_in_every_input_at_the_end(visitor: Visitor, clock: SetClock, turn: int) -> None:
    sent(visitor, clock, "inquiry", pace=20, unseen=f"spam {turn}", where="check")


def is_fast(visitor: Visitor, clock: SetClock, turn: int) -> None:
    sent(visitor, clock, "complaint", pace=0.05)


def is_fast_with_other_words_each_time(visitor: Visitor, clock: SetClock, turn: int) -> None:
    told = f"They closed case number {turn} and nobody told me anything about it."
    sent(visitor, clock, "complaint", pace=0.05, written=told)


def is_fast_with_another_form(visitor: Visitor, clock: SetClock, turn: int) -> None:
    sent(visitor, clock, "pin-request", pace=0.05)


BOTS = [
    fills_in_every_input_at_the_start,
    fills_in_every_input_at_the_end,
    is_fast,
    is_fast_with_other_words_each_time,
    is_fast_with_another_form,
]


@pytest.mark.parametrize("bot", BOTS)
def test_what_a_simple_program_sends_is_stored_and_set_apart(app: Flask, clock: SetClock, bot: Bot) -> None:
    for turn in range(TIMES):
        bot(Visitor(app), clock, turn)
    assert states(app) == ["apart"] * TIMES


def test_what_people_send_arrives_unmarked_the_same_words_too(app: Flask, clock: SetClock) -> None:
    for turn in range(2 * TIMES):
        pace = (4, 9, 30, 120)[turn % 4]
        sent(Visitor(app), clock, "complaint", pace=pace)
    assert states(app) == ["received"] * (2 * TIMES)


def test_a_slower_program_is_known_by_sending_the_same_again_and_again(app: Flask, clock: SetClock) -> None:
    for _ in range(5):
        sent(Visitor(app), clock, "complaint", pace=0.8)
    assert states(app) == ["received"] * 3 + ["apart"] * 2


@ON_BOTH
def test_both_databases_keep_what_was_set_apart(app: Flask, clock: SetClock, engine: str) -> None:
    is_fast(Visitor(app), clock, 0)
    assert states(app) == ["apart"]


@pytest.mark.parametrize("where", ["start", "check"])
@pytest.mark.parametrize("name", FORMS)
def test_nobody_is_led_to_the_input_that_nobody_sees(app: Flask, name: str, where: str) -> None:
    visitor = at(Visitor(app), name, "en")
    page = (visitor if where == "check" else visitor.open(home(name, "en"))).page
    (unseen,) = [field for field in page.all("input") if field.attrs.get("name") == UNSEEN]
    assert any("hidden" in around.attrs and around.attrs.get("aria-hidden") == "true" for around in unseen.around)
    assert unseen.attrs["tabindex"] == "-1" and unseen.attrs["autocomplete"] == "off"
    assert {"data-1p-ignore", "data-lpignore", "data-bwignore"} <= unseen.attrs.keys()


def test_going_on_later_takes_the_sign_along(app: Flask, clock: SetClock) -> None:
    visitor = Visitor(app).open(home("inquiry", "en")).press("", {UNSEEN: "spam.example"})
    clock.forward(minutes=5)
    code = visitor.press("later").page.by_id("pick-up-code").text
    other = Visitor(app).open("/forms/resume/").press("", {"code": code})
    fill_in(other.open("/forms/inquiry/check/"), most(FORMS["inquiry"]))
    other.press("send")
    assert states(app) == ["apart"]
