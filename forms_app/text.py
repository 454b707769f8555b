"""What a person may write: any script and any name, but nothing that a screen, a log or a mail could stumble over."""

from __future__ import annotations

import re
import unicodedata

_BLANKS = " \t\r\n\v\f\u00a0\u1680\u2000-\u200b\u2028\u2029\u202f\u205f\u2060\u3000\ufeff"
_EDGES = re.compile(f"^[{_BLANKS}]+|[{_BLANKS}]+$")
_MARKS_IN_A_ROW = 8


class Unacceptable(ValueError):
    """A character that is not accepted; `place` counts from 1."""

    def __init__(self, place: int) -> None:
        super().__init__(f"unacceptable character at {place}")
        self.place = place


def clean(raw: str, *, lines: bool = False) -> str:
    """The text in Unicode's NFC without blanks around it; with `lines`, line breaks are kept as newlines.

    Refuses (Unacceptable) controls, direction overrides, private-use characters, tags, noncharacters and more than
    eight combining marks in a row. Joiners and variation selectors stay: emoji, names and several scripts need them.
    """
    text = unicodedata.normalize("NFC", _EDGES.sub("", raw.replace("\r\n", "\n") if lines else raw))
    marks = 0
    for place, character in enumerate(text, start=1):
        marks = marks + 1 if unicodedata.category(character) in ("Mn", "Me") else 0
        if marks > _MARKS_IN_A_ROW or not _is_acceptable(character, lines):
            raise Unacceptable(place)
    return text


def _is_acceptable(character: str, lines: bool) -> bool:
    if " " <= character <= "~":
        return True
    if character == "\n":
        return lines
    if character == "\t":
        return lines
    code = ord(character)
    if 0x202A <= code <= 0x202E or 0x2066 <= code <= 0x2069:
        return False
    if 0xE0000 <= code <= 0xE0FFF and not 0xE0100 <= code <= 0xE01EF:  # tags; variation selectors stay
        return False
    if 0xFDD0 <= code <= 0xFDEF or code & 0xFFFE == 0xFFFE:
        return False
    return unicodedata.category(character) not in ("Cc", "Co", "Cs", "Zl", "Zp")


def ascii_digits(text: str) -> str:
    """The text with every decimal digit, of whatever script, as 0-9."""
    return "".join(str(unicodedata.decimal(c)) if c.isdecimal() else c for c in text)


def fold(text: str) -> str:
    """For comparing: without case, accents and surrounding blanks."""
    decomposed = unicodedata.normalize("NFD", text.strip().casefold())
    return "".join(c for c in decomposed if not unicodedata.combining(c))
