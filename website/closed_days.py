"""Proposes the next year's closed days for an editor to confirm: `make closed-days`, or with YEAR=2028.

The calendar is the kept library's, for California. Which of its holidays close this agency, and what they are called in
both languages, is learned from the years that stand in agency/closed_days.toml; everything else is named as a question.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from functools import cache
from importlib.metadata import version

import holidays

from forms_app import deadlines
from forms_app.deadlines import ClosedDay, Rules
from forms_app.facts.languages import DEFAULT, LANGUAGES
from forms_app.facts.words import Words
from forms_app.settings import agency_dir
from website.build import words

VETERANS = "Veterans Day"
SATURDAY, SUNDAY = 5, 6
ONE_DAY = timedelta(days=1)
UNCONFIRMED = "not yet: compare every day with the agency's own list, then write here the day on which you did"


def closes(name: str, on: date) -> date | None:
    """CalHR: one on a Sunday closes the Monday; one on a Saturday closes no day, except Veterans Day the Friday."""
    if on.weekday() == SUNDAY:
        return on + ONE_DAY
    if on.weekday() == SATURDAY:
        return on - ONE_DAY if name == VETERANS else None
    return on


def calendar(year: int) -> Iterator[tuple[str, date]]:
    """Every holiday that the library knows, on its own day."""
    for on, names in sorted(holidays.country_holidays("US", subdiv="CA", years=year, observed=False).items()):
        yield from ((name, on) for name in names.split("; "))


def closing_holidays(rules: Rules) -> dict[str, Words]:
    """The holidays that close the agency, by the library's name, with our words for them."""
    found: dict[str, Words] = {}
    for day, closed_day in sorted(rules.closed.items()):
        here = [name for name, on in calendar(day.year) if closes(name, on) == day]
        same = [name for name in here if name.casefold() == _plain(closed_day.name)[DEFAULT].casefold()]
        for name in same or (here if len(here) == 1 else []):
            found[name] = _plain(closed_day.name)
    return found


def propose(rules: Rules, year: int) -> tuple[list[ClosedDay], list[str]]:
    """The days, and what an editor must still ask."""
    names, days, asks = closing_holidays(rules), [], []
    for name, on in calendar(year):
        closed = closes(name, on)
        if name not in names:
            asks.append(f"{on:%A}, {on}: {name}. It closed no day in the years listed. Does it now?")
        elif closed is None:
            asks.append(f"{on:%A}, {on}: {name}. On a Saturday it closes no day of the state. Is that so here?")
        else:
            moved = _observed() if closed != on else dict.fromkeys(LANGUAGES, "")
            days.append(ClosedDay(closed, {one: said + moved[one] for one, said in names[name].items()}))
    explained = {
        (day.year, closes(name, on)) for day in rules.closed for name, on in calendar(day.year) if name in names
    }
    for day, closed_day in sorted(rules.closed.items()):
        if (day.year, day) not in explained:
            asks.append(
                f"{day}: {closed_day.name[DEFAULT]}. The library does not know it. Is there one like it in {year}?"
            )
    return sorted(days, key=lambda day: day.on), asks


def year_table(rules: Rules, year: int) -> str:
    """A [[year]] to paste; its `checked` is no date, so that nothing starts with it before somebody confirmed it."""
    days, asks = propose(rules, year)
    lines = [f"# Ask: {ask}" for ask in asks]
    lines += ["[[year]]", f"year = {year}"]
    lines.append(f'source = "Proposed by the library holidays {version("holidays")} for California"')
    lines += [f'checked = "{UNCONFIRMED}"', "closed = ["]
    lines += [f"    {{ on = {day.on}, {_in_toml(day.name)} }}," for day in days]
    return "\n".join([*lines, "]", ""])


def main(arguments: list[str]) -> int:
    rules = deadlines.load(agency_dir())
    year = int(arguments[0]) if arguments else max(rules.years) + 1
    print(year_table(replace(rules, closed={day: one for day, one in rules.closed.items() if day.year != year}), year))
    return 0


def _in_toml(name: Words) -> str:
    return ", ".join(f'{one} = "{said}"' for one, said in name.items())


def _plain(name: Words) -> Words:
    return {one: said.removesuffix(_observed()[one]) for one, said in name.items()}


@cache
def _observed() -> Words:
    """What stands behind the name of a holiday that closes another day."""
    return {one: f" {said}" for one, said in words.load()["pages"]["observed"].items()}


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
