"""The practice call: what was done so far, played again from the first key, so that nothing need be kept anywhere.

What was done stands in a few signs, one for each act. Numbers and words that somebody types are not among them: there
is one sign for the made-up number, one for the made-up PIN, and words become the key that they press.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from forms_app.phone import made_up
from forms_app.phone.engine.call import Call, Event, HungUp, Key, NotAnswered, Said, Silence, Turn, Typed
from forms_app.phone.engine.moves import Engine
from forms_app.phone.line.overlay import PERSON, REPEAT, Line
from forms_app.phone.menu.paths import Step, steps_to, way, wishes
from forms_app.phone.menu.tree import Node, spoken_language

NUMBER, PIN, SILENCE, WORDS, HANG_UP, NO_ANSWER = "i", "p", "s", "w", "h", "n"
KEYS = "123456789*0#"
MOST_ACTS = 60
WORDS_A_MINUTE = 130  # of a voice for old ears
SECONDS: Mapping[str, int] = {NUMBER: 12, PIN: 6, SILENCE: 10, NO_ANSWER: 30}  # of an act; a key takes KEY_SECONDS
KEY_SECONDS = 2


class NotACall(ValueError):
    """The signs are those of no call."""


@dataclass(frozen=True)
class Played:
    """A call as far as it has come. `seconds`: of a telephone call in which every word is heard to its end."""

    acts: str
    turn: Turn
    before: Call
    seconds: int

    @property
    def call(self) -> Call:
        return self.turn.call

    @property
    def is_arrived(self) -> bool:
        return bool(self.call.back or self.call.is_over)


def play(engine: Engine, acts: str) -> Played:
    """Every act in its order. Raises NotACall."""
    if len(acts) > MOST_ACTS:
        raise NotACall("too long")
    turn = engine.begin()
    before, seconds = turn.call, _seconds(turn)
    for act in acts:
        before = turn.call
        turn = engine.hear(before, _event(act))
        seconds += SECONDS.get(act, KEY_SECONDS) + _seconds(turn)
    return Played(acts, turn, before, seconds)


def _event(act: str) -> Event:
    if act in KEYS:
        return Key(act)
    if act not in _EVENTS:
        raise NotACall("unknown")
    return _EVENTS[act]


_EVENTS: Mapping[str, Event] = {
    NUMBER: Typed(made_up.PARTICIPANT_ID),
    PIN: Typed(made_up.PIN),
    SILENCE: Silence(),
    WORDS: Said(""),
    HANG_UP: HungUp(),
    NO_ANSWER: NotAnswered(),
}


def _seconds(turn: Turn) -> int:
    return round(len(turn.spoken.split()) * 60 / WORDS_A_MINUTE)


def goal_named(line: Line, name: str) -> Node | None:
    """What somebody may want to reach, by its place in the menu."""
    return next((node for node in wishes(line.printed) if node.id == name), None)


def next_step(line: Line, call: Call, goal: Node, language: str) -> Step | None:
    """What leads on from here to the goal; None where nothing does."""
    found = way(line.menu, call.at, goal.id, call.language or spoken_language(language))
    return found[0] if found else None


def shortest(line: Line, goal: Node, language: str) -> tuple[Step, ...]:
    """The way that the brochure prints."""
    return steps_to(line.printed, goal.id, language)


def is_ours(line: Line, call: Call, key: str) -> bool:
    """Whether our line has given this key a meaning here that the brochure does not print."""
    if key in (REPEAT, PERSON) and not line.option(call.at, key):
        return call.at in (line.repeat if key == REPEAT else line.person)
    return line.option(call.at, key) is not None and not line.is_printed(call.at, key)


def is_unknown(line: Line, call: Call, key: str) -> bool:
    """Whether the brochure leaves out what this key does here."""
    return any(option.key == key and option.undocumented for option in line.menu.nodes[call.at].options)
