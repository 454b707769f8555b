"""How much of what was typed is kept: four times what the answer may have. Whatever is beyond that is told."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from werkzeug.datastructures import MultiDict

from forms_app.i18n.translation import lazy_gettext as _l

TIMES = 4
_OF = "-of"  # beside a text that was cut: how long it had been
_MOST_DIGITS = 7


class Cut(NamedTuple):
    """An input of which only the beginning was kept."""

    name: str
    written: int
    kept: int


def truncate(typed: MultiDict[str, str], names: Iterable[str], most: int | None) -> dict[str, list[str]]:
    """The raw texts under these names, of each at most so many characters; and of a text that was cut, its length."""
    found: dict[str, list[str]] = {}
    for name in names:
        if name not in typed:
            continue
        texts = typed.getlist(name)
        found[name] = [text if most is None else _plain(text, most)[:most] for text in texts]
        if count := most is not None and _count(texts, typed.get(name + _OF, ""), most):
            found[name + _OF] = [count]
    return found


def first_truncated(raw: dict[str, list[str]]) -> Cut | None:
    """The first input that was cut."""
    for name, (written, *_) in ((name, texts) for name, texts in raw.items() if name.endswith(_OF)):
        whole = name.removesuffix(_OF)
        return Cut(whole, int(written), len(raw[whole][0]))
    return None


def message(found: Cut, longest: int) -> object:
    return _l(
        "Use %(most)d characters or fewer. You have used %(used)d. We kept only the first %(kept)d.",
        most=longest,
        used=found.written,
        kept=found.kept,
    )


def _plain(text: str, most: int) -> str:
    """A line break counts once; a browser sends two characters for it."""
    return text.replace("\r\n", "\n") if len(text) > most else text


def _count(texts: list[str], before: str, most: int) -> str:
    """How long the longest was if that is more than is kept; it may have been cut earlier, when that was noted."""
    written = max((len(_plain(text, most)) for text in texts), default=0)
    noted = written == most and before.isascii() and before.isdigit() and len(before) <= _MOST_DIGITS
    return str(written) if written > most else before if noted else ""
