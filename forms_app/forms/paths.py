"""The longest way through a form that some answers still allow: by it the steps are counted, so that they never grow.

Pages say themselves whether they are asked. Each is tried with every answer that it looks at and nobody gave yet.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

from forms_app.forms.questions import Option, Page, Question

Answers = Mapping[str, Any]
Pages = tuple[type[Page], ...]


class Paths:
    """The ways through the pages of one form; `questions` are those of each page, by its slug."""

    def __init__(self, pages: Pages, questions: Mapping[str, tuple[Question, ...]]) -> None:
        self._pages = pages
        self._asked_on = {question.name: (page, question) for page in pages for question in questions[page.slug]}
        self._looked_at: set[str] = set()
        self._kept: dict[tuple[object, ...], Pages] = {}
        self._explore({})

    def longest(self, answers: Answers, done: Collection[str]) -> Pages:
        """The most pages that can be asked of whoever gave these answers and has done the pages of these slugs."""
        settled = (name for name, (page, _) in self._asked_on.items() if page.slug in done and name in self._looked_at)
        given = {name: _kind_of(self._asked_on[name][1], answers.get(name)) for name in settled}
        if not all(_is_finite(self._asked_on[name][1]) for name in given):
            return self._explore(given)
        key = tuple((name, repr(value)) for name, value in given.items())
        if key not in self._kept:
            self._kept[key] = self._explore(given)
        return self._kept[key]

    def _explore(self, given: Answers, asked: Pages = (), at: int = 0) -> Pages:
        """The longest way on from the page `at`, behind those that were asked."""
        known = _Known(given, self._asked_on)
        for place, page in enumerate(self._pages[at:], start=at):
            try:
                asked += (page,) if page.applies(known) else ()
            except _NotGiven as missing:
                self._looked_at.add(missing.name)
                on, question = self._asked_on[missing.name]
                values = _possible(question) if on in asked else [None]
                return max((self._explore({**given, missing.name: one}, asked, place) for one in values), key=len)
        return asked


class _NotGiven(Exception):
    """A page looked at an answer that nobody gave yet."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name


class _Known(dict[str, Any]):
    """What was answered; whoever looks at another question of the form is stopped."""

    def __init__(self, given: Answers, asked: Collection[str]) -> None:
        super().__init__(given)
        self._asked = asked

    def get(self, name: str, default: Any = None) -> Any:
        if name not in self and name in self._asked:
            raise _NotGiven(name)
        return super().get(name, default)


def possible(question: Question) -> Iterator[tuple[str, Any]]:
    """(words, stored value) of the answers that can be known beforehand, one at a time."""
    for option in getattr(question, "options", ()):
        yield str(option.label), [option.value] if question.several else option.value
    if hasattr(question, "none"):
        yield str(question.none), {"none": True}


def _possible(question: Question) -> list[Any]:
    """Each answer; of several, all together that can stand together. A blank where it may stay."""
    options: Sequence[Option] = getattr(question, "options", ())
    together = [[option.value for option in options if not option.alone]] if question.several else []
    alone = [[option.value] for option in options if option.alone] if question.several else []
    one = [] if question.several else [option.value for option in options]
    none = [{"none": True}, {"text": ""}] if hasattr(question, "none") else []
    blank = [] if question.required and not question.when and options else [None]
    return [*blank, *together, *alone, *one, *none]


def _is_finite(question: Question) -> bool:
    return hasattr(question, "options") or hasattr(question, "none")


def _kind_of(question: Question, value: Any) -> Any:
    """The answer, without what was written where it may as well say that there is none."""
    return {"text": ""} if hasattr(question, "none") and value and not _says_none(value) else value


def _says_none(value: Any) -> bool:
    return isinstance(value, dict) and bool(value.get("none"))
