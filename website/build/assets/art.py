"""The drawings: small SVG files in website/theme/art/, put straight into the page so that none costs a request."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

ART = Path(__file__).parents[2] / "theme" / "art"


@cache
def _drawing(name: str) -> str:
    """Without the namespace, which a drawing inside HTML does not need and every page would carry."""
    drawn = re.sub(r">\s+<", "><", (ART / f"{name}.svg").read_text("utf-8")).strip().replace("\n", " ")
    return drawn.replace(' xmlns="http://www.w3.org/2000/svg"', "", 1)


def icon(name: str) -> str:
    """A drawing that only decorates: the words beside it say the same."""
    if not (ART / f"{name}.svg").exists():
        raise LookupError(f"there is no drawing website/theme/art/{name}.svg")
    return _drawing(name).replace("<svg ", f'<svg class="icon {name}" aria-hidden="true" ', 1)


def mark() -> str:
    """The mark in the header: two parents, and the child between them."""
    return _drawing("mark").replace("<svg ", '<svg class="mark" aria-hidden="true" ', 1)


def wordmark(name: str) -> str:
    """The site's name in strokes, the same on every system; nothing for a name that nobody has drawn."""
    if name != "Customer Connect":
        return ""
    return _drawing("word").replace("<svg ", '<svg class="word" aria-hidden="true" ', 1)
