"""From a complaint's course to a picture of it: SVG for the page, readable aloud, coloured by the theme's tokens."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from textwrap import wrap

from markupsafe import Markup

from forms_app.deadlines import Mark, Rules, words

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
class Placed:
    """A mark with its place and the lines of its label."""

    mark: Mark
    y: int
    day: str
    lines: list[str]

    @property
    def height(self) -> int:
        return LINE * (1 + len(self.lines)) + GAP


def timeline(rules: Rules, marks: Sequence[Mark], today: date, lang: str, title: str) -> Markup:
    """An <svg> without style attributes. Longer spans are drawn longer, within what a phone can show."""
    shown = sorted([*marks, Mark(today, rules.sentences["day_today"], "today")], key=lambda mark: mark.on)
    placed = _placed(shown, lang)
    return Markup(
        '<svg class="timeline" viewBox="0 0 {width} {height}" width="{width}" height="{height}" role="img"'
        ' aria-labelledby="timeline-title timeline-told" font-size="15" fill="var(--ink)">'
        '<title id="timeline-title">{title}</title><desc id="timeline-told">{told}.</desc>'
        '<path d="M{left} {first}V{last}" stroke="var(--line)" stroke-width="3"/>{window}{drawn}</svg>'
    ).format(
        width=WIDTH,
        height=placed[-1].y + placed[-1].height - GAP,
        title=title,
        told="; ".join(f"{at.day}: {at.mark.label[lang]}" for at in placed),
        left=LEFT,
        first=placed[0].y,
        last=placed[-1].y,
        window=_window(placed),
        drawn=Markup("").join(_drawn(at) for at in placed),
    )


def _placed(marks: Sequence[Mark], lang: str) -> list[Placed]:
    placed: list[Placed] = []
    for mark in marks:
        y = _below(placed[-1], mark) if placed else FIRST
        placed.append(Placed(mark, y, words(mark.on, lang), wrap(mark.label[lang], CHARACTERS)))
    return placed


def _below(before: Placed, mark: Mark) -> int:
    span = min((mark.on - before.mark.on).days * PER_DAY, MOST)
    return before.y + max(before.height, round(span))


def _window(placed: Sequence[Placed]) -> Markup:
    """The days on which the person can act, from what last happened or opened to the last day."""
    last = next(at for at in placed if at.mark.kind == "last")
    before = [at for at in placed if at.mark.kind in ("event", "opens") and at.mark.on <= last.mark.on]
    window = '<path d="M{left} {start}V{end}" stroke="var(--link)" stroke-width="6"/>'
    return Markup(window).format(left=LEFT, start=before[-1].y, end=last.y)  # noqa: S704


def _drawn(at: Placed) -> Markup:
    shape = Markup(SHAPES[at.mark.kind]).format(y=at.y, high=at.y - 6, top=at.y - 9)  # noqa: S704 - our own constants
    lines = [f'<tspan x="{TEXT_LEFT}" dy="{LINE}">{{}}</tspan>'] * len(at.lines)
    return shape + Markup(  # noqa: S704
        f'<text x="{TEXT_LEFT}" y="{at.y + 5}"><tspan font-weight="700">{{}}</tspan>{"".join(lines)}</text>'
    ).format(at.day, *at.lines)
