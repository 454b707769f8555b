"""Signs that nobody can see, copied along from contacts, chats, Word and PDF: each becomes what its reader saw.

Dropped where they mean nothing; a blank, a line break or a bullet where they mean one; kept where a script or an emoji
is written with them. The signs are those of Unicode's Default_Ignorable_Code_Point, the controls, and Word's symbols.
"""

from __future__ import annotations

import re

# Scripts that are written with joiners, and those that mark where a line may break with a blank of no width.
_JOINING = (
    "\u0600-\u18af\u1900-\u1cff\ua800-\uabff\ufb50-\ufdcf\ufdf0-\ufdff\ufe70-\ufefc"
    "\U00010a00-\U00010d3f\U00010e60-\U00011fff\U0001e900-\U0001e95f"
)
_BREAKING = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u1950-\u19df\u1a20-\u1aaf\ua9e0-\ua9ff\uaa60-\uaadf"
_IDEOGRAPHS = "\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_EMOJI = "\u203c-\u2bff\U0001f000-\U0001faff"
_ALONE_IN_EMOJI = "\ufe0f\u20e3\U000e007f"  # what may end an emoji that another one joins
_SUBDIVISION = "\U0001f3f4[\U000e0030-\U000e0039\U000e0061-\U000e007a]{3,6}\U000e007f"  # a flag such as Wales's

# What Chrome and others put where a PDF divides a word, and the soft hyphen: with the line's end they join its halves.
_DIVIDED = re.compile("[\u0002\u00ad\ufffe] *(?:\r\n|[\r\n\u2028]) *")
_LINE_ENDS = "\v\f\x1c\x1d\x85\u2028\u2029"
_BLANKS = "\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f"
_SEEN_AS_BLANKS = "\u2800\u3164\uffa0\ufffa\U0001d159"  # an empty Braille cell, Korean fillers, a note without a head
_NOTHING = (
    *range(0x01, 0x07),
    *range(0x0E, 0x1B),
    *(0x1F, 0x7F, 0xAD, 0x61C, 0x17B4, 0x17B5),
    *(0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2060, 0x2070)),
    *(0xFEFF, *range(0xFFF0, 0xFFFA), 0xFFFB, 0xFFFC, 0xFFFE),
    *(*range(0x1BCA0, 0x1BCA4), *range(0x1D173, 0x1D17B)),
)
# Word's Symbol and Wingdings, where they are not the sign of a list.
_SYMBOLS = {"\uf0e0": "→", "\uf0e8": "→", "\uf0ae": "→", "\uf0df": "←", "\uf04a": "☺", "\uf04c": "☹", "\uf0b0": "°"}
_BULLETS = "\uf0b7\uf0a7\uf0a8\uf0d8\uf06c\uf06e\uf06f\uf071\uf075\uf076\uf0fc"
_IN_A_LIST = re.compile("(?m)^([ \t]*)[\ue000-\ue0ff\uf000-\uf0ff](?=[ \t])")


def _windows() -> dict[int, str]:
    """U+0080 to U+009F are signs of Windows-1252, misread: so do web browsers take them (WHATWG Encoding)."""
    return {code: bytes([code]).decode("cp1252", "ignore") for code in range(0x80, 0xA0)}


_ALIKE = {
    **_windows(),
    **dict.fromkeys(map(ord, _BLANKS + _SEEN_AS_BLANKS), " "),
    **dict.fromkeys(_NOTHING, ""),
    **{ord(sign): shown for sign, shown in _SYMBOLS.items()},
    **dict.fromkeys(map(ord, _BULLETS), "•"),
    0x1E: "-",  # Word's hyphen at which no line breaks
}
_IN_A_STORY = {**_ALIKE, **dict.fromkeys(map(ord, _LINE_ENDS), "\n"), 0x0D: "\n"}
# A line break that somebody typed is left in a single line, and refused there: no browser sends one.
_IN_A_LINE = {**_ALIKE, **dict.fromkeys(map(ord, _LINE_ENDS), " "), 0x09: " "}

# Nearly every text of Latin letters is seen as it is.
_IN_SIGHT = re.compile("[ -~\n\u00a1-\u00ac\u00ae-\u024f\u2013\u2014\u2018-\u201d\u2022\u2026]*")
_IN_THEIR_PLACE = re.compile("[\u034f\u115f\u1160\u180b-\u180f\u200b-\u200d\ufe00-\ufe0f\U000e0000-\U000e0fff]")
_REPEATED = re.compile("([\u200b-\u200d])\\1+")
# Each without its place: joiners, breaks, variation selectors of emoji, of ideographs and of Mongolian, Korean fillers,
# the joiner of Hebrew points, tags.
_MISPLACED = re.compile(
    f"(?<![{_JOINING}])\u200c"
    f"|(?<![{_JOINING}{_EMOJI}{_ALONE_IN_EMOJI}])\u200d|(?<=[{_EMOJI}{_ALONE_IN_EMOJI}])\u200d(?![{_EMOJI}])"
    f"|(?<![{_BREAKING}])\u200b|\u200b(?![{_BREAKING}])"
    f"|(?<![\u00a9\u00ae\u1000-\u109f\ua840-\ua877\u3030\u303d\u3297\u3299{_EMOJI}{_IDEOGRAPHS}])[\ufe00-\ufe0f](?!\u20e3)"
    f"|(?<![{_IDEOGRAPHS}])[\U000e0100-\U000e01ef]"
    "|(?<![\u1820-\u18aa])[\u180b-\u180f]"
    "|\u115f(?![\u1161-\u11a7])|(?<![\u1100-\u115e])\u1160"
    "|(?<![\u0591-\u05c7])\u034f|\u034f(?![\u0591-\u05c7])"
)
_TAGS = re.compile(f"({_SUBDIVISION})|[\U000e0000-\U000e00ff\U000e01f0-\U000e0fff]")


def show(text: str, *, lines: bool) -> str:
    """The text as its reader saw it; with `lines`, every kind of line break is a newline."""
    if _IN_SIGHT.fullmatch(text):
        return text
    if lines:
        text = _DIVIDED.sub("", text).replace("\r\n", "\n")
    text = _IN_A_LIST.sub("\\1•", text).translate(_IN_A_STORY if lines else _IN_A_LINE)
    if not _IN_THEIR_PLACE.search(text):
        return text
    text = _REPEATED.sub("\\1", text)
    # Twice: what stood rightly beside a sign that went is out of its place now.
    return _TAGS.sub(_flag, _MISPLACED.sub("", _MISPLACED.sub("", text)))


def _flag(found: re.Match[str]) -> str:
    return found[1] or ""
