"""Where one call is, what a caller can do, and what comes of it. Nothing here is kept or written down by the engine."""

from __future__ import annotations

from dataclasses import dataclass, field

from forms_app.bundles.spoken import Spoken
from forms_app.phone.engine.book import Known
from forms_app.phone.said.sentences import Sentence

MOST_TRIES = 3  # of number and PIN in one call; then a person


@dataclass(frozen=True, slots=True)
class Call:
    """`language` is empty until it is chosen. `number`: entered, until the PIN comes. `entered`: what was entered of
    several things that are asked for. `caller`: the number of the telephone, where it is told. `back`: from where a
    call went out to a person."""

    at: str
    language: str = ""
    silences: int = 0
    wrongs: int = 0
    tries: int = 0
    number: str = field(default="", repr=False)
    known: Known | None = field(default=None, repr=False)
    entered: tuple[str, ...] = field(default=(), repr=False)
    caller: str = field(default="", repr=False)
    back: str = ""
    is_over: bool = False

    @property
    def holder(self) -> Spoken | None:
        """What may be said to whoever has given her number and her PIN."""
        return self.known.spoken if self.known else None

    @property
    def own_number(self) -> str:
        return self.known.number if self.known else ""


@dataclass(frozen=True, slots=True)
class Key:
    """One key, while something is said (it is cut off) or after it."""

    key: str


@dataclass(frozen=True, slots=True)
class Typed:
    """Digits entered one after the other and ended with the pound key: a number or a PIN."""

    digits: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Said:
    """Words, as something that listens has understood them."""

    words: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Silence:
    """Nothing, for as long as the line waits."""


@dataclass(frozen=True, slots=True)
class HungUp:
    """The caller is gone."""


@dataclass(frozen=True, slots=True)
class NotAnswered:
    """The person to whom the call went did not pick up."""


Event = Key | Typed | Said | Silence | HungUp | NotAnswered


@dataclass(frozen=True, slots=True)
class Turn:
    """What is said now and where the caller is then. `transfer`: local, sdu, or empty."""

    call: Call
    says: tuple[Sentence, ...] = ()
    transfer: str = ""

    @property
    def text(self) -> str:
        return " ".join(sentence.text for sentence in self.says)

    @property
    def spoken(self) -> str:
        return " ".join(sentence.spoken for sentence in self.says)
