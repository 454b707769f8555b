"""Dates as people write them, above all in English and Spanish: from what stands in three boxes, or in one, to numbers.

Without a month's name the order is that of the boxes: month, day, year; or year, month, day where the year comes first.
Nothing is guessed: what could be another month is not read, and what cannot be a month is asked back.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from difflib import get_close_matches
from itertools import pairwise
from typing import NamedTuple

from babel.dates import get_month_names

from forms_app.facts.languages import LISTED, Language
from forms_app.text.cleaning import ascii_digits, fold

_ENGLISH = "january february march april may june july august september october november december"
_SPANISH = "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre"
_NAMES = {name: n for names in (_ENGLISH, _SPANISH) for n, name in enumerate(names.split(), start=1)}
_NAMES |= {"setiembre": 9}
_SHORTENED = {"mzo": 3, "agto": 8, "sepbre": 9, "septbre": 9, "octbre": 10, "novbre": 11, "dicbre": 12}
_LEAST = 3  # letters of a name; no two months, in either language, share their first three
_FIRST = frozenset({"first", "primero", "uno"})
_ENDINGS = "st nd rd th o a º ª ro er ero ra do da to ta mo vo no"  # of an ordinal number
_FILLING = "de del of the el la on en in dia mes ano day month year"
_WEEKDAYS = "monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs fri sat sun"
_DIAS = "lunes martes miercoles jueves viernes sabado domingo lun mie jue vie sab dom"
_ORDINALS = frozenset(_ENDINGS.split())
_IGNORED = frozenset(f"{_FILLING} {_WEEKDAYS} {_DIAS}".split())
_PIECES = re.compile(r"(?P<number>\d+)|(?P<word>[^\W\d_]+)|(?P<gap>[\s/.,:|\\'’\-–—−]+)|(?P<odd>.)", re.DOTALL)
_SIGN = re.compile(r"[-–—−]")
_LONGEST = 60  # of what may still be meant for a date
MONTH, DAY, YEAR = range(3)


@dataclass(frozen=True)
class Written:
    """What is written of a date; None for what is not. `digits` tells how long the year was."""

    month: int | None = None
    day: int | None = None
    year: int | None = None
    digits: int = 0

    @property
    def other_way(self) -> Written | None:
        """With day and month exchanged, where only that can be meant."""
        month, day = self.month or 0, self.day or 0
        return replace(self, month=day, day=month) if 12 < month <= 31 and 1 <= day <= 12 else None


class Unreadable(ValueError):
    """No date can be read from it; `place` is the box that is in the way."""

    def __init__(self, place: int = MONTH) -> None:
        super().__init__("no date")
        self.place = place


class Perhaps(ValueError):
    """It is not what the boxes ask for, but could be meant so."""

    def __init__(self, written: Written) -> None:
        super().__init__("perhaps another date")
        self.written = written


class Twice(ValueError):
    """One box holds a whole date, another one something else."""


class _Item(NamedTuple):
    number: int
    digits: int  # 0 for the name of a month

    @property
    def is_name(self) -> bool:
        return not self.digits

    @property
    def is_year(self) -> bool:
        return self.digits == 4


def read(boxes: Sequence[str]) -> Written:
    """What stands in the boxes for month, day and year. Raises Unreadable, Perhaps or Twice."""
    items = [list(_items(box, place)) for place, box in enumerate(boxes)]
    written = _one_each(items) if all(len(found) < 2 for found in items) else _together(items)
    other = written.other_way
    if other:
        raise Perhaps(other)
    return written


def _items(text: str, place: int) -> Iterator[_Item]:
    pieces = _pieces(text, place)
    for before, piece in pairwise([("gap", ""), *pieces]):
        kind, said = piece
        if kind == "number":
            yield from _numbers(said, place)
        elif said in _FIRST:
            yield _Item(1, 1)
        elif said not in _IGNORED and not (before[0] == "number" and said in _ORDINALS):
            yield _Item(_month(said, place), 0)


def _pieces(text: str, place: int) -> list[tuple[str, str]]:
    plain = ascii_digits(text).replace("°", "º")
    found = [(str(piece.lastgroup), fold(piece[0])) for piece in _PIECES.finditer(plain)]
    if len(text) > _LONGEST or _SIGN.match(plain) or any(kind == "odd" for kind, _ in found):
        raise Unreadable(place)
    return [piece for piece in found if piece[0] != "gap"]


def _numbers(digits: str, place: int) -> Iterator[_Item]:
    """One number; or three written without a gap, as 20260305 and 03052026."""
    if len(digits) == 8:
        cut = (4, 6) if digits[:2] in ("19", "20") else (2, 4)
        yield from (_Item(int(part), len(part)) for part in (digits[: cut[0]], digits[slice(*cut)], digits[cut[1] :]))
    elif len(digits) <= 4:
        yield _Item(int(digits), len(digits))
    else:
        raise Unreadable(place)


def months_of(listed: Iterable[Language]) -> dict[str, int]:
    """The names of months in languages other than those above, as CLDR writes them; none that could be two months."""
    found: dict[str, set[int]] = defaultdict(set)
    for language in (language for language in listed if language.primary not in ("en", "es")):
        for context in ("format", "stand-alone"):
            for number, name in get_month_names("wide", context=context, locale=language.locale).items():
                found[fold(name)].add(number)
    return {name: numbers.pop() for name, numbers in found.items() if len(numbers) == 1}


_ELSEWHERE = months_of(LISTED)


def _month(word: str, place: int) -> int:
    if word in _SHORTENED:
        return _SHORTENED[word]
    if word in _ELSEWHERE:
        return _ELSEWHERE[word]
    found = {number for name, number in _NAMES.items() if name.startswith(word) and len(word) >= _LEAST}
    if len(found) == 1:
        return found.pop()
    close = {_NAMES[name] for name in get_close_matches(word, _NAMES, n=4, cutoff=0.75)}
    if len(close) == 1 and len(word) > _LEAST:
        raise Perhaps(Written(month=close.pop()))
    raise Unreadable(place)


def _one_each(items: list[list[_Item]]) -> Written:
    month, day, year = (found[0] if found else None for found in items)
    if month and month.is_year and not day and not year:
        return Written(year=month.number, digits=4)
    if month and month.is_year and day and year:
        raise Perhaps(_year_first(month, day, year))
    if day and day.is_name and month and not month.is_name:
        month, day = day, month
    for place, item in ((DAY, day), (YEAR, year)):
        if item and item.is_name:
            raise Unreadable(place)
    return Written(_number(month), _number(day), _number(year), year.digits if year else 0)


def _number(item: _Item | None) -> int | None:
    return item.number if item else None


def _together(items: list[list[_Item]]) -> Written:
    """Several things in one box; the others may hold the rest or say the same again."""
    whole = next((found for found in items if len(found) == 3), None)
    if whole is not None:
        written = _whole(whole)
        rest = [(place, found) for place, found in enumerate(items) if found and found is not whole]
        if not all(_agrees(written, place, found) for place, found in rest):
            raise Twice
        return written
    flat = [item for found in items for item in found]
    named = any(item.is_name for item in flat)
    if len(flat) == 3 and (named or len(items[MONTH]) == 2):
        return _whole(flat)
    if len(flat) == 2 and (named or items[MONTH]):
        return _pair(*flat)
    raise Unreadable(next(place for place, found in enumerate(items) if len(found) > 1))


def _agrees(written: Written, place: int, found: list[_Item]) -> bool:
    return len(found) == 1 and found[0].number == (written.month, written.day, written.year)[place]


def _whole(items: Sequence[_Item]) -> Written:
    names = [place for place, item in enumerate(items) if item.is_name]
    if not names:
        return _year_first(*items) if items[0].is_year else _in_order(*items)
    numbers = [item for item in items if not item.is_name]
    years = [item for item in numbers if item.is_year]
    if len(names) > 1 or len(years) > 1 or not years and names == [2]:
        raise Unreadable
    year = years[0] if years else numbers[1]
    day = next(item for item in numbers if item is not year)
    return Written(items[names[0]].number, day.number, year.number, year.digits)


def _year_first(year: _Item, month: _Item, day: _Item) -> Written:
    return Written(month.number, day.number, year.number, 4)


def _in_order(month: _Item, day: _Item, year: _Item) -> Written:
    return Written(month.number, day.number, year.number, year.digits)


def _pair(one: _Item, two: _Item) -> Written:
    """Two of the three: a month with its day or with its year."""
    if one.is_name and two.is_name:
        raise Unreadable
    name, other = (two, one) if two.is_name or one.is_year else (one, two)
    if other.is_year or other.number > 31:
        return Written(month=name.number, year=other.number, digits=other.digits)
    return Written(month=name.number, day=other.number)
