"""Amounts, months and days as a page of the account says them, in the language of the page."""

from __future__ import annotations

from datetime import date
from typing import Any

from forms_app.deadlines import dates
from forms_app.i18n import urls
from forms_app.text import dollars

money = dollars.exact


def month(text: str) -> str:
    """2026-09 is September 2026, septiembre de 2026."""
    return dates.month(text, urls.language())


def short_month(text: str) -> str:
    """2026-09 is Sep 2026, sept 2026."""
    return dates.month(text, urls.language(), "yMMM")


def day(value: date) -> str:
    return dates.words(value, urls.language())


def short_day(value: date) -> str:
    return dates.short(value, urls.language())


GLOBALS: dict[str, Any] = {
    "money": money,
    "month": month,
    "short_month": short_month,
    "day": day,
    "short_day": short_day,
}
