"""Questions answered by choosing."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar, NamedTuple

from forms_app.forms.questions.base import Question, Wrong
from forms_app.forms.questions.purposes import Purpose
from forms_app.i18n.translation import lazy_gettext as _l


class Option(NamedTuple):
    """A value that is stored for ever and the words for it. An `alone` option excludes the others.

    `lang` is the language of the words where it is not the page's: the name of a language in itself.
    """

    value: str
    label: object
    hint: object = ""
    alone: bool = False
    lang: str = ""


class _FromOptions(Question):
    """`former` are answers that are not offered any more, and still read where they were given."""

    group: ClassVar[bool] = True

    def __init__(self, label: object, options: Sequence[Option], *, former: Sequence[Option] = (), **more: Any) -> None:
        super().__init__(label, **more)
        self.options = tuple(options)
        self._offered = frozenset(option.value for option in self.options)
        self._labels = {option.value: option.label for option in (*self.options, *former)}

    def known(self, value: str) -> str:
        if value not in self._offered:
            raise Wrong(_l("Choose one of the answers on this page."))
        return value


class Choice(_FromOptions):
    """One of a few."""

    macro = "choice"

    def check(self) -> str | None:
        value: str | None = self.need(self.text())
        return self.known(value) if value else None

    def read(self, value: str) -> list[str]:
        return [str(self._labels[value])]


class Choices(_FromOptions):
    """Any number of a few."""

    macro = "choices"
    several: ClassVar[bool] = True

    @property
    def chosen(self) -> list[str]:
        return self.raw.get(self.name, [])

    def check(self) -> list[str] | None:
        values = [option.value for option in self.options if option.value in {self.known(v) for v in self.chosen}]
        if len(values) > 1 and any(option.alone and option.value in values for option in self.options):
            raise Wrong(_l("Your answers contradict each other. Take away the ones that do not fit."))
        needed: list[str] | None = self.need(values)
        return needed

    def read(self, value: list[str]) -> list[str]:
        return [str(self._labels[one]) for one in value]


class Picker(Choice):
    """One of many, from a drop-down list."""

    macro = "picker"
    group: ClassVar[bool] = False

    def __init__(self, label: object, options: Sequence[Option], *, purpose: Purpose, **more: Any) -> None:
        super().__init__(label, options, purpose=purpose, **more)
