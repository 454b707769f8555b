"""One parent's net income a month, and how it came about: known, from a pay stub, or with the taxes estimated."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Literal, NamedTuple

from forms_app.guideline.law import HOURS_A_WEEK, MONTHS_A_YEAR, WEEKS_A_YEAR
from forms_app.guideline.taxes.returns import Income, Return, work_out
from forms_app.guideline.taxes.tables import Status, Taxes

NOTHING = Fraction(0)
Deduction = Literal["dues", "health", "paid"]  # Fam. Code 4059(c), (d), (e)


@dataclass(frozen=True, slots=True)
class Earnings:
    """What is known of one parent's income, dollars a month.

    `most`: where the income lies between two amounts, the higher one. `is_net`: taxes are taken off already. `taxes`:
    as they stand on the pay stub; None to have them estimated for `status` and `dependents`. `assumed`: nothing is
    known, and the full-time minimum wage stands in its place.
    """

    amount: Fraction
    most: Fraction | None = None
    is_net: bool = False
    taxes: Fraction | None = None
    status: Status = "single"
    dependents: int = 0
    young: bool = False
    unemployment: Fraction = NOTHING
    pension: Fraction = NOTHING
    disability: Fraction = NOTHING
    assumed: bool = False
    deductions: Mapping[Deduction, Fraction] = field(default_factory=dict)

    @property
    def benefits(self) -> Fraction:
        return self.unemployment + self.pension + self.disability


class Net(NamedTuple):
    """Net disposable income (4059), dollars a month; below 0 where more is taken off than comes in.

    `gross` with what comes beside the pay; None where the net itself was given. `estimated`: the return that its taxes
    come from.
    """

    earnings: Earnings
    amount: Fraction
    gross: Fraction | None
    taxes: Fraction | None
    estimated: Return | None


def net_of(earnings: Earnings, taxes: Taxes, year: int, *, at_most: bool = False) -> Net:
    """The net income, or with `at_most` that of the upper end of a range."""
    pay = earnings.most if at_most and earnings.most is not None else earnings.amount
    off = sum(earnings.deductions.values(), NOTHING)
    if earnings.is_net:
        return Net(earnings, pay + earnings.benefits - off, None, None, None)
    gross = pay + earnings.benefits
    if earnings.taxes is not None:
        return Net(earnings, gross - earnings.taxes - off, gross, earnings.taxes, None)
    found = work_out(taxes, year, _yearly(earnings, pay))
    return Net(earnings, found.net_a_month - off, gross, gross - found.net_a_month, found)


def full_time(hourly: Fraction) -> Fraction:
    """Gross pay a month at an hourly wage, full time."""
    return hourly * HOURS_A_WEEK * WEEKS_A_YEAR / MONTHS_A_YEAR


def _yearly(earnings: Earnings, pay: Fraction) -> Income:
    return Income(
        earnings.status,
        pay * MONTHS_A_YEAR,
        earnings.dependents,
        earnings.young,
        unemployment=earnings.unemployment * MONTHS_A_YEAR,
        pension=earnings.pension * MONTHS_A_YEAR,
        disability=earnings.disability * MONTHS_A_YEAR,
    )
