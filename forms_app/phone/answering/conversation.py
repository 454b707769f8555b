"""One call over FastAGI: what the engine says is played, what the caller presses goes back, until somebody goes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from forms_app.phone.answering import sounds
from forms_app.phone.answering.agi import Asterisk
from forms_app.phone.engine.call import Call, Event, Key, NotAnswered, Silence, Turn, Typed
from forms_app.phone.engine.moves import Engine

PATIENCE_SECONDS = 10  # before nothing pressed counts as silence; relay and TTY callers need no less
RINGS_SECONDS = 30
MOST_DIGITS = 24
MOST_TURNS = 600  # then nobody can still be there: two hours of silence


@dataclass(frozen=True)
class Answering:
    """`engine`: as it is at the moment it is asked for. `extensions`: what rings at each desk."""

    engine: Callable[[], Engine]
    folder: Path
    extensions: Mapping[str, str]

    def talk(self, asterisk: Asterisk) -> None:
        """The whole call. Raises Gone when the caller hangs up; nothing is left half-done by that."""
        asterisk.answer()
        turn = self.engine().begin(asterisk.caller)
        for _ in range(MOST_TURNS):
            event = self._next(asterisk, turn)
            if event is None:
                break
            turn = self.engine().hear(turn.call, event)
        asterisk.hang_up()

    def _next(self, asterisk: Asterisk, turn: Turn) -> Event | None:
        """What the caller does now; None after she has spoken with a person."""
        key = asterisk.play(sounds.files(turn.says, self.folder))
        if turn.transfer:
            return None if asterisk.dial(self.extensions[turn.transfer], RINGS_SECONDS) else NotAnswered()
        key = key or asterisk.wait(PATIENCE_SECONDS)
        if not key:
            return Silence()
        return self._digits(asterisk, key) if self._enters(turn.call, key) else Key(key)

    def _enters(self, call: Call, key: str) -> bool:
        """Whether this key is the first digit of a number. The pound key left over from one before is none."""
        return self.engine().enters(call) and key.isdecimal()

    def _digits(self, asterisk: Asterisk, first: str) -> Typed:
        """Up to the pound key, or to where no more comes."""
        digits = first
        while len(digits) < MOST_DIGITS:
            key = asterisk.wait(PATIENCE_SECONDS)
            if key in ("#", ""):
                break
            digits += key
        return Typed(digits)
