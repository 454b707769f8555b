"""Amounts, months and days as a page of the account says them, in the language of the page."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from babel.dates import format_skeleton
from babel.numbers import format_currency

from forms_app.deadlines import dates
from forms_app.i18n import urls
from forms_app.i18n.translation import get_locale


def money(cents: int) -> str:
    """123456 is $1,234.56 in every language, as pay stubs and court papers here write it."""
    return format_currency(Decimal(cents) / 100, "USD", locale="en_US")


def month(text: str) -> str:
    """2026-09 is September 2026, septiembre de 2026."""
    return format_skeleton("yMMMM", date.fromisoformat(f"{text}-01"), locale=get_locale())


def day(value: date) -> str:
    return dates.words(value, urls.language())


GLOBALS: dict[str, Any] = {"money": money, "month": month, "day": day}
