"""For a paper form: from a question to the lines, boxes and ticks that its kind needs to be answered with a pen."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import Any

from forms_app.forms import Form
from forms_app.forms.places import CountyName
from forms_app.forms.questions import Page, Purpose, Question
from forms_app.i18n.translation import gettext as _
from forms_app.pdf.blocks import Block, heading, room

_FEW = 12
_LEAST_ROWS, _MOST_ROWS = 2, 12
# How much of a row a question takes, of 24; what is not named here takes all of it. See `pen.typ`.
_WHOLE, _HALF, _THIRD = 24, 12, 8
_BIRTH = 10  # in an entry, beside a name
_HALVES = frozenset({"phone", "text_or_none", "date", "birth", "zip_code", "picker"})
_SHORT_OPTION, _FEW_OPTIONS = 40, 3
Shape = list[Block]


def questions(page: type[Page], numbered: Mapping[str, int]) -> Iterator[Block]:
    """The questions of a page in rows, those that are asked about several people with their blank entries."""
    cells: list[Block] = []
    for question in page.of():
        cells.append(_cell(question, numbered[question.name]))
        if _entry(question):
            yield _fields(cells)
            yield from _entries(question)
            cells = []
    if cells:
        yield _fields(cells)


def more_room(form: Form) -> Block:
    """What the last page adds, to be copied as often as it is needed: people that are asked about, and ruled lines."""
    repeated: list[Any] = [question for page in form.pages for question in page.of() if _entry(question)]
    people = [block for one in repeated for _each in range(one.on_paper[1]) for block in _one_entry(one, "___")]
    name: Block = {**_blank_cell(_("Your name, as on the form")), "width": _HALF, "shapes": [lines(1)]}
    return room(_("More room"), _("Write the number of the question first. You can copy this page."), name, people)


def _fields(cells: list[Block]) -> Block:
    return {"kind": "fields", "cells": cells}


def _cell(question: Question, number: int | None, widths: Mapping[str, float] = MappingProxyType({})) -> Block:
    """`widths` are those of names and kinds of questions that are not as wide as usual."""
    return {
        **_blank_cell(str(question.label.text)),
        "number": str(number or ""),
        "optional": "" if question.required or number is None else _("(optional)"),
        "how": _("Mark one.") if question.macro == "choice" else "",
        "hints": [*([str(question.description)] if question.description else []), *_where_more(question)],
        "width": widths.get(question.name) or widths.get(question.macro) or _width(question),
        "shapes": _SHAPES.get(question.macro, _of_unknown)(question),
    }


def _blank_cell(label: str) -> Block:
    return {"number": "", "label": label, "optional": "", "how": "", "hints": []}


def _where_more(question: Question) -> list[str]:
    if _entry(question):
        return [_("If there are more, use the last page. You can copy it.")]
    return [_("There is more room on the last page.")] if question.macro == "story" else []


def _width(question: Any) -> int:
    if question.macro == "line":
        return _HALF if question.purpose is Purpose.DETAIL else _WHOLE
    if question.macro == "choice":
        return _HALF if _is_short(question) else _WHOLE
    return _HALF if question.macro in _HALVES else _WHOLE


def _is_short(question: Any) -> bool:
    short = all(len(str(option.label)) <= _SHORT_OPTION and not option.hint for option in question.options)
    return short and len(question.options) <= _FEW_OPTIONS


def _entry(question: Question) -> type[Page] | None:
    """What is asked of each, where a question is about several people."""
    found: type[Page] | None = getattr(question, "entry", None)
    return found


def _entries(question: Any) -> Iterator[Block]:
    for number in range(1, question.on_paper[0] + 1):
        yield from _one_entry(question, str(number))


def _one_entry(question: Any, number: str) -> Iterator[Block]:
    yield heading(str(question.one) % {"number": number}, 3)
    entry = list(question.entry())
    names = [asked for asked in entry if asked.purpose is Purpose.NAME]
    widths = {"birth": _BIRTH, "phone": _THIRD, "line": _THIRD}
    widths |= {asked.name: (_WHOLE - _BIRTH) / len(names) for asked in names}
    yield _fields([_cell(asked, None, widths) for asked in entry])


def _line(_question: Question) -> Shape:
    return [lines(1)]


def _story(question: Question) -> Shape:
    return [lines(min(max(getattr(question, "rows", 0) - 1, _LEAST_ROWS), _MOST_ROWS))]


def _text_or_none(question: Any) -> Shape:
    return [lines(1), ticks([(question.none, "")])]


def _options(question: Any) -> Shape:
    return [ticks([(option.label, option.hint) for option in question.options])]


def _picker(question: Any) -> Shape:
    """A long list is not printed: its names are written by hand, what is not a name is ticked."""
    if len(question.options) <= _FEW:
        return _options(question)
    return [lines(1), ticks([(option.label, "") for option in question.options if not _is_name(option)])]


def _is_name(option: Any) -> bool:
    return isinstance(option.label, CountyName) or option.label == option.value


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
    parts = [
        _part(13, _("Street and number, or P.O. box")),
        _part(11, _("Apartment, or “care of” (optional)")),
        _part(8.5, _("City or town")),
        _part(3, _("State")),
        _part(4, _("ZIP code")),
        _part(8.5, _("Country, if it is not the United States")),
    ]
    return [{"kind": "parts", "parts": parts}, ticks([(question.none, "")])]


def _part(width: float, label: str) -> Block:
    return {"width": width, "label": label}


def _of_repeated(_question: Question) -> Shape:
    return []


def _of_unknown(_question: Question) -> Shape:
    return [lines(2)]


_SHAPES: dict[str, Callable[[Any], Shape]] = {
    "line": _line,
    "email": _line,
    "phone": _line,
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


def lines(count: int) -> Block:
    return {"kind": "lines", "count": count}


def ticks(options: Iterable[tuple[object, object]]) -> Block:
    return {"kind": "ticks", "options": [{"label": str(label), "hint": str(hint)} for label, hint in options]}


def date_boxes() -> Block:
    months = [{"count": 2, "label": _("Month")}, {"count": 2, "label": _("Day")}, {"count": 4, "label": _("Year")}]
    return {"kind": "boxes", "groups": months}
