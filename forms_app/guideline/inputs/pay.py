"""Pay as it comes, by the week or the hour, as dollars a month: the year's pay divided by twelve (Fam. Code 4060)."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Literal, get_args

from forms_app.guideline.inputs.mistakes import InputError
from forms_app.guideline.law import MONTHS_A_YEAR, WEEKS_A_YEAR

Period = Literal["weekly", "two_weeks", "twice_a_month", "monthly", "yearly", "hourly"]
PERIODS: tuple[Period, ...] = get_args(Period)
MOST_HOURS = 168  # of a week
MOST_AN_HOUR = 1000  # dollars; above it somebody chose "by the hour" and typed her pay of a month
TIMES_A_YEAR: dict[Period, int] = {
    "weekly": WEEKS_A_YEAR,
    "two_weeks": WEEKS_A_YEAR // 2,
    "twice_a_month": 2 * MONTHS_A_YEAR,
    "monthly": MONTHS_A_YEAR,
    "yearly": 1,
    "hourly": WEEKS_A_YEAR,
}


def monthly(pay: Decimal | Fraction, period: Period, hours: Decimal | Fraction | None = None) -> Fraction:
    """Exact dollars a month. `hours`: of work in a week, for pay by the hour only. Raises InputError for hours or rate.

    `two_weeks` is 26 times a year, `twice_a_month` 24 times.
    """
    each = Fraction(pay)
    if period == "hourly":
        each *= _hours(hours)
        if pay > MOST_AN_HOUR:
            raise InputError("hourly_rate")
    return each * TIMES_A_YEAR[period] / MONTHS_A_YEAR


def _hours(hours: Decimal | Fraction | None) -> Fraction:
    if hours is None or not 0 < hours <= MOST_HOURS:
        raise InputError("hours")
    return Fraction(hours)
