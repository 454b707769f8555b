"""Ways to tell a person that there is news: each module of this room is one, and nothing else names it.

A channel decides whom it may tell, when the news is written into the outbox, and hands it on, when the outbox worker
has claimed it. The first half runs in every process that writes news, so a channel's module imports what sending needs
only in `connect`.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Protocol, cast

from forms_app.facts.agency import Agency
from forms_app.settings import Settings


class NotNow(Exception):
    """It could not be handed on just now; a later try may do it. Its text is a kind of error, never what was said."""


class Unreachable(NotNow):
    """Whoever carries it did not answer as they should, so nothing else would get through this channel either."""


class Refused(Exception):
    """It will never reach this recipient."""


class SenderRefused(Refused):
    """Nothing is taken from us: the recipient may be right."""


class Perhaps(Exception):
    """All of it was handed over, and nobody said whether it was taken. Another try might make two of one."""


@dataclass(frozen=True, slots=True)
class News:
    """One row of the outbox, opened: whom to tell that there is news, in which language. `id` stays over every try.

    `number`: what is to be typed in on a page, instead of news; it shows that the address is hers.
    """

    id: str
    to: str
    language: str
    now: datetime
    number: str = ""


class Sender(Protocol):
    """A channel that is set up."""

    def send(self, news: News) -> None:
        """When this returns, it was taken. Raises NotNow, Refused or Perhaps; anything else ends it as unreadable."""


@dataclass(frozen=True)
class Parts:
    """What a channel is set up with. `marks` makes the worker's own keys for a purpose, the present one first."""

    settings: Settings
    agency: Agency
    marks: Callable[[str], tuple[bytes, ...]]


class Channel(Protocol):
    """A module of this room."""

    KIND: str
    """Under which its rows stand in the outbox: permanent, at most 20 letters."""

    def recipient(self, safe: Mapping[str, str]) -> str | None:
        """Where this person said that news is safe; None where this channel must not be used.

        `safe`: the places that she called safe, by the way that leads there: "email", "phone".
        """

    def connect(self, parts: Parts) -> Sender | None:
        """None where it is not set up: then its rows wait. Raises CannotStart."""


@cache
def load() -> tuple[Channel, ...]:
    """All of them, in the order of their modules' names."""
    names = sorted(module.name for module in pkgutil.iter_modules(__path__))
    return tuple(cast(Channel, importlib.import_module(f"{__name__}.{name}")) for name in names)
