"""Draws days one below the other: SVG for a page of site or forms, readable aloud, coloured by the theme's tokens."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from textwrap import wrap

from markupsafe import Markup

from forms_app.deadlines import Mark, Rules, words
from forms_app.deadlines.courses import MarkKind

WIDTH, LEFT, TEXT_LEFT = 340, 16, 40
FIRST, LINE, GAP = 18, 21, 20
PER_DAY, MOST = 1.2, 110  # a day's length in the picture, and the longest a span may get on a phone
CHARACTERS = 38

# Each kind of day has a shape of its own, for whoever cannot tell the colours apart.
SHAPES = {
    "event": '<circle cx="16" cy="{y}" r="6" fill="var(--paper)" stroke="var(--ink)" stroke-width="2.5"/>',
    "agency": '<path d="M10 {high}h12v12h-12z" fill="var(--paper)" stroke="var(--ink)" stroke-width="2.5"/>',
    "opens": '<circle cx="16" cy="{y}" r="7.5" fill="var(--link)"/>',
    "aim": '<circle cx="16" cy="{y}" r="7.5" fill="var(--link)"/>',
    "last": '<path d="M16 {top}l9 9l-9 9l-9 -9z" fill="var(--ink)"/>',
    "today": '<path d="M5 {y}h22" stroke="var(--ink)" stroke-width="4"/>',
}


@dataclass(frozen=True, slots=True)
class Point:
    """A day to be drawn: its place by its number, what it is called, what it is."""

    number: int
    day: str
    label: str
    kind: MarkKind


@dataclass(frozen=True, slots=True)
class Placed:
    """A point with its place and the lines of its label."""

    point: Point
    y: int
    lines: list[str]

    @property
    def height(self) -> int:
        return LINE * (1 + len(self.lines)) + GAP


def timeline(rules: Rules, marks: Sequence[Mark], today: date, lang: str, title: str) -> Markup:
    """The days of a course, and today among them."""
    shown = sorted([*marks, Mark(today, rules.sentences["day_today"], "today")], key=lambda mark: mark.on)
    points = [Point(mark.on.toordinal(), words(mark.on, lang), mark.label[lang], mark.kind) for mark in shown]
    return draw(points, "timeline", title)


def draw(points: Sequence[Point], name: str, title: str = "") -> Markup:
    """An <svg> without style attributes, of points in their order. Longer spans are drawn longer, within what a phone
    can show. `name` begins its ids; without a title it is called by all that it shows."""
    placed = _placed(points)
    told = "; ".join(f"{point.day}: {point.label}" for point in points)
    return Markup(
        '<svg class="timeline" viewBox="0 0 {width} {height}" width="{width}" height="{height}" role="img"'
        ' aria-labelledby="{ids}" font-size="15" fill="var(--ink)">{named}'
        '<path d="M{left} {first}V{last}" stroke="var(--line)" stroke-width="3"/>{window}{drawn}</svg>'
    ).format(
        width=WIDTH,
        height=placed[-1].y + placed[-1].height - GAP,
        ids=f"{name}-title {name}-told" if title else f"{name}-title",
        named=_named(name, title, f"{told}."),
        left=LEFT,
        first=placed[0].y,
        last=placed[-1].y,
        window=_window(placed),
        drawn=Markup("").join(_drawn(at) for at in placed),
    )


def _named(name: str, title: str, told: str) -> Markup:
    if not title:
        return Markup('<title id="{}-title">{}</title>').format(name, told)
    return Markup('<title id="{0}-title">{1}</title><desc id="{0}-told">{2}</desc>').format(name, title, told)


def _placed(points: Sequence[Point]) -> list[Placed]:
    placed: list[Placed] = []
    for point in points:
        y = _below(placed[-1], point) if placed else FIRST
        placed.append(Placed(point, y, wrap(point.label, CHARACTERS)))
    return placed


def _below(before: Placed, point: Point) -> int:
    span = min((point.number - before.point.number) * PER_DAY, MOST)
    return before.y + max(before.height, round(span))


def _window(placed: Sequence[Placed]) -> Markup:
    """The days on which the person can act, from what last happened or opened to the last day, if that is shown."""
    last = next((at for at in placed if at.point.kind == "last"), None)
    if last is None:
        return Markup("")
    begins = [at for at in placed if at.point.kind in ("event", "opens") and at.point.number <= last.point.number]
    window = '<path d="M{left} {start}V{end}" stroke="var(--link)" stroke-width="6"/>'
    return Markup(window).format(left=LEFT, start=begins[-1].y, end=last.y)  # noqa: S704


def _drawn(at: Placed) -> Markup:
    shape = Markup(SHAPES[at.point.kind]).format(y=at.y, high=at.y - 6, top=at.y - 9)  # noqa: S704 - our own constants
    lines = [f'<tspan x="{TEXT_LEFT}" dy="{LINE}">{{}}</tspan>'] * len(at.lines)
    return shape + Markup(  # noqa: S704
        f'<text x="{TEXT_LEFT}" y="{at.y + 5}"><tspan font-weight="700">{{}}</tspan>{"".join(lines)}</text>'
    ).format(at.point.day, *at.lines)
