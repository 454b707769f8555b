"""What looks like a Social Security number, in whatever spelling: found, and shown by its last four digits only.

No form asks for one. People write one all the same, and so do staff who key in: then nobody needs the rest of it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

# Nine digits as 3-2-4, or all together, with a few signs between that are none, one letter among them.
_BETWEEN = r"[\W_]{0,3}(?:dash|gui[oó]n|[^\W\d_])?[\W_]{0,3}"
_NUMBER = rf"(?:\((?=\d{{3}}\)))?\d{{3}}{_BETWEEN}\d{{2}}{_BETWEEN}\d{{4}}"
# Or digit by digit: 1 2 3 - 4 5 - 6 7 8 9.
_SPELLED = r"\d[\W_]\d[\W_]\d[\W_]{1,3}\d[\W_]\d[\W_]{1,3}\d[\W_]\d[\W_]\d[\W_]\d"
# None is a part of a longer number, but several may stand in a row.
_ONE = re.compile(f"{_NUMBER}|{_SPELLED}")
_SOME = re.compile(rf"(?<!\d)(?:{_NUMBER}(?:{_BETWEEN}{_NUMBER})*|(?<!(?<!\d)\d[\W_]){_SPELLED}(?![\W_]?\d))(?!\d)")

# Behind its name nine digits are one however they are grouped: my SSN is 123 456 789.
_NAMED = re.compile(
    r"(?:(?<![^\W\d_])(?:ssn|itin|s\.? ?s\.? ?n\.?|(?:my|mi|her|his|su) (?:social|seguro))(?![^\W\d_])|social security|"
    r"seguro social)\D{0,20}(?P<number>\d(?:[\s.\-\u2010-\u2015_]{0,3}\d){8})(?![\W_]{0,2}\d)",
    re.IGNORECASE,
)

# Shown as what they are: a ZIP code behind its state, a telephone number behind its country code, an amount of money.
_STATES = (
    "AL AK AZ AR CA CO CT DC DE FL GA HI IL IN IA KS KY LA ME MD MA MI MN MS MO MT NE NV NH NJ NM NY NC ND OH OK OR PA "
    "PR RI SC SD TN TX UT VT VA WA WV WI WY"
).replace(" ", "|")
_ZIP = re.compile(r"\d{5}[-\u2010-\u2015]\d{4}")
_BEFORE_ZIP = re.compile(
    rf"(?:(?<![^\W_])(?:{_STATES}|[Zz](?:IP|ip)(?: [Cc]ode)?|[Cc]ódigo postal|C\.? ?P\.?)|California|Calif\.)"
    r"[\s,:.]{0,3}$"
)
_BEFORE_ABROAD = re.compile(r"\+(?!1(?!\d))\d{1,3}[\W_]{0,2}$")
_BEFORE_MONEY = re.compile(r"[$€£] ?(?:\d{1,3}[.,])*$")
_FIGURE = re.compile(r"(?![0-9])\d|[\u00b2\u00b3\u00b9\u2070-\u2089\u2460-\u249b\u24ea-\u24ff\u2776-\u2793]")
_LOOK_BACK = 24

# Letters that people type for figures: O23-4S-678l. All together a passport has a letter, but no O, I or l.
_ROUND, _UPRIGHT, _OTHERS = "Oo\u041e\u043e\u039f\u03bf\uff2f\uff4f", "Iil\u0406\u0399", "ZzSsGB"
_LETTERS = str.maketrans(_ROUND + _UPRIGHT + _OTHERS, "0" * len(_ROUND) + "1" * len(_UPRIGHT) + "225568")
_ANY, _SURE = rf"[\d{_ROUND}{_UPRIGHT}{_OTHERS}]", rf"[\d{_ROUND}{_UPRIGHT}]"
_LOOSE = r"[\s.\-\u2010-\u2015_]{0,3}"
_ALMOST = re.compile(
    rf"(?<![^\W_])(?:{_ANY}{{3}}(?P<between>[^\w,]|_){_ANY}{{2}}(?P=between){_ANY}{{4}}|"
    rf"{_SURE}(?:{_LOOSE}{_ANY}){{7}}{_LOOSE}{_SURE})(?![^\W_])"
)
_BESIDE_FIGURES = re.compile(rf"(?<=[0-9]){_ANY}+|{_ANY}+(?=[0-9])")
_FEWEST_FIGURES = 6


def found(text: str) -> list[str]:
    """The nine digits, in ASCII, of each number in the text that looks like one."""
    plain = _plain(text)
    return [_digits(plain[place]) for place in _places(plain)]


def mask(text: str) -> str:
    """The text with each of them as ***-**-6789."""
    pieces, done, plain = list[str](), 0, _plain(text)
    for place in _places(plain):
        pieces += [text[done : place.start], f"***-**-{_digits(plain[place])[-4:]}"]
        done = place.stop
    return "".join([*pieces, text[done:]])


def _places(plain: str) -> list[slice]:
    """In the order of the text, none of them in another."""
    found = [slice(*one.span()) for one in _by_shape(plain)]
    named = [slice(*one.span("number")) for one in _NAMED.finditer(plain)]
    alone = [one for one in named if all(one.stop <= other.start or other.stop <= one.start for other in found)]
    return sorted(found + alone, key=lambda place: int(place.start))


def _by_shape(plain: str) -> Iterator[re.Match[str]]:
    for some in _SOME.finditer(plain):
        found = _ONE.finditer(plain, some.start(), some.end())
        yield from (one for one in found if not _is_something_else(plain[: one.start()][-_LOOK_BACK:], one[0]))


def _is_something_else(before: str, number: str) -> bool:
    if _ZIP.fullmatch(number):
        return _BEFORE_ZIP.search(before) is not None
    if number[3] in ".," and _BEFORE_MONEY.search(before):
        return True
    return _BEFORE_ABROAD.search(before) is not None


def _plain(text: str) -> str:
    """As long as the text, its digits of whatever script or shape, and letters in their place, as 0-9."""
    return _ALMOST.sub(_as_figures, text if text.isascii() else _FIGURE.sub(_as_ascii, text))


def _as_figures(almost: re.Match[str]) -> str:
    """Where dashes show the shape every letter, else only beside a figure: 100 is 2000."""
    if sum(sign.isdigit() for sign in almost[0]) < _FEWEST_FIGURES:
        return almost[0]
    if (almost["between"] or " ").isspace():
        return _BESIDE_FIGURES.sub(lambda some: some[0].translate(_LETTERS), almost[0])
    return almost[0].translate(_LETTERS)


def _as_ascii(figure: re.Match[str]) -> str:
    return str(unicodedata.digit(figure[0])) if figure[0].isdigit() else figure[0]


def _digits(text: str) -> str:
    return re.sub(r"\D", "", text)
