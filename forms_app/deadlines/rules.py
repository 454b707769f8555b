"""What the clock knows: its periods, its closed days and its words, as values without I/O."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from forms_app.facts.words import Words

Kind = Literal["calendar", "business"]
Whose = Literal["person", "agency", "hearing_office"]

ONE_DAY = timedelta(days=1)
SATURDAY = 5


@dataclass(frozen=True, slots=True)
class Rule:
    id: str
    days: int
    kind: Kind
    whose: Whose
    label: Words
    text: Words
    source: str
    checked: date
    unsettled: tuple[str, ...] = ()

    def said(self, lang: str) -> str:
        """The rule in whole sentences, with its number of days."""
        return self.text[lang].format(days=self.days)


@dataclass(frozen=True, slots=True)
class ClosedDay:
    on: date
    name: Words


@dataclass(frozen=True, slots=True)
class Unsettled:
    """A point that the sources leave open; shown beside every date it touches."""

    id: str
    text: Words
    source: str


@dataclass(frozen=True)
class Rules:
    periods: Mapping[str, Rule]
    closed: Mapping[date, ClosedDay]
    years: frozenset[int]
    open_points: Mapping[str, Unsettled]
    sentences: Mapping[str, Words]

    def __getitem__(self, rule_id: str) -> Rule:
        return self.periods[rule_id]

    def is_business_day(self, day: date) -> bool:
        return day.weekday() < SATURDAY and day not in self.closed

    def next_business_day(self, day: date) -> date:
        """`day` itself if the agency is open, else the next day on which it is (22 CCR 120100(c))."""
        while not self.is_business_day(day):
            day += ONE_DAY
        return day

    def add_business_days(self, day: date, count: int) -> date:
        """Day 0 is not counted."""
        for _ in range(count):
            day = self.next_business_day(day + ONE_DAY)
        return day

    def lists(self, first: date, last: date) -> bool:
        """Whether the closed days of every year from `first` to `last` are known."""
        return self.years.issuperset(range(first.year, last.year + 1))
