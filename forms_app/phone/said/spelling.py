"""What a caller said, made simple enough to be compared: no accents, no signs, no capitals."""

from __future__ import annotations

import re
import unicodedata


def simple(said: str) -> str:
    """“Sí, señora” is “si senora”."""
    apart = unicodedata.normalize("NFD", said.casefold())
    letters = "".join(sign for sign in apart if not unicodedata.combining(sign))
    return " ".join(re.findall(r"\w+", letters))
