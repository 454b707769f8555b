"""Pay by any period is the same pay by the month, exactly."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest

from forms_app.guideline.inputs.mistakes import InputError
from forms_app.guideline.inputs.pay import PERIODS, Period, monthly


@pytest.mark.parametrize(
    ("pay", "period", "month"),
    [
        ("600", "weekly", Fraction(2600)),
        ("1200", "two_weeks", Fraction(2600)),
        ("1300", "twice_a_month", Fraction(2600)),
        ("2600", "monthly", Fraction(2600)),
        ("31200", "yearly", Fraction(2600)),
        ("100", "weekly", Fraction(1300, 3)),
        ("0.01", "yearly", Fraction(1, 1200)),
    ],
)
def test_pay_of_a_period_becomes_a_month(pay: str, period: Period, month: Fraction) -> None:
    assert monthly(Decimal(pay), period) == month


def test_the_minimum_wage_at_forty_hours_is_the_low_income_threshold_of_the_law() -> None:
    assert monthly(Decimal("16.90"), "hourly", Decimal(40)) == Fraction("16.90") * 40 * 52 / 12


@pytest.mark.parametrize("hours", [None, Decimal(0), Decimal(-1), Decimal("168.5")])
def test_pay_by_the_hour_needs_the_hours_of_a_week(hours: Decimal | None) -> None:
    with pytest.raises(InputError, match="hours"):
        monthly(Decimal(20), "hourly", hours)


def test_a_months_pay_typed_as_an_hours_is_refused() -> None:
    with pytest.raises(InputError, match="hourly_rate"):
        monthly(Decimal(4000), "hourly", Decimal(40))


@pytest.mark.parametrize("period", PERIODS)
def test_nothing_earned_is_nothing_a_month(period: Period) -> None:
    assert monthly(Decimal(0), period, Decimal(1)) == 0
