"""The rows of the county's package as they gather, table by table, and the days that stories count in."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

Row = dict[str, str]
Month = int  # months since the year 0: 2026-11 is 2026 * 12 + 10
LAST_DAY_IN_EVERY_MONTH = 28


class Rows:
    """What every story adds to. `today`: the day that all their days are counted from."""

    def __init__(self, today: date) -> None:
        self.today = today
        self.tables: dict[str, list[Row]] = {}
        self._counted: dict[str, int] = {}

    def add(self, table: str, row: Mapping[str, object]) -> Row:
        """Empty for None, y and n for truth, ISO for days; the columns are the contract's. `to_` stands for `to`."""
        made = {name.rstrip("_"): _cell(value) for name, value in row.items()}
        self.tables.setdefault(table, []).append(made)
        return made

    def count(self, name: str) -> int:
        """1, 2, 3 for each name: what makes keys differ that are alike otherwise."""
        self._counted[name] = self._counted.get(name, 0) + 1
        return self._counted[name]

    def days(self, number: int) -> date:
        """So many days from today; before it if negative."""
        return self.today + timedelta(days=number)

    def months(self, number: int, day: int = 1) -> date:
        """A day of the month that is so many months from this one; before it if negative."""
        year, month = divmod(month_of(self.today) + number, 12)
        return date(year, month + 1, min(day, LAST_DAY_IN_EVERY_MONTH))


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "y" if value else "n"
    return str(value)


def month_of(day: date) -> Month:
    return day.year * 12 + day.month - 1


def month_text(month: Month) -> str:
    year, rest = divmod(month, 12)
    return f"{year:04d}-{rest + 1:02d}"


def working_days_after(day: date, number: int) -> date:
    """Without Saturdays and Sundays."""
    while number:
        day += timedelta(days=1)
        number -= day.weekday() < 5
    return day
