"""A date of which perhaps only a part is known, or nothing but what a tick beside it says."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import Any

from forms_app.forms.questions.base import Wrong
from forms_app.forms.questions.choices import Option
from forms_app.forms.questions.dates import PastDate, in_words, real
from forms_app.i18n.translation import lazy_gettext as _l
from forms_app.text.cleaning import fold
from forms_app.text.dates_written import Written

# What people write into a box whose answer they do not know: ?, --, 00, xx, no sé.
_UNKNOWN = re.compile(r"[\W_]+|0+|x+|n ?/ ?a|no (?:lo )?se|no sabe|unknown|desconocid[oa]|(?:i )?don\W?t know")


class PartialDate(PastDate):
    """What is known of a date: {"date": "YYYY-MM-DD"} where it is whole, else its parts: {"year": 1985, "month": 3}."""

    def known_parts(self) -> dict[str, Any]:
        """In the order of time; nothing of nothing. A year alone is checked as its first day would be. Raises Wrong."""
        typed = self._typed()
        return self._known(self._written(typed)) if any(typed) else {}

    def read_parts(self, value: Any) -> list[str]:
        """In words what `known_parts` found, alone or with other things."""
        whole = value if isinstance(value, str) else value.get("date")
        return [line for line in (super().read(whole) if whole else [in_words(parsed(value))]) if line]

    def _typed(self) -> list[str]:
        return ["" if _UNKNOWN.fullmatch(fold(part)) else part for part in super()._typed()]

    def _known(self, written: Written) -> dict[str, Any]:
        if written.day and not written.month:
            raise Wrong(_l("Enter the month too, or leave the day blank."), f"{self.name}-month")
        first = self._within_bounds(real(written))
        parts = {"year": written.year, "month": written.month, "day": written.day}
        if None not in parts.values():
            return {"date": first.isoformat()}
        return {part: number for part, number in parts.items() if number is not None}


class DayIfKnown(PartialDate):
    """A day, or a tick that says why there is none: `ticks`, whose values are stored for ever. Both may be given.

    A whole date alone is stored as YYYY-MM-DD. Else it is what is known of it and {"said": [values of ticks]}.
    """

    macro = "day_if_known"

    def __init__(self, label: object, *, ticks: Sequence[Option], **more: Any) -> None:
        super().__init__(label, **more)
        self.ticks = tuple(ticks)

    @property
    def inputs(self) -> tuple[str, ...]:
        return (*super().inputs, *(self.input(tick.value) for tick in self.ticks))

    def check(self) -> Any:
        said = [tick.value for tick in self.ticks if self.text(tick.value) == "yes"]
        if not said:
            return super().check()
        return {**self.known_parts(), "said": said}

    def read(self, value: Any) -> list[str]:
        said = () if isinstance(value, str) else value["said"]
        return self.read_parts(value) + [str(tick.label) for tick in self.ticks if tick.value in said]


def whole_day(value: Any) -> date | None:
    """The day of such an answer; None where it is not wholly known."""
    day = value.get("date") if isinstance(value, dict) else value
    return date.fromisoformat(day) if day else None


def parsed(value: dict[str, Any]) -> Written:
    """The parts that are stored, as they would have been written."""
    return Written(value.get("month"), value.get("day"), value.get("year"), 4)
