"""Pages drawn once per language: a page that nothing is wrong with differs between visitors by a few texts, and by
what each of them typed and ticked.

Rendering is most of what a form page costs, so the page is rendered with marks in those places, cut at the marks and
kept; a visitor gets the pieces joined around her own, each escaped as it is put in.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any, cast

from markupsafe import escape

from forms_app.forms import Questionnaire
from forms_app.forms.questions import Page, Question, Repeated
from forms_app.text import Raw

_MARK = re.compile("\u241e([0-9]+)\u241e")
Place = Callable[[Mapping[str, object], Raw], str]  # what belongs there, of one visitor's texts and typed answers


class Marks:
    """The places of a page that is being drawn for everybody."""

    def __init__(self) -> None:
        self.places: list[Place] = []

    def text(self, name: str) -> str:
        """What stands in the drawn page where the text of this name belongs."""
        return self._put(lambda texts, _typed: str(escape(cast(str, texts[name]))))

    def typed(self, name: str) -> str:
        """Where that belongs which was typed into this input."""
        return self._put(lambda _texts, typed: str(escape(next(iter(typed.get(name, ())), ""))))

    def chosen(self, said: str, value: str, name: str, *, several: bool) -> str:
        """Where `said` belongs if this value was chosen."""
        most = None if several else 1
        return self._put(lambda _texts, typed: said if value in typed.get(name, ())[:most] else "")

    def _put(self, place: Place) -> str:
        self.places.append(place)
        return f"\u241e{len(self.places) - 1}\u241e"


class MarkedPage:
    """An empty page with a mark for whatever can be typed or chosen on it; else as it is."""

    def __init__(self, page: Page, marks: Marks) -> None:
        self._page, self._marks = page, marks

    def __getattr__(self, name: str) -> Any:
        return getattr(self._page, name)

    def __iter__(self) -> Iterator[_MarkedQuestion]:
        return (_MarkedQuestion(question, self._marks) for question in self._page)


class _MarkedQuestion:
    def __init__(self, question: Question, marks: Marks) -> None:
        self._question, self._marks = question, marks

    def __getattr__(self, name: str) -> Any:
        return getattr(self._question, name)

    @property
    def entries(self) -> list[MarkedPage]:
        return [MarkedPage(entry, self._marks) for entry in cast(Repeated, self._question).entries]

    def text(self, part: str = "") -> str:
        return self._marks.typed(self._question.input(part))

    def if_chosen(self, said: str, value: str, part: str = "") -> str:
        return self._marks.chosen(said, value, self._question.input(part), several=self._question.several)


class PageCache:
    """Drawn pages by key. Two threads that draw the same one at once waste a moment and no more."""

    def __init__(self, *, keeps: bool = True) -> None:
        """`keeps`: False where a page holds what is one visitor's alone, and is drawn anew each time."""
        self.keeps = keeps
        self._kept: dict[tuple[object, ...], tuple[list[str], list[Place]]] = {}

    def clear(self) -> None:
        self._kept = {}

    def fill(
        self, key: tuple[object, ...], drawn: Callable[[Marks], str], texts: Mapping[str, object], typed: Raw
    ) -> str:
        """The page of this key with one visitor's texts and answers; `drawn` renders it with marks, once."""
        pieces, places = self._kept.get(key) or self._draw(key, drawn)
        filled = pieces.copy()
        filled[1::2] = [place(texts, typed) for place in places]
        return "".join(filled)

    def _draw(self, key: tuple[object, ...], drawn: Callable[[Marks], str]) -> tuple[list[str], list[Place]]:
        marks, keeping = Marks(), self._kept  # what is drawn while they are forgotten must not outlive that
        pieces = _MARK.split(drawn(marks))
        made = pieces, [marks.places[int(number)] for number in pieces[1::2]]
        if self.keeps:
            keeping[key] = made
        return made


def shape(form: Questionnaire, slug: str, typed: Raw) -> tuple[int, ...] | None:
    """How many entries each repeated question of a page has. None where they are numbered as no page of ours does it:
    such a page is not kept, or whoever posts them would fill the memory."""
    counts = [question.numbered(typed) for question in _repeated_questions(form, slug)]
    numbers = tuple(count for count in counts if count is not None)
    return numbers if len(numbers) == len(counts) else None


def empty(form: Questionnaire, slug: str, counts: tuple[int, ...]) -> Page:
    """The page of this shape, with nothing in it."""
    numbered = zip(_repeated_questions(form, slug), counts, strict=True)
    entries = {f"{question.name}-{number + 1}-": [""] for question, count in numbered for number in range(count)}
    return form.by_slug[slug].of(entries)


def _repeated_questions(form: Questionnaire, slug: str) -> list[Repeated]:
    return [question for question in form.questions[slug] if isinstance(question, Repeated)]
