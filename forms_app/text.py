"""What a person may write: any script and any name, but nothing that a screen, a log or a mail could stumble over."""

from __future__ import annotations

import re
import unicodedata

from forms_app.invisible import shown

_BLANKS = " \t\r\n\u1680\u200b\u200c\u3000"
_EDGES = re.compile(f"^[{_BLANKS}]+|[{_BLANKS}]+$")
_MARKS_IN_A_ROW = 8
_QUOTED_WORDS, _LONGEST_QUOTE = 4, 40


class Unacceptable(ValueError):
    """A character that is not accepted; `before` are the last words before it, for the person to find it."""

    def __init__(self, before: str) -> None:
        super().__init__("a character that is not accepted")
        self.before = before


def clean(raw: str, *, lines: bool = False) -> str:
    """The text as it was seen, in Unicode's NFC, without blanks around it; with `lines`, line breaks are newlines.

    Refuses (Unacceptable) controls that steer a machine, a line break in a single line, private-use characters,
    noncharacters and more than eight combining marks in a row.
    """
    text = tidied(raw, lines=lines)
    marks = 0
    for place, character in enumerate(text):
        marks = marks + 1 if unicodedata.category(character) in ("Mn", "Me") else 0
        if marks > _MARKS_IN_A_ROW or not _is_acceptable(character, lines):
            raise Unacceptable(_last_words(text[:place]))
    return text


def tidied(raw: str, *, lines: bool = False) -> str:
    """As clean, but whatever is in it: for what is only looked for, and stored nowhere."""
    return unicodedata.normalize("NFC", _EDGES.sub("", shown(_EDGES.sub("", raw), lines=lines)))


def _last_words(text: str) -> str:
    return " ".join(text.split()[-_QUOTED_WORDS:])[-_LONGEST_QUOTE:]


def _is_acceptable(character: str, lines: bool) -> bool:
    if " " <= character <= "~":
        return True
    if character in "\n\t":
        return lines
    code = ord(character)
    if 0xFDD0 <= code <= 0xFDEF or code & 0xFFFE == 0xFFFE:
        return False
    return unicodedata.category(character) not in ("Cc", "Co", "Cs")


def ascii_digits(text: str) -> str:
    """The text with every decimal digit, of whatever script, as 0-9."""
    return "".join(str(unicodedata.decimal(c)) if c.isdecimal() else c for c in text)


def fold(text: str) -> str:
    """For comparing: without case, accents and surrounding blanks."""
    decomposed = unicodedata.normalize("NFD", text.strip().casefold())
    return "".join(c for c in decomposed if not unicodedata.combining(c))
