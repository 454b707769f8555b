"""Numbers, addresses and texts as people write and copy them, drawn at random: what stands there, what is meant."""

from __future__ import annotations

import re
from typing import NamedTuple

from hypothesis import strategies as some
from hypothesis.strategies import DrawFn, SearchStrategy

ZEROS = "0０٠۰०𝟎"  # of figures that count to nine from there
BETWEEN = [
    "",
    "",
    " ",
    "-",
    "–",
    "—",
    "\u2011",
    "−",
    ".",
    "·",
    "/",
    "_",
    ",",
    ":",
    "|",
    "\u00a0",
    "\u2009",
    "\u00ad",
    "~",
]
AROUND = [
    "",
    "SSN ",
    "SSN:",
    "ssn",
    "#",
    "Mi número de Seguro Social es ",
    "ITIN: ",
    "(213) 555-0123, ",
    "2026-10-02: ",
]
IN_A_ROW = ["", " ", ", ", "\n", " y ", " & ", " / "]
NO_SSN = [
    "(213) 555-0123",
    "+1 213 555 0123 x45",
    "10/2/2026",
    "2026-10-02",
    "CA 90012-1234",
    "ZIP 90012-1234",
    "2000000123456",
    "FL-2018-000123",
    "7KQ2-M4XD",
    "0123 4567 8901 2345 6789",
    "$350.00",
    "20 de marzo de 2026",
]
LABELS = ["cel", "Cel.", "casa", "home", "Tel.", "mobile", "TRABAJO", "(cell)", "WhatsApp", "mi número"]
GAPS = ["", " ", "-", ".", " - ", "–", "\u00a0", "\u2011", "/"]
COUNTRY = ["", "", "1 ", "1-", "+1 ", "+1-", "+1", "001 ", "+1 ("]
EXTENSIONS = [" x{}", "#{}", " ext. {}", " EXT {}", " extensión {}", ",,{}", " (ext {})"]
DOMAINS = ["example.org", "correo.example.net", "español.mx", "EXAMPLE.com"]
WRAPPED = [
    "{}",
    "<{}>",
    "{}.",
    "Ana Ruiz <{}>",
    '"Ruiz, Ana" <{}>',
    "mailto:{}",
    "E-mail: {}",
    "“{}”",
    "({})",
    " {} ,",
    "{};",
]
HIDDEN = (
    "\u200e\u200f\u061c\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff\u2060\u00ad\u2063\ufffc\u0002\u007f"
)
IN_LATIN = HIDDEN + "\u200b\u200c\u200d\ufe0f\u034f\U000e0041"
DIVIDING = {0x02: None, 0xAD: None}  # at the end of a line they mean that a word goes on
BLANKS = "\u00a0\u2002\u2007\u2009\u202f\u3164\u2800"
BREAKS = "\n\u000b\u000c\u2028\u2029\u0085\r"
LATIN = [
    "Ana Ruiz",
    "José Núñez-García",
    "(213) 555-0123",
    "12 Olive St",
    "O’Brien",
    "7KQ2-M4XD",
    "2026",
    "• One • two",
]
JOINED = ["نی\u200cنوا", "ශ්\u200dරී කුමාර", "👩🏽\u200d⚕\ufe0f Ana", "प्रिया शर्मा", "ក្រុង\u200bសុខា", "王小明", "محمد עבד"]


class Spelled(NamedTuple):
    """What is typed or copied, and what it must become."""

    typed: str
    meant: str


def numbers() -> SearchStrategy[Spelled]:
    """What looks like one or two Social Security numbers, and how it is shown."""
    return _ssn()


@some.composite
def _ssn(draw: DrawFn) -> Spelled:
    before, after = draw(some.sampled_from(AROUND)), draw(some.sampled_from(["", ".", ", gracias", "\nAna"]))
    row = [_one_ssn(draw) for _ in range(draw(some.sampled_from([1, 1, 2, 3])))]
    between = draw(some.sampled_from(IN_A_ROW))
    texts = (between.join(one.typed for one in row), between.join(one.meant for one in row))
    return Spelled(*(f"{before}{text}{after}" for text in texts))


def _one_ssn(draw: DrawFn) -> Spelled:
    digits = draw(some.from_regex(r"[0-9]{9}", fullmatch=True))
    gaps = ["".join(draw(some.lists(some.sampled_from(BETWEEN), max_size=3))) for _ in range(2)]
    first = f"({digits[:3]})" if draw(some.booleans()) else digits[:3]
    zero = draw(some.sampled_from(ZEROS))
    return Spelled(_in(zero, f"{first}{gaps[0]}{digits[3:5]}{gaps[1]}{digits[5:]}"), f"***-**-{digits[5:]}")


def no_numbers() -> SearchStrategy[str]:
    """What is shown as something else, in a sentence."""
    return some.lists(some.sampled_from(NO_SSN), min_size=1, max_size=4).map(" and then ".join)


@some.composite
def phones(draw: DrawFn) -> Spelled:
    digits = draw(some.from_regex(r"[2-9][0-9]{2}[2-9][0-9]{6}", fullmatch=True).filter(lambda d: len(set(d)) > 1))
    parts, gaps = (digits[:3], digits[3:6], digits[6:]), [draw(some.sampled_from(GAPS)) for _ in range(2)]
    country = draw(some.sampled_from(COUNTRY))
    gaps[0] = ")" + gaps[0] if country.endswith("(") else gaps[0]
    extension = draw(some.none() | some.from_regex(r"[1-9][0-9]{0,4}", fullmatch=True))
    text = f"{country}{parts[0]}{gaps[0]}{parts[1]}{gaps[1]}{parts[2]}"
    text += draw(some.sampled_from(EXTENSIONS)).format(extension) if extension else ""
    label, where = draw(some.sampled_from(LABELS)), draw(some.integers(0, 2))
    text = _in(draw(some.sampled_from(ZEROS)), (text, f"{label} {text}", f"{text} {label}")[where])
    stored = "({}) {}-{}".format(*parts)
    return Spelled(draw(_with_hidden(text)), f"{stored} ext. {extension}" if extension else stored)


@some.composite
def emails(draw: DrawFn) -> Spelled:
    local = draw(some.from_regex(r"[a-zñé][a-z0-9]{0,9}([.+_-][a-z0-9]{1,5})?", fullmatch=True))
    domain = draw(some.sampled_from(DOMAINS))
    blank, at = draw(some.sampled_from(["", "", " "])), draw(some.sampled_from("@@＠"))
    typed = draw(some.sampled_from(WRAPPED)).format(f"{local}{blank}{at}{domain}")
    return Spelled(draw(_with_hidden(typed)), f"{local}@{domain.lower()}")


@some.composite
def copied(draw: DrawFn) -> Spelled:
    """Lines of a story with signs that nobody sees strewn into them."""
    lines = draw(some.lists(some.sampled_from(LATIN + JOINED), min_size=1, max_size=4))
    signs = [(HIDDEN if line in JOINED else IN_LATIN).translate(DIVIDING) for line in lines]
    strewn = [draw(_with_hidden(line, sign)) for line, sign in zip(lines, signs, strict=True)]
    blanks, bullet = draw(some.sampled_from(BLANKS)), draw(some.sampled_from("•\uf0b7\uf0a7"))
    text = draw(some.sampled_from(BREAKS)).join(strewn).replace(" ", blanks).replace("•", bullet)
    return Spelled(text, "\n".join(lines))


def invisible() -> SearchStrategy[str]:
    """Nothing that anybody sees."""
    return some.text(alphabet=[*IN_LATIN, *BLANKS, *BREAKS, " ", "\u115f", "\u1160", "\u180e", "\ufe00"])


def scribbled() -> SearchStrategy[str]:
    """What might be taken for a telephone number, and is mostly none."""
    return some.text(alphabet="0123456789012345678901234567890123456789 -().+/#xcelas", max_size=24)


def digits_of(text: str) -> str:
    return re.sub(r"\D", "", text)


@some.composite
def _with_hidden(draw: DrawFn, text: str, signs: str = HIDDEN) -> str:
    places = draw(some.lists(some.tuples(some.integers(0, len(text)), some.sampled_from(signs)), max_size=4))
    for place, sign in places:
        text = text[:place] + sign + text[place:]
    return text


def _in(zero: str, text: str) -> str:
    return text.translate({ord("0") + figure: chr(ord(zero) + figure) for figure in range(10)})
