"""Lines that repeat, reorder, come late or break off: nothing is half-done."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

import pytest
from support.asterisk_side import Caller, called, keys_of
from support.phone_line import LINE, OPEN, engine

from forms_app.phone import walks
from forms_app.phone.answering import sounds, webhooks
from forms_app.phone.answering.conversation import Answering
from forms_app.phone.answering.webhooks import Calls
from forms_app.phone.engine.call import Event, HungUp, Key, NotAnswered, Said, Silence, Typed
from forms_app.phone.walks import Walk

WALKS = {walk.name: walk for walk in walks.load(Path("tests/data/walks.yaml"), LINE)}
LONGEST = WALKS["a person for payments in Spanish"]


def by_agi(keys: str, *, cuts_in: bool = False) -> Caller:
    answering = Answering(engine, Path("/recordings"), {"local": "PJSIP/100", "sdu": "PJSIP/200"})
    step = ("key", keys)
    walk = Walk(**{**vars(LONGEST), "steps": (step,)})
    return called(answering, walk, cuts_in=cuts_in)


def played_at(name: str, language: str) -> str:
    return sounds.name_of(LINE.prompts[name][language], language)


def test_whoever_hangs_up_anywhere_has_heard_the_same_until_then() -> None:
    keys = "".join(map(keys_of, LONGEST.steps))
    whole = by_agi(keys).played
    for number in range(len(keys)):
        heard = by_agi(f"{keys[:number]}H").played
        assert heard == whole[: len(heard)] and len(heard) <= len(whole)


def test_a_key_that_comes_after_the_wait_counts_where_the_caller_is() -> None:
    late = by_agi("1S2H", cuts_in=True)

    assert played_at("public_menu", "en") in late.played
    assert sounds.name_of(LINE.sentences["silence_1"]["en"], "en") in late.played


def test_digits_of_a_number_that_come_after_the_wait_are_a_number_of_their_own() -> None:
    """The number broke off; what comes after it is taken for the PIN, which goes together with nothing."""
    heard = by_agi("11990S12340056#H").played

    assert sounds.name_of(LINE.sentences["not_known"]["en"], "en") in heard
    assert played_at("main_menu", "en") not in heard


def moves(events: Sequence[tuple[int, Event | None]]) -> tuple[str, int]:
    """Where a hosted call is after these requests, each for a turn."""
    calls, line = Calls(), engine(OPEN)
    for number, event in events:
        standing = calls.move("CA1", number, event, line)
    return standing.turn.call.at, standing.number


def test_a_carrier_that_repeats_reorders_or_is_late_moves_a_call_once_for_each_turn() -> None:
    there = [(0, None), (1, Key("1")), (2, Key("2"))]
    assert moves(there) == ("public_menu", 3)
    assert moves([*there, (2, Key("2")), (1, Key("2")), (9, Key("6")), (0, None)]) == ("public_menu", 3)
    assert moves([(0, None), (1, Key("1")), (2, Silence()), (2, Key("2"))]) == ("caller", 3)


@pytest.mark.parametrize("event", [Key("1"), Typed("1"), Said("one"), Silence(), NotAnswered(), HungUp()])
def test_a_call_of_which_the_beginning_was_lost_begins(event: Event) -> None:
    assert moves([(7, event)]) == (LINE.menu.start, 1)


def test_calls_that_nobody_ends_are_forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    calls, line = Calls(), engine(OPEN)
    monkeypatch.setattr(webhooks, "MOST_CALLS", 3)
    for number in range(9):
        calls.move(f"CA{number}", 0, None, line)
    assert len(calls._calls) == 3 and re.fullmatch("CA[678]", next(iter(calls._calls)))
