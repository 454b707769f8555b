"""Pages drawn once per language: an empty form page differs between visitors only by a few short texts.

Rendering is most of what a form page costs, so the page is rendered with markers in the places of those texts, cut
at the markers and kept; a visitor gets the pieces joined around her own.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from markupsafe import escape

_MARK = re.compile("\u241e([a-z]+)\u241e")


def mark(name: str) -> str:
    """What stands in a drawn page where the text called `name` belongs."""
    return f"\u241e{name}\u241e"


class Skeletons:
    """Drawn pages by key. Two threads that draw the same one at once waste a moment and no more."""

    def __init__(self) -> None:
        self._kept: dict[tuple[str, ...], list[str]] = {}

    def fill(self, key: tuple[str, ...], texts: Mapping[str, object], drawn: Callable[[], str]) -> str:
        """The page of this key with its texts; `drawn` renders it with marks, the first time only."""
        pieces = self._kept.get(key)
        if pieces is None:
            pieces = self._kept[key] = _MARK.split(drawn())
        filled = pieces.copy()
        filled[1::2] = [str(escape(texts[name])) for name in pieces[1::2]]
        return "".join(filled)
