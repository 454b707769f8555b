"""Amounts, months and days as a page of the account says them, in the language of the page."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from markupsafe import Markup, escape

from forms_app.account.services import services
from forms_app.deadlines import dates
from forms_app.facts import agency, languages
from forms_app.i18n import urls
from forms_app.i18n.translation import format_datetime, format_time, get_locale
from forms_app.text import dollars

money = dollars.exact
DIALLED = 10  # digits of a number in this country


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


def heading(value: date) -> str:
    """A day that stands alone: with a capital in every language that has them."""
    words = day(value)
    return words[:1].upper() + words[1:]


def hour(value: datetime) -> str:
    """Of a moment, by the agency's clock, with twelve hours: 1:30 PM, 1:30 p. m."""
    return format_time(value, "h:mm a")


def moment(value: datetime) -> str:
    return format_datetime(value, languages.BY_CODE[urls.language()].moment)


def day_of(value: datetime) -> str:
    """Only the day of a moment."""
    return day(value.astimezone(dates.LOS_ANGELES).date())


def phone(number: str) -> Markup:
    """A telephone number as the agency's system writes it; a link where a telephone can dial it."""
    digits = "".join(character for character in number if character in "0123456789")
    if len(digits) == DIALLED and not any(character.isalpha() for character in number):
        return agency.phone_link(digits, number)
    return escape(number)


def language_name(code: str) -> str:
    """What a language is called in that of the page; its code where nobody knows its name."""
    return str(get_locale().languages.get(code, code))


def coded(which: str, code: str) -> str:
    """The agency's words for a code of case data; empty where it has none (any more)."""
    return services().codes[which].get(code, {}).get(urls.language(), "")


GLOBALS: dict[str, Any] = {
    **{"money": money, "month": month, "short_month": short_month, "day": day, "short_day": short_day},
    **{"heading_of": heading, "hour": hour, "moment": moment, "day_of": day_of},
    **{"coded": coded, "phone": phone, "language_name": language_name},
}
