"""What the law says in numbers, read once from agency/guideline.toml: bands, multipliers, thresholds, their days."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Literal, NamedTuple, cast, get_args

from forms_app.facts.toml_file import Table, read

HOURS_A_WEEK, WEEKS_A_YEAR, MONTHS_A_YEAR = 40, 52, 12  # of full-time work, Fam. Code 4055(b)(7)
MOST_CHILDREN = 10
AddOns = Literal["in_proportion", "half"]
ADD_ONS: tuple[AddOns, ...] = get_args(AddOns)


class Band(NamedTuple):
    """The fraction of the total net income `tn` that goes to one child, where `tn` is at most `up_to` dollars a month.

    base + tn / per, or base + amount / tn, or base alone. `up_to` is None in the last band.
    """

    up_to: Fraction | None
    base: Fraction
    per: Fraction | None
    amount: Fraction | None

    def fraction(self, tn: Fraction) -> Fraction:
        if self.per:
            return self.base + tn / self.per
        return self.base + self.amount / tn if self.amount else self.base


class Threshold(NamedTuple):
    """Of one year: a payer whose net income is below it may pay less. `hourly`: the minimum wage that it comes from."""

    year: int
    monthly: Fraction
    hourly: Fraction | None
    source: str


class Law(NamedTuple):
    """One text of Fam. Code 4055. `since` is None where it was in force long before; `until` where it still is.

    `add_ons`: how 4061 divides costs beside the amount, unless the court says otherwise.
    """

    id: str
    since: date | None
    until: date | None
    bands: tuple[Band, ...]
    multipliers: tuple[Fraction, ...]  # of one child, of two, …
    thresholds: tuple[Threshold, ...]  # the newest last
    source: str
    add_ons: AddOns

    def band(self, tn: Fraction) -> Band:
        """The bands are printed in whole dollars; cents above one belong to the next."""
        return next(band for band in self.bands if band.up_to is None or tn <= band.up_to)

    def multiplier(self, children: int) -> Fraction:
        if not 1 <= children <= len(self.multipliers):
            raise ValueError(f"the guideline knows 1 to {len(self.multipliers)} children")
        return self.multipliers[children - 1]

    def threshold(self, year: int) -> Threshold | None:
        """That of the year, or of the last one before it that is known; None where none is."""
        return next((one for one in reversed(self.thresholds) if one.year <= year), None)


@dataclass(frozen=True, slots=True)
class Laws:
    """Every text of the formula that is known, the newest first."""

    texts: tuple[Law, ...]

    def on(self, day: date) -> Law:
        """The text in force on a day."""
        return next((law for law in self.texts if law.since is None or law.since <= day), self.texts[-1])

    def __getitem__(self, id_: str) -> Law:
        return next(law for law in self.texts if law.id == id_)


def load(directory: Path) -> Laws:
    """Raises FactsError with file, line and remedy."""
    whole = read(directory / "guideline.toml", "[[law]]", "[[band]]", "[[children]]", "[[threshold]]")
    texts = whole.keyed("law")
    multipliers = _multipliers(whole)
    bands, thresholds = whole.tables("band"), whole.tables("threshold")
    for table in (*bands, *thresholds):
        table.choice("law", texts)
    laws = [
        _law(
            table,
            tuple(_band(band) for band in bands if band.get("law") == id_),
            multipliers,
            tuple(_threshold(one) for one in thresholds if one.get("law") == id_),
        )
        for id_, table in texts.items()
    ]
    for table in texts.values():
        table.refuse_unread()
    return Laws(tuple(sorted(laws, key=lambda law: law.since or date.min, reverse=True)))


def _law(
    table: Table, bands: tuple[Band, ...], multipliers: tuple[Fraction, ...], thresholds: tuple[Threshold, ...]
) -> Law:
    source, _checked = table.origin()
    if not _rise([band.up_to for band in bands]):
        raise table.wrong(
            "its bands do not rise", "Give each [[band]] a higher up_to than the one before, the last none."
        )
    since = table.day("from") if table.has("from") else None
    until = table.day("until") if table.has("until") else None
    newest_last = tuple(sorted(thresholds, key=lambda one: one.year))
    add_ons = cast(AddOns, table.choice("add_ons", ADD_ONS))
    return Law(table.id, since, until, bands, multipliers, newest_last, source, add_ons)


def _rise(edges: Sequence[Fraction | None]) -> bool:
    numbers = [edge for edge in edges if edge is not None]
    return bool(edges) and edges[-1] is None and len(numbers) == len(edges) - 1 and numbers == sorted(set(numbers))


def _band(table: Table) -> Band:
    table.has("base", "up_to", "per", "amount")
    table.refuse_unread()  # before anything is made of what a slip has left out
    if table.has("per") and table.has("amount"):
        raise table.wrong("a band has either per or amount", "Remove one of the two.", "per")
    up_to = Fraction(table.number("up_to")) if table.has("up_to") else None
    per = Fraction(table.number("per")) if table.has("per") else None
    amount = Fraction(table.number("amount")) if table.has("amount") else None
    return Band(up_to, _exact(table, "base"), per, amount)


def _multipliers(whole: Table) -> tuple[Fraction, ...]:
    found = {1: Fraction(1)}
    for table in whole.tables("children"):
        found[table.number("number")] = _exact(table, "times")
        table.refuse_unread()
    if missing := [number for number in range(1, MOST_CHILDREN + 1) if number not in found]:
        raise whole.wrong(f"no [[children]] for {missing[0]} children", f"Add them up to {MOST_CHILDREN}.", "children")
    return tuple(found[number] for number in range(1, MOST_CHILDREN + 1))


def _threshold(table: Table) -> Threshold:
    source, _checked = table.origin()
    table.has("year", "hourly", "amount")
    table.refuse_unread()
    hourly = _exact(table, "hourly") if table.has("hourly") else None
    monthly = hourly * HOURS_A_WEEK * WEEKS_A_YEAR / MONTHS_A_YEAR if hourly else _exact(table, "amount")
    return Threshold(table.number("year"), monthly, hourly, source)


def _exact(table: Table, key: str) -> Fraction:
    try:
        return Fraction(table.text(key))
    except (ValueError, ZeroDivisionError):
        raise table.wrong(f"{key} is not a number in quotes", f'Write it as {key} = "0.25".', key) from None
