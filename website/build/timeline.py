"""Draws the days of the legal clock for a page: from one event, down to the last day, in the words of the clock."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from textwrap import wrap
from typing import TypeVar

from forms_app.deadlines import Rules

Entry = TypeVar("Entry")

WIDTH, AXIS, WORDS = 340, 16, 40
FIRST, LINE, GAP = 18, 21, 20
PER_DAY = 1.2
LETTERS = 38  # what fits beside the line on a phone
WAIT = "hearing_wait"  # its day is the one after it has passed
_DAY = {"en": "Day", "es": "Día"}

# Each kind of day has a shape of its own, for whoever cannot tell the colours apart.
_SHAPES = {
    "event": '<circle class="time-line__event" cx="{x}" cy="{y}" r="6"/>',
    "agency": '<rect class="time-line__event" x="{left}" y="{top}" width="12" height="12"/>',
    "opens": '<circle class="time-line__opens" cx="{x}" cy="{y}" r="7.5"/>',
    "last": '<path class="time-line__last" d="M{x} {high}l9 9l-9 9l-9 -9z"/>',
}


@dataclass(frozen=True)
class _Mark:
    day: int
    label: str
    kind: str
    y: float = FIRST

    @property
    def lines(self) -> list[str]:
        return wrap(self.label, LETTERS)

    @property
    def height(self) -> int:
        return LINE * (1 + len(self.lines)) + GAP


def timeline(rules: Rules, language: str, event: str, *periods: str) -> str:
    """One line of SVG in a figure, for the event's sentence and periods that count from it, by their ids."""
    marks = _placed([_Mark(0, _known(rules.sentences, event)[language], "event"), *_marks(rules, language, periods)])
    told = "; ".join(f"{_day(mark, language)}: {mark.label}" for mark in marks)
    ident = "-".join(("timeline", event, *periods))
    drawn = "".join(_drawn(mark, language) for mark in marks)
    return (
        f'<figure class="time-line"><svg xmlns="http://www.w3.org/2000/svg" role="img" '
        f'viewBox="0 0 {WIDTH} {marks[-1].y + marks[-1].height - GAP:g}" aria-labelledby="{ident}">'
        f'<title id="{ident}">{escape(told)}.</title>{_axis(marks)}{drawn}</svg></figure>'
    )


def _marks(rules: Rules, language: str, periods: Sequence[str]) -> Iterator[_Mark]:
    for period in periods:
        rule = _known(rules.periods, period)
        if rule.kind != "calendar":
            raise LookupError(f"{period!r} counts business days, whose place on a line is not known")
        if period == WAIT:
            yield _Mark(rule.days + 1, rules.sentences["day_opens"][language], "opens")
        else:
            yield _Mark(rule.days, rule.label[language], "agency" if rule.whose == "agency" else "last")


def _known(entries: Mapping[str, Entry], key: str) -> Entry:
    if key not in entries:
        raise LookupError(f"there is no {key!r} in agency/deadlines.toml; take one of: {', '.join(sorted(entries))}")
    return entries[key]


def _placed(marks: Sequence[_Mark]) -> list[_Mark]:
    placed: list[_Mark] = []
    for mark in sorted(marks, key=lambda mark: mark.day):
        above = placed[-1] if placed else None
        y = above.y + max(above.height, (mark.day - above.day) * PER_DAY) if above else FIRST
        placed.append(_Mark(mark.day, mark.label, mark.kind, y))
    return placed


def _axis(marks: Sequence[_Mark]) -> str:
    """The line, thick where the person can act."""
    opens = next((mark for mark in marks if mark.kind == "opens"), marks[0])
    return (
        f'<path class="time-line__axis" d="M{AXIS} {marks[0].y:g}V{marks[-1].y:g}"/>'
        f'<path class="time-line__window" d="M{AXIS} {opens.y:g}V{marks[-1].y:g}"/>'
    )


def _drawn(mark: _Mark, language: str) -> str:
    shape = _SHAPES[mark.kind].format(x=AXIS, y=f"{mark.y:g}", left=AXIS - 6, top=mark.y - 6, high=f"{mark.y - 9:g}")
    day = f'<tspan class="time-line__day">{_day(mark, language)}</tspan>'
    label = "".join(f'<tspan x="{WORDS}" dy="{LINE}">{escape(line)}</tspan>' for line in mark.lines)
    return f'{shape}<text x="{WORDS}" y="{mark.y + 5:g}">{day}{label}</text>'


def _day(mark: _Mark, language: str) -> str:
    return f"{_DAY[language]} {mark.day}"
