"""Days one below the other: a list of HTML for a page of site or forms, whose marks the stylesheet draws.

Each kind of day has a mark of its own shape, for whoever cannot tell the colours apart; all that they say stands in
words beside them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from markupsafe import Markup

from forms_app.deadlines import Mark, Rules, words
from forms_app.deadlines.courses import MarkKind

LONG = 28  # days to the next one from which the line between them is drawn longer


@dataclass(frozen=True, slots=True)
class Point:
    """A day to be drawn: its place by its number, how it is written, what it is called, what it is.

    `id` is the element's that holds the day; `note` follows it there. `today` is what a day is called that is today.
    """

    number: int
    day: str
    label: str
    kind: MarkKind
    id: str = ""
    note: str = ""
    today: str = ""


def point(mark: Mark, lang: str, id: str = "", note: str = "") -> Point:
    return Point(mark.on.toordinal(), words(mark.on, lang), mark.label[lang], mark.kind, id, note)


def timeline(rules: Rules, points: Sequence[Point], today: date, lang: str, title: str = "") -> Markup:
    """Days of a course, and today among them: on a day that is one of them, or in a place of its own."""
    said, number = rules.sentences["day_today"][lang], today.toordinal()
    shown = [replace(each, today=said) if each.number == number else each for each in points]
    if not any(each.today for each in shown):
        shown.append(point(Mark(today, rules.sentences["day_today"], "today"), lang))
    return draw(sorted(shown, key=lambda each: each.number), title)


def draw(points: Sequence[Point], title: str = "") -> Markup:
    """A list of points in their order. The line is marked where the person can act, and longer where time is long."""
    can = _window(points)
    items = Markup("\n").join(
        _item(each, after, within=place in can)
        for place, (each, after) in enumerate(zip(points, [*points[1:], None], strict=True))
    )
    named = Markup(' aria-label="{}"').format(title) if title else ""
    return Markup('<ol class="time"{}>{}</ol>').format(named, items)


def _window(points: Sequence[Point]) -> range:
    """From what last happened or opened to the last day, if that is shown."""
    last = next((place for place, each in enumerate(points) if each.kind == "last"), None)
    if last is None:
        return range(0)
    begins = [place for place, each in enumerate(points[:last]) if each.kind in ("event", "opens")]
    return range(begins[-1] if begins else last, last)


def _item(each: Point, after: Point | None, *, within: bool) -> Markup:
    classes = " ".join(_classes(each, after, within=within))
    named = Markup(' id="{}"').format(each.id) if each.id else ""
    note = Markup(" <strong>{}</strong>").format(each.note) if each.note else ""
    chip = Markup(' <span class="chip">{}</span>').format(each.today) if each.today else ""
    item = '<li class="{}"><span class="time__day"{}>{}{}</span> <b>{}</b>{}</li>'
    return Markup(item).format(classes, named, each.day, note, each.label, chip)  # noqa: S704 - our own constant


def _classes(each: Point, after: Point | None, *, within: bool) -> Iterator[str]:
    yield f"time__{each.kind}"
    if within:
        yield "time__can"
    if after and after.number - each.number >= LONG:
        yield "time__long"
