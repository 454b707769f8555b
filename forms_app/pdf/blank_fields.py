"""For a paper form: from a question to the lines, boxes and ticks that its kind needs to be answered with a pen."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from forms_app.forms.questions import Page, Question
from forms_app.i18n.translation import gettext as _
from forms_app.pdf.blocks import Block, heading, paragraph

_FEW = 12
_ENTRIES, _ENTRIES_ON_A_SHEET = 3, 2
_LEAST_ROWS, _MOST_ROWS = 3, 14
Shape = list[Block]


class Numbers:
    """The numbers of the questions of one form: they help on the telephone and on a further sheet."""

    def __init__(self) -> None:
        self._next = 0

    def next(self) -> int:
        self._next += 1
        return self._next


def questions(page: type[Page], numbers: Numbers) -> Iterator[Block]:
    for question in page.of():
        yield _with_number(question, numbers.next())
        yield from _entries(question)


def _with_number(question: Question, number: int | None) -> Block:
    hints = [str(question.description)] if question.description else []
    label = str(question.label.text)
    return {
        "kind": "question",
        "label": f"{number}. {label}" if number else label,
        "optional": "" if question.required or number is None else _("(optional)"),
        "hints": hints + _how(question),
        "shapes": _SHAPES.get(question.macro, _of_unknown)(question),
    }


def _how(question: Question) -> list[str]:
    if question.macro == "choice":
        return [_("Mark one.")]
    if question.macro == "story":
        return [_("If you need more room, use another sheet.")]
    return []


def _entries(question: Question) -> Iterator[Block]:
    """The blank entries of a question that is asked about several people."""
    entry: type[Page] | None = getattr(question, "entry", None)
    for number in range(1, _ENTRIES + 1 if entry else 1):
        yield heading(str(getattr(question, "one", "%(number)s")) % {"number": number}, 3)
        yield from (_with_number(part, None) for part in entry())  # type: ignore[misc]
    if entry:
        yield paragraph(_("If there are more, use the last sheet of this form. You can copy it."))


def further_sheets(pages: Iterable[type[Page]]) -> Iterator[Block]:
    """For each question that is asked about several people one more sheet, to be copied as often as it is needed."""
    for page in pages:
        for question in page.of():
            entry: type[Page] | None = getattr(question, "entry", None)
            if entry:
                yield {"kind": "sheet"}
                yield heading(_("One more sheet: %(heading)s", heading=page.heading))
                yield paragraph(_("Use this sheet only if you need it. Copy it for as many as there are."))
                yield from _further_sheet(question, entry)


def _further_sheet(question: Question, entry: type[Page]) -> Iterator[Block]:
    yield {**_with_number(question, None), "label": _("Your name, as on the form"), "hints": [], "shapes": [lines(1)]}
    for _each in range(_ENTRIES_ON_A_SHEET):
        yield heading(str(getattr(question, "one", "%(number)s")) % {"number": "____"}, 3)
        yield from (_with_number(part, None) for part in entry())


def _line(_question: Question) -> Shape:
    return [lines(1)]


def _short(_question: Question) -> Shape:
    return [lines(1, "short")]


def _story(question: Question) -> Shape:
    return [lines(min(max(getattr(question, "rows", 0) + 4, _LEAST_ROWS), _MOST_ROWS))]


def _text_or_none(question: Any) -> Shape:
    return [*_short(question), ticks([(question.none, "")])]


def _options(question: Any) -> Shape:
    return [ticks([(option.label, option.hint) for option in question.options])]


def _picker(question: Any) -> Shape:
    """A long list is not printed: its names are written by hand, what is not a name is ticked."""
    if len(question.options) <= _FEW:
        return _options(question)
    return [lines(1), ticks([(option.label, "") for option in question.options if option.label != option.value])]


def _consent(question: Any) -> Shape:
    return [ticks([(question.tick, "")])]


def _date(_question: Question) -> Shape:
    return [date_boxes()]


def _zip_code(_question: Question) -> Shape:
    return [{"kind": "boxes", "groups": [{"count": 5, "label": ""}]}]


def _zip_or_none(question: Any) -> Shape:
    return [*_zip_code(question), ticks([(question.none, "")])]


def _day_if_known(question: Any) -> Shape:
    return [date_boxes(), ticks([(tick.label, tick.hint) for tick in question.ticks])]


def _birth(_question: Question) -> Shape:
    dated = date_boxes()
    return [{**dated, "groups": [*dated["groups"], {"count": 3, "label": _("or the age")}]}]


def _address(question: Any) -> Shape:
    whole = (_("Street and number, or P.O. box"), _("Apartment, or “care of” (optional)"), _("City or town"))
    halves = {"kind": "parts", "labels": [_("State"), _("ZIP code")]}
    parts: Shape = [{"kind": "parts", "labels": [label]} for label in whole]
    country: Block = {"kind": "parts", "labels": [_("Country, if it is not the United States")]}
    return [*parts, halves, country, ticks([(question.none, "")])]


def _of_repeated(_question: Question) -> Shape:
    return []


def _of_unknown(_question: Question) -> Shape:
    return [lines(2)]


_SHAPES: dict[str, Callable[[Any], Shape]] = {
    "line": _line,
    "email": _line,
    "phone": _short,
    "story": _story,
    "text_or_none": _text_or_none,
    "choice": _options,
    "choices": _options,
    "picker": _picker,
    "consent": _consent,
    "date": _date,
    "day_if_known": _day_if_known,
    "birth": _birth,
    "zip_code": _zip_code,
    "zip_or_none": _zip_or_none,
    "address": _address,
    "repeated": _of_repeated,
}


def lines(count: int, width: str = "whole") -> Block:
    return {"kind": "lines", "count": count, "width": width}


def ticks(options: list[tuple[object, object]]) -> Block:
    return {"kind": "ticks", "options": [{"label": str(label), "hint": str(hint)} for label, hint in options]}


def date_boxes() -> Block:
    months = [{"count": 2, "label": _("Month")}, {"count": 2, "label": _("Day")}, {"count": 4, "label": _("Year")}]
    return {"kind": "boxes", "groups": months}
