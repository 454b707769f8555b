"""At a place where something is entered: the next step, what is wrong with it, and the deed once all of it is there."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from forms_app.phone.engine.book import Asking, Desk, Did, Outcome
from forms_app.phone.engine.call import MOST_TRIES, Call, Event, Key, Silence, Turn, Typed
from forms_app.phone.engine.scripts import BACK_ONE, OPEN, SCRIPTS, Step
from forms_app.phone.line.overlay import STAR
from forms_app.phone.said.sentences import Sentence

if TYPE_CHECKING:
    from forms_app.phone.engine.moves import Engine


def step_of(engine: Engine, call: Call) -> Step | None:
    """What is asked for where the caller is; None where nothing is, or nobody could do anything with it."""
    deed = engine.facts.line.asks.get(call.at)
    return SCRIPTS[deed][len(call.entered)] if deed and engine.desk else None


def asked(engine: Engine, call: Call) -> Iterator[Sentence]:
    """What is said first at such a place."""
    step = step_of(engine, call)
    if step:
        yield engine.facts.line.said(step.ask, call.language, **step.figures(call.entered))
    elif call.at in engine.facts.line.asks:
        yield engine.facts.line.said("not_here", call.language)


def take(engine: Engine, desk: Desk, call: Call, step: Step, event: Event) -> Turn:
    """Digits; other keys that lead on from here do. What is said aloud is never taken for digits."""
    if isinstance(event, Key) and (option := engine.facts.line.option(call.at, event.key)):
        return engine.follow(replace(call, entered=()), option)
    digits = event.digits if isinstance(event, Typed) else event.key if isinstance(event, Key) else ""
    if not digits.isdecimal():
        return engine.wait(call) if isinstance(event, Silence) else engine.ask_for_digits(call)
    if fault := step.fault(digits, call.entered, call.own_number):
        return _refuse(engine, call, fault)
    call = replace(call, entered=(*call.entered, digits), silences=0, wrongs=0)
    if step_left(engine, call):
        return engine.arrive(call)
    return _carry_out(engine, desk, call)


def step_left(engine: Engine, call: Call) -> bool:
    return len(call.entered) < len(SCRIPTS[engine.facts.line.asks[call.at]])


def _refuse(engine: Engine, call: Call, fault: str) -> Turn:
    """The same step once more, with what to do about it; at the third time a person."""
    wrongs = call.wrongs + 1
    if wrongs >= MOST_TRIES:
        return engine.reach_person(_aside(engine, call), *engine.say(call, "third_time"))
    entered = call.entered[:-1] if fault == BACK_ONE else call.entered
    return engine.arrive(replace(call, wrongs=wrongs, entered=entered), *engine.say(call, fault))


def _carry_out(engine: Engine, desk: Desk, call: Call) -> Turn:
    deed = engine.facts.line.asks[call.at]
    outcome = desk.carry_out(deed, call.entered, Asking(call.language, call.caller, call.known))
    said, aside = tuple(_said(engine, call, outcome)), _aside(engine, call)
    if outcome.did is Did.DONE:
        return engine.go(aside, _identifying(engine) if deed == OPEN else aside.at, *said)
    if outcome.did in (Did.PERSON, Did.TOO_MANY):
        return engine.reach_person(aside, *said)
    if outcome.did is not Did.NOT_RIGHT:
        return engine.go(aside, aside.at, *said)
    if call.tries + 1 < MOST_TRIES:
        return engine.arrive(replace(call, entered=(), tries=call.tries + 1), *said)
    return engine.reach_person(replace(aside, tries=MOST_TRIES), *said, *engine.say(call, "third_time"))


def _said(engine: Engine, call: Call, outcome: Outcome) -> Iterator[Sentence]:
    return (engine.facts.line.said(name, call.language, **figures) for name, figures in outcome.says)


def _aside(engine: Engine, call: Call) -> Call:
    """Where the star key leads from here, with nothing of what was entered."""
    back = engine.facts.line.option(call.at, STAR)
    return replace(call, at=str(back.goto) if back else call.at, entered=(), silences=0, wrongs=0)


def _identifying(engine: Engine) -> str:
    return next(node.id for node in engine.facts.line.menu.nodes.values() if node.identifies)
