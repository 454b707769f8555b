"""What a person may write: any script and any name, but nothing that a screen, a log or a mail could stumble over."""

from __future__ import annotations

import re
import unicodedata

from forms_app.text.invisible import show

_BLANKS = " \t\r\n\u1680\u200b\u200c\u3000"
_EDGES = re.compile(f"^[{_BLANKS}]+|[{_BLANKS}]+$")
# Controls, halves of characters, private use and noncharacters; in a single line a line break too.
_PLANE_ENDS = "".join(chr(0x10000 * plane + end) for plane in range(17) for end in (0xFFFE, 0xFFFF))
_REFUSED = f"\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ue000-\uf8ff\ufdd0-\ufdef\U000f0000-\U0010ffff{_PLANE_ENDS}"
_REFUSED_IN_A_STORY, _REFUSED_IN_A_LINE = re.compile(f"[{_REFUSED}]"), re.compile(f"[{_REFUSED}\t\n]")
_MARKS_IN_A_ROW = 8
_PERHAPS_MARKS = re.compile(rf"[^\w\x00-\x7f]{{{_MARKS_IN_A_ROW + 1},}}")
_UNSEEN = frozenset({"Cf", "Mn", "Me", "Zs"})  # without anything else they are no text
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
    text = tidy(raw, lines=lines)
    wrong = (_REFUSED_IN_A_STORY if lines else _REFUSED_IN_A_LINE).search(text)
    place = wrong.start() if wrong else _tower(text)
    if place is not None:
        raise Unacceptable(_last_words(text[:place]))
    return text


def tidy(raw: str, *, lines: bool = False) -> str:
    """As clean, but whatever is in it: for what is only looked for, and stored nowhere."""
    text = unicodedata.normalize("NFC", _EDGES.sub("", show(_EDGES.sub("", raw), lines=lines)))
    in_sight = text.isascii() or any(unicodedata.category(sign) not in _UNSEEN for sign in text if sign not in "\n\t")
    return text if in_sight else ""


def _last_words(text: str) -> str:
    return " ".join(text.split()[-_QUOTED_WORDS:])[-_LONGEST_QUOTE:]


def _tower(text: str) -> int | None:
    """Where there are too many combining marks one above the other."""
    for some in _PERHAPS_MARKS.finditer(text):
        marks = 0
        for place in range(*some.span()):
            marks = marks + 1 if unicodedata.category(text[place]) in ("Mn", "Me") else 0
            if marks > _MARKS_IN_A_ROW:
                return place
    return None


def ascii_digits(text: str) -> str:
    """The text with every decimal digit, of whatever script, as 0-9."""
    return "".join(str(unicodedata.decimal(c)) if c.isdecimal() else c for c in text)


def fold(text: str) -> str:
    """For comparing: without case, accents and surrounding blanks."""
    decomposed = unicodedata.normalize("NFD", text.strip().casefold())
    return "".join(c for c in decomposed if not unicodedata.combining(c))
