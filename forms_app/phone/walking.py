"""Runs a walk on the engine, and tells what came otherwise than the walk says."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from forms_app.phone import made_up
from forms_app.phone.engine.call import Call, Event, HungUp, Key, NotAnswered, Said, Silence, Turn, Typed
from forms_app.phone.engine.moves import Engine
from forms_app.phone.said.spelling import simple
from forms_app.phone.walks import Walk


def differences(walk: Walk, engine: Engine) -> list[str]:
    """What came otherwise than the walk says; nothing where all came so."""
    run = Run(engine, walk.caller or made_up.PARTICIPANT_ID)
    for act, value in walk.steps:
        run.take(act, value)
    return [*run.odd, *_compared(walk, run)]


class Run:
    """One call. Keys pressed where digits are entered are gathered until the pound key."""

    def __init__(self, engine: Engine, caller: str) -> None:
        self.engine, self.caller, self.gathered, self.odd = engine, caller, "", list[str]()
        self.turn, self.transferred, self.heard = Turn(Call("")), "none", ""
        self.turns: list[Turn] = []
        self._note(engine.begin())

    def take(self, act: str, value: str) -> None:
        for event in self._events(act, value):
            self._note(self.engine.hear(self.turn.call, event))

    def _note(self, turn: Turn) -> None:
        self.turn = turn
        self.turns.append(turn)
        self.transferred = turn.transfer or self.transferred
        self.heard += f" {turn.text} {turn.spoken}"

    def _events(self, act: str, value: str) -> Iterator[Event]:
        if act == "key":
            yield from self._keys(value)
        elif act == "identify":
            yield from self._identify(value)
        else:
            yield _OTHERS[act](value)

    def _identify(self, value: str) -> Iterator[Event]:
        if not self.asks_who():
            self.odd.append(f"nobody asks who the caller is at {self.turn.call.at}")
            return
        yield Typed(self.caller)
        yield Typed(made_up.PIN if value == "right" else made_up.WRONG_PIN)

    def _keys(self, keys: str) -> Iterator[Event]:
        for key in keys:
            if not self.asks_who() or (key == "*" and not self.gathered):
                yield Key(key)
            elif key == "#":
                yield Typed(self.gathered)
                self.gathered = ""
            else:
                self.gathered += key

    def asks_who(self) -> bool:
        return self.engine.enters(self.turn.call)


_OTHERS: Mapping[str, Callable[[str], Event]] = {
    "say": Said,
    "silence": lambda _value: Silence(),
    "hangup": lambda _value: HungUp(),
    "not_answered": lambda _value: NotAnswered(),
}


def _compared(walk: Walk, run: Run) -> Iterator[str]:
    call, heard = run.turn.call, f" {simple(run.heard)} "
    if call.at != walk.arrives:
        yield f"arrives at {call.at}, expected {walk.arrives}"
    if run.transferred != walk.transferred:
        yield f"transferred to {run.transferred}, expected {walk.transferred}"
    if call.language not in ("", walk.language):
        yield f"is spoken to in {call.language}, expected {walk.language}"
    yield from (f"did not hear “{words}”" for words in walk.hears if f" {simple(words)} " not in heard)
    yield from (f"heard “{words}”" for words in walk.unheard if f" {simple(words)} " in heard)
