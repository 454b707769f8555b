"""What {{ timeline("day_filed", …) }} draws: days of the legal clock, counted from one event, in its words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TypeVar

from forms_app.deadlines import Rules
from forms_app.deadlines.courses import MarkKind
from forms_app.deadlines.timeline import Point, draw
from website.build import words

Entry = TypeVar("Entry")

WAIT = "hearing_wait"  # its day is the one after it has passed


def timeline(rules: Rules, language: str, event: str, *periods: str) -> str:
    """A list, for the event's sentence and periods that count from it, by their ids."""
    begin = Point(0, _day(0, language), _find(rules.sentences, event)[language], "event")
    points = sorted([begin, *_points(rules, language, periods)], key=lambda point: point.number)
    return str(draw(points))


def _points(rules: Rules, language: str, periods: Sequence[str]) -> Iterator[Point]:
    for period in periods:
        rule = _find(rules.periods, period)
        if rule.kind != "calendar":
            raise LookupError(f"{period!r} counts business days, whose place on a line is not known")
        if period == WAIT:
            number, label = rule.days + 1, rules.sentences["day_opens"][language]
            yield Point(number, _day(number, language), label, "opens")
        else:
            kind: MarkKind = "agency" if rule.whose == "agency" else "last"
            yield Point(rule.days, _day(rule.days, language), rule.label[language], kind)


def _find(entries: Mapping[str, Entry], key: str) -> Entry:
    if key not in entries:
        raise LookupError(f"there is no {key!r} in agency/deadlines.toml; take one of: {', '.join(sorted(entries))}")
    return entries[key]


def _day(number: int, language: str) -> str:
    return f"{words.load()['pages']['timeline_day'][language]} {number}"
