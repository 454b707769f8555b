"""Dates as people write them in English and Spanish, drawn at random: what stands in the boxes, what is meant."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from hypothesis import strategies as some
from hypothesis.strategies import DrawFn, SearchStrategy

_ENGLISH = "January February March April May June July August September October November December"
_SPANISH = "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre"
ENGLISH, SPANISH = _ENGLISH.split(), _SPANISH.split()
ALSO = {9: ["Sept", "sept.", "setiembre", "Set."], 8: ["agto."]}
ORDINALS = {1: ["1st", "1º", "1°", "1.º", "1ro", "1ero", "primero"], 2: ["2nd", "2º"], 3: ["3rd", "3ro"], 21: ["21st"]}
ARABIC, FULL = ({digit: chr(zero + digit) for digit in range(10)} for zero in (0x0660, 0xFF10))
GAPS = (" ", "/", "-", ".", ", ", " / ", "–")
NEWEST = date(2026, 11, 21)  # that has begun anywhere when the tests' clock stands


@dataclass(frozen=True)
class Spelled:
    """`meant` is the date that must be read; or, where `asked`, the one that must be asked back and not be taken."""

    boxes: tuple[str, str, str]
    meant: date
    asked: bool = False


def spellings() -> SearchStrategy[Spelled]:
    return some.one_of(_in_boxes(), _in_one_box(), _in_numbers(), _the_other_way())


dates = some.dates(date(2000, 1, 1), NEWEST)


@some.composite
def _in_boxes(draw: DrawFn) -> Spelled:
    """The month as number or name, the day perhaps as an ordinal, the year in full or in two digits."""
    meant = draw(dates)
    month = draw(some.one_of(_name(meant), _number(meant.month)))
    day = draw(some.one_of(_number(meant.day), some.sampled_from(ORDINALS.get(meant.day, [f"{meant.day}th"]))))
    return Spelled((_spaced(draw, month), _spaced(draw, day), _spaced(draw, draw(_year(meant)))), meant)


@some.composite
def _in_one_box(draw: DrawFn) -> Spelled:
    """A whole date with the month's name, pasted into any of the boxes; or the day and month, and the year apart."""
    meant = draw(dates)
    name, year = draw(_name(meant)), draw(_year(meant))
    day = draw(some.one_of(_number(meant.day), some.sampled_from(ORDINALS.get(meant.day, [f"{meant.day}th"]))))
    forms = [f"{name} {day}, {year}", f"{day} de {name} de {year}", f"{day} {name} {year}", f"{day}-{name}-{year}"]
    forms += [f"el {day} de {name} del {year}", f"{name} the {day} of {year}", f"{day}/{name}/{year}"]
    text, place = draw(some.sampled_from(forms)), draw(some.integers(0, 2))
    if draw(some.booleans()) and place == 0:
        return Spelled((f"{day} de {name}", "", year), meant)
    boxes = ["", "", ""]
    boxes[place] = _spaced(draw, text)
    return Spelled((boxes[0], boxes[1], boxes[2]), meant)


@some.composite
def _in_numbers(draw: DrawFn) -> Spelled:
    """A whole date in numbers: in the order of the boxes, or beginning with the year."""
    meant, gap = draw(dates), draw(some.sampled_from(GAPS))
    month, day = draw(_number(meant.month)), draw(_number(meant.day))
    forms = [gap.join((month, day, draw(_year(meant)))), meant.isoformat(), f"{meant:%Y/%m/%d}", f"{meant:%Y.%m.%d}"]
    forms += [f"{meant:%Y%m%d}", f"{meant:%m%d%Y}", f"{meant:%m/%d/%y}"]
    return Spelled((_spaced(draw, draw(some.sampled_from(forms))), "", ""), meant)


@some.composite
def _the_other_way(draw: DrawFn) -> Spelled:
    """The day first, where it cannot be a month: it is asked back."""
    meant = draw(dates.filter(lambda day: day.day > 12))
    if draw(some.booleans()):
        return Spelled((str(meant.day), str(meant.month), draw(_year(meant))), meant, asked=True)
    gap = draw(some.sampled_from(GAPS))
    return Spelled((gap.join((str(meant.day), str(meant.month), draw(_year(meant)))), "", ""), meant, asked=True)


def _name(meant: date) -> SearchStrategy[str]:
    names = [ENGLISH[meant.month - 1], SPANISH[meant.month - 1]]
    short = [name[:3] + dot for name in names for dot in ("", ".")]
    written = [*names, *short, *ALSO.get(meant.month, [])]
    return some.sampled_from([form for name in written for form in (name, name.upper(), name.lower())])


def _number(number: int) -> SearchStrategy[str]:
    plain = [str(number), f"{number:02}"]
    return some.sampled_from(plain * 3 + [_in_digits(text, digits) for text in plain for digits in (ARABIC, FULL)])


def _in_digits(text: str, digits: dict[int, str]) -> str:
    return "".join(digits[int(digit)] for digit in text)


def _year(meant: date) -> SearchStrategy[str]:
    return some.sampled_from([str(meant.year)] * 2 + [f"{meant:%y}", f"'{meant:%y}", f"’{meant:%y}"])


def _spaced(draw: DrawFn, text: str) -> str:
    return draw(some.sampled_from([text, text, f" {text} ", f"{text}\u00a0", f"\u2009{text}"]))
