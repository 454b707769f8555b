"""The same few questions about several people: add, change and remove, with or without JavaScript."""

from __future__ import annotations

import re
from typing import Any, ClassVar

from werkzeug.datastructures import MultiDict

from forms_app.forms.questions.base import Doubt, Question, Way, Wrong, name_in_front
from forms_app.forms.questions.page import Page
from forms_app.forms.questions.purposes import Purpose
from forms_app.i18n.translation import lazy_gettext as _l
from forms_app.text import Raw

CHANGE = re.compile(r"(?:add|remove ([1-9]\d?))(?: (\w+))?")  # and which question, where a page has several


class Repeated(Question):
    """Up to `most` entries, each a small page of its own kind. Stored as a list of {field: value}.

    The inputs of entry 2 are called name-2-field. `one`, `less` carry %(number)s.
    `on_paper`: how many blank ones a paper form has, and how many more its last page.
    """

    macro: ClassVar[str] = "repeated"
    group: ClassVar[bool] = True

    def __init__(
        self,
        entry: type[Page],
        label: object,
        *,
        one: object,
        more: object,
        less: object,
        most: int,
        too_many: object,
        on_paper: tuple[int, int] = (3, 4),
        **others: Any,
    ) -> None:
        super().__init__(label, **others)
        self.entry = entry
        self.one, self.more, self.less = one, more, less
        self.most, self.too_many = most, too_many
        self.on_paper = on_paper
        self.is_alone = True  # no other question about several people is on the page
        self.entries: list[Page] = []
        self.beyond = False

    @property
    def inputs(self) -> tuple[str, ...]:
        return tuple(name for entry in self.entries for question in entry for name in question.inputs) or (self.name,)

    def process(self, formdata: Any, *_args: Any, **_more: Any) -> None:
        super().process(formdata)
        numbers = _numbers(self.name, formdata or {})
        self.beyond = any(number > self.most for number in numbers)
        present = sorted(number for number in numbers if number <= self.most) or [1]
        self.entries = [self._entry(formdata, number) for number in present]
        self.raw = {name: texts for entry in self.entries for name, texts in entry.raw.items()}
        next(iter(self.entries[0])).wanted_first = bool(self.required)

    def _entry(self, formdata: MultiDict[str, str] | None, number: int) -> Page:
        return self.entry(formdata=formdata or None, prefix=f"{self.name}-{number}-")

    def check(self) -> list[dict[str, Any]] | None:
        if self.beyond:
            raise Wrong(self.too_many)
        valid = [entry.validate() for entry in self.entries]
        if not all(valid):
            self._name_entries()
            raise Wrong(_l("Change the answers that are marked below."))
        filled = [_plain(entry) for entry in self.entries]
        value: list[dict[str, Any]] | None = self.need([entry for entry in filled if entry])
        return value

    @property
    def error_summary(self) -> list[tuple[str, str]]:
        """Each entry's own, under its name; else the question's."""
        return [error for entry in self.entries for error in entry.error_summary] or super().error_summary

    def _name_entries(self) -> None:
        for number, entry in enumerate(self.entries, start=1):
            for question in entry:
                question.entry_name = self.called(number)

    def numbered(self, raw: Raw) -> int | None:
        """How many entries are in these texts; None where they are numbered otherwise than 1, 2, 3, as ours are."""
        numbers = _numbers(self.name, raw)
        count = max(numbers, default=1)
        return count if count <= self.most and len(numbers) in (0, count) else None

    def called(self, number: int) -> str:
        """The name of an entry, such as Child 2."""
        return str(self.one) % {"number": number}

    def read(self, value: list[dict[str, Any]]) -> list[str]:
        return self._entries_in("read", value)

    def masked(self, value: list[dict[str, Any]]) -> list[str]:
        return self._entries_in("masked", value)

    def hidden(self, value: list[dict[str, Any]]) -> list[str]:
        return self._entries_in("hidden", value)

    def _entries_in(self, way: Way, value: list[dict[str, Any]]) -> list[str]:
        blank = self.entry()
        return [" · ".join(_words(blank, entry, way)) for entry in value]

    def doubts(self) -> list[Doubt]:
        self._name_entries()
        return [doubt for entry in self.entries for doubt in entry.doubts()]

    def button(self, change: str) -> str:
        """What the button posts that does this: "add", "remove 3"; and to which question, where there are others."""
        return change if self.is_alone else f"{change} {self.name}"

    def is_meant(self, go: str) -> bool:
        change = CHANGE.fullmatch(go)
        return bool(change) and change[2] in (None, self.name)  # type: ignore[index]

    def rearranged(self, go: str) -> Raw:
        """The raw texts after "add" or "remove 3"; the others move up."""
        change = CHANGE.fullmatch(go) if self.is_meant(go) else None
        raws = [_without_prefix(entry) for entry in self.entries]
        if change and not change[1] and len(raws) < self.most:
            raws.append({name: [""] for question in self.entry() for name in question.inputs})
        if change and change[1] and int(change[1]) <= len(raws):
            raws.pop(int(change[1]) - 1)
        numbered = enumerate(raws, start=1)
        return {f"{self.name}-{number}-{name}": texts for number, raw in numbered for name, texts in raw.items()}


def entry_after(go: str, raw: Raw) -> str:
    """The id of the entry to look at after "add" or "remove 3", such as children-2: the new one; the one that moved up,
    or else the last. Nothing where the raw texts hold no entry."""
    found = re.match(r"(.*-)(\d+)(?=-)", next(reversed(raw), ""))
    change = CHANGE.fullmatch(go)
    if not found:
        return ""
    last = int(found[2])
    return f"{found[1]}{min(int(change[1]), last) if change and change[1] else last}"


def _numbers(name: str, formdata: Any) -> set[int]:
    pattern = re.compile(rf"{re.escape(name)}-([1-9][0-9]*)-")
    # Three digits tell whether there are too many; to read thousands of them would be work for nothing.
    return {int(found[1][:3]) for key in formdata if (found := pattern.match(key))}


def _without_prefix(entry: Page) -> Raw:
    length = len(entry._prefix)
    return {name[length:]: texts for name, texts in entry.raw.items()}


def _plain(entry: Page) -> dict[str, Any]:
    values = {question.short_name: question.data for question in entry}
    return {name: value for name, value in values.items() if value is not None}


def _words(blank: Page, entry: dict[str, Any], way: Way) -> list[str]:
    given = ((question, entry[question.name]) for question in blank if question.name in entry)
    return [_said(question, line) for question, value in given for line in getattr(question, way)(value)]


def _said(question: Question, line: str) -> str:
    """A name, a date or a number speaks for itself; anything else is said with its question."""
    return name_in_front(line, str(question.label.text)) if question.purpose is Purpose.DETAIL else line
