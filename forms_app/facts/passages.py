"""Sentences of letters that have a day in them: each says it so that it is true on the day of the letter."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from forms_app.facts.languages import DEFAULT
from forms_app.facts.toml_file import Table
from forms_app.facts.words import Words, has, keys, words

VARIANTS = ("answered", "ended", "transferred", "ahead", "late", "extended", "")
DAYS = ("received_on", "due_on", "later_due_on", "other_due_on")
# What only one way of saying it may name, because only then there is such a day.
ONLY_IN = {"answered_on": "answered", "ended_on": "ended", "passed_on": "transferred"}


@dataclass(frozen=True)
class Moment:
    """How things stand on the day of a letter. `days` are those that this letter knows."""

    on: date
    days: Mapping[str, date]
    extended: bool = False
    reached: frozenset[str] = frozenset()  # answered, ended, transferred

    def holds(self, variant: str, day: date | None) -> bool:
        if variant == "ahead":
            return day is not None and day > self.on
        if variant == "late":
            return day is not None and day < self.on
        return not variant or variant in self.reached or (variant == "extended" and self.extended)


@dataclass(frozen=True)
class Passage:
    """`ways`: the words of each variant; the empty variant is always there. `names`: what stands in braces."""

    id: str
    day: str
    ways: Mapping[str, Words]
    names: frozenset[str]

    def words(self, moment: Moment, language: str) -> str:
        return self.ways[self._way(moment)][language].strip()

    def true_until(self, moment: Moment) -> date | None:
        """The last day on which these words are true; None where they stay so."""
        changes = "late" in self.ways and self._way(moment) in ("", "extended")
        return moment.days.get(self.day) if changes else None

    def _way(self, moment: Moment) -> str:
        day = moment.days.get(self.day)
        return next(one for one in VARIANTS if one in self.ways and moment.holds(one, day))


def passage(table: Table, may_say: frozenset[str]) -> Passage:
    """Raises FactsError with the line and what to do."""
    table.origin()
    day = table.choice("day", DAYS) if table.has("day") else ""
    ways, names = dict[str, Words](), set[str]()
    written = [variant for variant in VARIANTS if has(table, variant) or not variant]
    table.refuse_unread()
    for variant in written:
        if variant in ("ahead", "late") and not day:
            raise table.wrong(
                f"{variant} without a day", f'Add day = "…", one of: {", ".join(DAYS)}.', f"{variant}_{DEFAULT}"
            )
        ways[variant] = words(table, variant)
        for key in keys(variant).values():
            names |= _check_names(table, key, variant, may_say)
    return Passage(table.id, day, ways, frozenset(names))


def _check_names(table: Table, key: str, variant: str, may_say: frozenset[str]) -> set[str]:
    names = table.names_in(key)
    unknown = {name for name in names - may_say if ONLY_IN.get(name) != variant}
    if unknown:
        names_found = ", ".join(sorted(unknown))
        raise table.wrong(
            f"{key} has a name that cannot stand there: {names_found}", "Use those at the file's top.", key
        )
    return names - set(ONLY_IN)
