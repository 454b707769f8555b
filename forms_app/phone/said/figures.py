"""Money, days, times and codes: as they are written on a page, and in the words in which a telephone says them."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, time
from typing import Protocol

from babel.dates import format_date, get_day_names, get_month_names

from forms_app.phone.said.numbers import CARDINALS, before_noun, english, spanish

_NAMES = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth "
    "sixteenth seventeenth eighteenth nineteenth twentieth twenty-first twenty-second twenty-third twenty-fourth "
    "twenty-fifth twenty-sixth twenty-seventh twenty-eighth twenty-ninth thirtieth thirty-first"
)
_ORDINALS = tuple(_NAMES.split())
_WRITTEN_DAY = {"en": "EEEE, MMMM d", "es": "EEEE d 'de' MMMM"}
_WRITTEN_YEAR = {"en": ", y", "es": " 'de' y"}
NOON, EVENING, NIGHT = 12, 18, 20  # the hours at which another part of the day begins; in Spanish night comes at 19
_NIGHT_ES, _DAY_ES = 19, 6


class Figure(Protocol):
    def written(self, language: str) -> str: ...

    def words(self, language: str) -> str: ...


@dataclass(frozen=True, slots=True)
class Money:
    """Whole cents."""

    cents: int

    def written(self, language: str) -> str:
        """123456 is $1,234.56 in every language, as pay stubs and court papers here write it; $500 has no cents."""
        dollars, cents = divmod(abs(self.cents), 100)
        return f"{'-' if self.cents < 0 else ''}${dollars:,}" + (f".{cents:02d}" if cents else "")

    def words(self, language: str) -> str:
        return _MONEY[language](*divmod(abs(self.cents), 100), self.cents < 0)


def _money_in_english(dollars: int, cents: int, less: bool) -> str:
    parts = [f"{english(dollars)} dollar{'' if dollars == 1 else 's'}"] if dollars or not cents else []
    parts += [f"{english(cents)} cent{'' if cents == 1 else 's'}"] if cents else []
    return ("minus " if less else "") + " and ".join(parts)


def _money_in_spanish(dollars: int, cents: int, less: bool) -> str:
    of = " de" if dollars and dollars % 1_000_000 == 0 else ""
    named = f"{before_noun(spanish(dollars))}{of} {'dólar' if dollars == 1 else 'dólares'}"
    parts = [named] if dollars or not cents else []
    parts += [f"{before_noun(spanish(cents))} centavo{'' if cents == 1 else 's'}"] if cents else []
    return ("menos " if less else "") + " con ".join(parts)


_MONEY: Mapping[str, Callable[[int, int, bool], str]] = {"en": _money_in_english, "es": _money_in_spanish}


@dataclass(frozen=True, slots=True)
class Day:
    """A date with its weekday. `year`: whether it is said; of a day that is near it only takes time."""

    on: date
    year: bool = True

    def written(self, language: str) -> str:
        pattern = _WRITTEN_DAY[language] + (_WRITTEN_YEAR[language] if self.year else "")
        return format_date(self.on, pattern, locale=language)

    def words(self, language: str) -> str:
        weekday = get_day_names("wide", locale=language)[self.on.weekday()]
        month = get_month_names("wide", locale=language)[self.on.month]
        if language == "es":
            number = "primero" if self.on.day == 1 else spanish(self.on.day)
            return f"{weekday} {number} de {month}" + (f" de {spanish(self.on.year)}" if self.year else "")
        return f"{weekday}, {month} {_ORDINALS[self.on.day - 1]}" + (f", {_year(self.on.year)}" if self.year else "")


def _year(year: int) -> str:
    """2026 is twenty twenty-six, 2005 two thousand five, 1999 nineteen ninety-nine."""
    century, rest = divmod(year, 100)
    if rest < 10 and century % 10 == 0:
        return english(year)
    return f"{english(century)} {'hundred' if not rest else f'oh {english(rest)}' if rest < 10 else english(rest)}"


@dataclass(frozen=True, slots=True)
class Time:
    """A time of day, to stand after “at” or “a”, “from” or “de”: 3 in the afternoon, las 3 de la tarde."""

    at: time

    def written(self, language: str) -> str:
        return self._said(language, str, lambda minute: f":{minute:02d}")

    def words(self, language: str) -> str:
        return self._said(language, CARDINALS[language], _MINUTES[language])

    def _said(self, language: str, number: Callable[[int], str], minutes: Callable[[int], str]) -> str:
        hour = self.at.hour % 12 or 12
        said = number(hour) + (minutes(self.at.minute) if self.at.minute else "")
        if language == "es":
            said = said.replace("uno", "una", 1) if said.startswith("uno") else said
            return f"{'la' if hour == 1 else 'las'} {said} {_part_in_spanish(self.at)}"
        return f"{said} {_part_in_english(self.at)}"


_MINUTES: Mapping[str, Callable[[int], str]] = {
    "en": lambda minute: f" {'oh ' if minute < 10 else ''}{english(minute)}",
    "es": lambda minute: f" y {spanish(minute)}",
}


def _part_in_english(at: time) -> str:
    if at.minute == 0 and at.hour in (0, NOON):
        return "noon" if at.hour else "midnight"
    if at.hour == 0:
        return "at night"
    if at.hour < NOON:
        return "in the morning"
    return "in the afternoon" if at.hour < EVENING else "in the evening" if at.hour < NIGHT else "at night"


def _part_in_spanish(at: time) -> str:
    if at.hour == NOON:
        return "del mediodía" if at.minute == 0 else "de la tarde"
    if at.hour == 0 or at.hour >= _NIGHT_ES:
        return "de la noche"
    return "de la madrugada" if at.hour < _DAY_ES else "de la mañana" if at.hour < NOON else "de la tarde"


@dataclass(frozen=True, slots=True)
class Code:
    """Digits one by one, in the groups in which they are printed; a long run without groups is cut into fours."""

    printed: str

    def written(self, language: str) -> str:
        return self.printed

    def words(self, language: str) -> str:
        groups = re.findall(r"\d+", self.printed)
        if len(groups) == 1:
            groups = re.findall(r"\d{1,4}", groups[0])
        return ", ".join(" ".join(CARDINALS[language](int(digit)) for digit in group) for group in groups)


@dataclass(frozen=True, slots=True)
class Count:
    number: int

    def written(self, language: str) -> str:
        return str(self.number)

    def words(self, language: str) -> str:
        return CARDINALS[language](self.number)
