"""Questions answered with a number: a count, an amount of money, pay as it comes, time with a child."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import Any, ClassVar, TypeVar

from forms_app.forms.questions.base import Question, Wrong
from forms_app.forms.questions.choices import Option
from forms_app.guideline.inputs.amounts import amount
from forms_app.guideline.inputs.mistakes import InputError, Mistake
from forms_app.guideline.inputs.parenting_time import share_of_nights, share_of_percent
from forms_app.guideline.inputs.pay import PERIODS, Period, monthly
from forms_app.i18n.translation import gettext as _
from forms_app.i18n.translation import lazy_gettext as _l

Found = TypeVar("Found")
SENTENCES: dict[Mistake, object] = {
    "empty": _l("Enter an amount in dollars, for example 2,500. If there is nothing, enter 0."),
    "not_a_number": _l("Enter an amount in dollars with digits, for example 2,500 or 2500.50."),
    "negative": _l("Enter 0 or more. A loss counts as 0 here."),
    "too_fine": _l("Enter dollars and cents, with two digits for the cents, for example 2500.50."),
    "unclear": _l("We cannot tell where the thousands end and the cents begin. Enter it like 2,500.50."),
    "too_large": _l("This is more than we can work with. Check the number of zeros."),
    "hours": _l("Enter the hours of work in a week, from 1 to 168, for example 40."),
    "hourly_rate": _l("This is a lot for one hour. Check how often it is paid."),
    "as_part": _l("Enter a percent, for example 20. If you mean one fifth of the time, that is 20."),
    "over_whole": _l("Enter at most 100 percent, or 365 nights."),
}
EVERY: dict[Period, object] = {
    "monthly": _l("a month"),
    "two_weeks": _l("every two weeks"),
    "twice_a_month": _l("twice a month"),
    "weekly": _l("a week"),
    "yearly": _l("a year"),
    "hourly": _l("an hour"),
}
assert set(EVERY) == set(PERIODS)  # noqa: S101
MOST_DIGITS = 3


def dollars(value: object) -> str:
    """An amount for reading: cents only where there are some."""
    exact = Decimal(str(value))
    return f"${exact:,.2f}".removesuffix(".00")


def understood(read: Callable[[], Found], *inputs: str) -> Found:
    """What was typed, or Wrong with the sentence for the mistake, about these inputs."""
    try:
        return read()
    except InputError as wrong:
        raise Wrong(SENTENCES[wrong.mistake], *inputs) from wrong


class Count(Question):
    """A whole number from `least` to `most`; `range_said` is the sentence for any other."""

    macro = "number"

    def __init__(self, label: object, *, least: int = 0, most: int, range_said: object, **more: Any) -> None:
        super().__init__(label, **more)
        self.least, self.most, self.range_said = least, most, range_said

    def check(self) -> int | None:
        text = self.text().strip()
        if not self.need(text):
            return None
        if not text.isdecimal() or len(text) > MOST_DIGITS or not self.least <= int(text) <= self.most:
            raise Wrong(self.range_said)
        return int(text)


class Amount(Question):
    """Dollars, a month unless the label says otherwise; stored as a decimal text."""

    macro = "money"

    def check(self) -> str | None:
        text = self.text().strip()
        return str(understood(lambda: amount(text))) if self.need(text) else None

    def read(self, value: str) -> list[str]:
        return [dollars(value)]


class Pay(Question):
    """An amount and how often it comes; by the hour, with the hours of a week. Stored as {amount, every, most, hours}.

    `ranged`: it may be known only between two amounts. `unknown` is the tick of somebody who knows nothing of it. With
    `taxed` the taxes that the same pay stub shows belong to it.
    """

    macro = "pay"
    group: ClassVar[bool] = True
    in_lines: ClassVar[bool] = True
    parts: ClassVar[tuple[str, ...]] = ("every", "most", "hours", "taxes", "none")

    def __init__(
        self, label: object, *, ranged: bool = False, unknown: object = "", taxed: bool = False, **more: Any
    ) -> None:
        super().__init__(label, **more)
        self.ranged, self.unknown, self.taxed = ranged, unknown, taxed
        self.periods = tuple(Option(period, words) for period, words in EVERY.items())

    def check(self) -> dict[str, str] | None:
        text = self.text().strip()
        if not text and self.unknown and self.text("none") == "yes":
            return {"none": "yes"}
        if not self.need(text):
            return None
        every = self._every()
        value = {"amount": self._part("", every), "every": every}
        if every == "hourly":
            value["hours"] = self._part("hours", every)
            understood(lambda: monthly_of(value), self.input("hours"))
        return value | self._taxes(every) | self._most(value)

    def _every(self) -> Period:
        chosen = self.text("every")
        found = next((period for period in PERIODS if period == chosen), None)
        if found is None:
            raise Wrong(_l("Choose how often it is paid."), self.input("every"))
        return found

    def _part(self, part: str, every: str) -> str:
        text = self.text(part).strip()
        fine = every == "hourly"
        if part == "hours" and not text:
            raise Wrong(SENTENCES["hours"], self.input(part))
        return str(understood(lambda: amount(text, fine=fine), self.input(part)))

    def _most(self, value: dict[str, str]) -> dict[str, str]:
        if not self.ranged or not self.text("most").strip():
            return {}
        most = self._part("most", value["every"])
        if Decimal(most) < Decimal(value["amount"]):
            raise Wrong(_l("Enter the lower amount first, then the higher one."), self.input("most"))
        return {"most": most}

    def _taxes(self, every: Period) -> dict[str, str]:
        if not self.taxed or not self.text("taxes").strip():
            return {}
        if every == "hourly":
            raise Wrong(_l("Enter the pay of one whole pay stub, so that its taxes fit to it."), self.input("every"))
        return {"taxes": self._part("taxes", every)}

    def read(self, value: dict[str, str]) -> list[str]:
        if "none" in value:
            return [str(self.unknown)]
        every, lines = EVERY[self._known(value)], [_between(value)]
        lines[0] += f" {every}"
        if "hours" in value:
            lines.append(_("%(hours)s hours a week", hours=f"{float(value['hours']):g}"))
        if "taxes" in value:
            lines.append(_("Taxes: %(amount)s", amount=dollars(value["taxes"])))
        return lines

    @staticmethod
    def _known(value: dict[str, str]) -> Period:
        return next(period for period in PERIODS if period == value["every"])


def _between(value: dict[str, str]) -> str:
    if "most" not in value:
        return dollars(value["amount"])
    return _("%(least)s to %(most)s", least=dollars(value["amount"]), most=dollars(value["most"]))


def monthly_of(value: dict[str, str], part: str = "amount") -> Any:
    """Exact dollars a month of a stored value of Pay. Raises InputError."""
    every = next(period for period in PERIODS if period == value["every"])
    return monthly(Decimal(value[part]), every, Decimal(value["hours"]) if "hours" in value else None)


class TimeWith(Question):
    """A child's time with a parent: one of common schedules, or typed as percent or nights a year.

    Stored as {"schedule": id} or {"number": text, "unit": unit}. What is typed counts more than what is chosen.
    """

    macro = "time_with"
    group: ClassVar[bool] = True
    parts: ClassVar[tuple[str, ...]] = ("number", "unit")
    UNITS: ClassVar[tuple[Option, ...]] = (
        Option("percent", _l("percent of the time")),
        Option("nights", _l("nights a year")),
    )

    def __init__(self, label: object, options: Sequence[Option] = (), **more: Any) -> None:
        super().__init__(label, **more)
        self.options = tuple(options)

    @property
    def inputs(self) -> tuple[str, ...]:
        return super().inputs if self.options else super().inputs[1:]

    def check(self) -> dict[str, str] | None:
        text, chosen = self.text("number").strip(), self.text()
        if text:
            unit = "nights" if self.text("unit") == "nights" else "percent"
            understood(lambda: share_of(text, unit), self.input("number"))
            return {"number": text, "unit": unit}
        if not self.need(chosen):
            return None
        if chosen not in {option.value for option in self.options}:
            raise Wrong(_l("Choose one of the answers on this page."))
        return {"schedule": chosen}

    def read(self, value: dict[str, str]) -> list[str]:
        if "schedule" in value:
            return [str(option.label) for option in self.options if option.value == value["schedule"]]
        unit = next(str(option.label) for option in self.UNITS if option.value == value["unit"])
        return [f"{value['number'].strip(' %')} {unit}"]


def share_of(number: str, unit: str) -> Any:
    """The part of the year, 0 to 1. Raises InputError."""
    return share_of_nights(number) if unit == "nights" else share_of_percent(number)
