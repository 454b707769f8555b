"""A year's taxes of one parent: what is taken from wages, California's income tax, then the federal one."""

from __future__ import annotations

from fractions import Fraction
from math import ceil
from typing import NamedTuple

from forms_app.guideline.taxes.tables import California, EarnedIncomeCredit, Federal, Payroll, Status, Taxes, of_year

NOTHING = Fraction(0)
THOUSAND, CTC_STEP = 1000, 50  # of the child tax credit, for each thousand (or part of one) over the limit: IRC 24(b)
MOST_EIC_CHILDREN = 3
MONTHS = 12


class Income(NamedTuple):
    """Dollars a year. `dependents`: children under 17 who live with her; `young`: whether one is under six.

    `disability` from the state is not taxed; it is income all the same (Fam. Code 4058).
    """

    status: Status
    wages: Fraction
    dependents: int = 0
    young: bool = False
    unemployment: Fraction = NOTHING
    pension: Fraction = NOTHING
    disability: Fraction = NOTHING

    @property
    def gross(self) -> Fraction:
        return self.wages + self.unemployment + self.pension + self.disability


class Return(NamedTuple):
    """Dollars a year, below 0 where a credit is paid out. `years`: of which tables each was worked out."""

    income: Income
    federal: Fraction
    california: Fraction
    fica: Fraction
    disability: Fraction
    years: tuple[int, int, int]

    @property
    def net_a_month(self) -> Fraction:
        """Net disposable income: Fam. Code 4059(a), (b), (d); a month is a twelfth of the year, 4060."""
        taken = self.federal + self.california + self.fica + self.disability
        return (self.income.gross - taken) / MONTHS


def work_out(taxes: Taxes, year: int, income: Income) -> Return:
    """Raises ValueError for a year before the first table."""
    federal, california = of_year(taxes.federal, year), of_year(taxes.california, year)
    payroll = of_year(taxes.payroll, year)
    state = california_tax(california, income)
    return Return(
        income,
        federal_tax(federal, income, max(_before_credits(california, income), NOTHING)),
        state,
        fica(payroll, income),
        income.wages * payroll.disability,
        (federal.year, california.year, payroll.year),
    )


def fica(table: Payroll, income: Income) -> Fraction:
    """Social Security up to its base, Medicare, and the additional Medicare tax of high wages: IRC 3101."""
    above = max(income.wages - table.additional_over[income.status], NOTHING)
    social = min(income.wages, table.base) * table.social_security
    return social + income.wages * table.medicare + above * table.additional_medicare


# --- California: Revenue and Taxation Code 17041 ff. ---


def california_tax(table: California, income: Income) -> Fraction:
    return _before_credits(table, income) - _caleitc(table, income) - _young_child(table, income)


def _before_credits(table: California, income: Income) -> Fraction:
    """The income tax that is owed, before what is paid out to low earners; this much a federal return may deduct."""
    agi = income.wages + income.pension  # unemployment and disability benefits are not taxed here
    people = 2 if income.status in ("joint", "head_of_household") else 1
    taxable = max(agi - table.standard * people, NOTHING)
    if income.status == "head_of_household":
        tax = table.head_of_household.tax(taxable)
    else:
        halves = 2 if income.status == "joint" else 1
        tax = table.single.tax(taxable / halves) * halves
    more = max(taxable - table.million_over, NOTHING) * table.million_rate
    return max(tax - _exemptions(table, income), NOTHING) + more


def _exemptions(table: California, income: Income) -> Fraction:
    """Credits for each person, falling with high income."""
    agi = income.wages + income.pension + income.unemployment  # federal adjusted gross income decides
    step = table.exemption_step / (2 if income.status == "separate" else 1)
    off = ceil(max(agi - table.exemption_over[income.status], NOTHING) / step) * table.exemption_falls
    people = 2 if income.status == "joint" else 1
    return people * max(table.exemption - off, NOTHING) + income.dependents * max(table.dependent - off, NOTHING)


def _caleitc(table: California, income: Income) -> Fraction:
    agi = income.wages + income.pension + income.unemployment
    if income.status == "separate" or agi >= table.caleitc.ends or not income.wages:
        return NOTHING
    children = min(income.dependents, MOST_EIC_CHILDREN)
    at = [_caleitc_at(table, children, amount) for amount in (income.wages, max(income.wages, agi))]
    return max(min(at), NOTHING)


def _caleitc_at(table: California, children: int, amount: Fraction) -> Fraction:
    credit = table.caleitc
    rate, earned, tail = credit.rate[children], credit.earned[children], credit.tail[children]
    falls_to = earned + (rate * earned - tail) / rate
    if amount <= earned:
        return amount * rate
    if amount <= falls_to:
        return earned * rate - (amount - earned) * rate
    return tail * (1 - min((amount - falls_to) / (credit.ends - falls_to), Fraction(1)))


def _young_child(table: California, income: Income) -> Fraction:
    """One a return, for a child under six, for whoever gets the credit above or earns nothing: R&TC 17052.1."""
    agi = income.wages + income.pension + income.unemployment
    may = income.status != "separate" and agi < table.caleitc.ends
    if not (income.young and income.dependents and may):
        return NOTHING
    return max(table.yctc_amount - max(income.wages - table.yctc_over, NOTHING) * table.yctc_falls, NOTHING)


# --- Federal: Internal Revenue Code ---


def federal_tax(table: Federal, income: Income, state_tax: Fraction) -> Fraction:
    """`state_tax`: what California takes; where it is more than the standard deduction, it is deducted instead."""
    status = table.status[income.status]
    agi = income.wages + income.pension + income.unemployment
    itemized = min(state_tax, status.state_tax_cap.at(agi))
    tax = status.schedule.tax(max(agi - max(status.standard, itemized), NOTHING))
    credit = _child_credit(table, income, agi)
    used = min(tax, credit)
    return tax - used - _refundable(table, income, credit - used) - _earned_income(table.eic, income, agi)


def _child_credit(table: Federal, income: Income, agi: Fraction) -> Fraction:
    over = max(agi - table.status[income.status].ctc_over, NOTHING)
    return max(income.dependents * table.ctc_each - ceil(over / THOUSAND) * CTC_STEP, NOTHING)


def _refundable(table: Federal, income: Income, left: Fraction) -> Fraction:
    """The additional child tax credit: a part of earnings, a child's limit: IRC 24(d)."""
    earned = max(income.wages - table.ctc_earned_over, NOTHING) * table.ctc_rate
    return min(left, earned, income.dependents * table.ctc_refundable)


def _earned_income(credit: EarnedIncomeCredit, income: Income, agi: Fraction) -> Fraction:
    """IRC 32; without children for 25 to 64 years of age, which is assumed."""
    if income.status == "separate":
        return NOTHING
    children = min(income.dependents, MOST_EIC_CHILDREN)
    over = (credit.over_joint if income.status == "joint" else credit.over)[children]
    rising = min(income.wages * credit.rate[children], credit.most[children])
    falling = credit.most[children] - max(max(income.wages, agi) - over, NOTHING) * credit.falls[children]
    return max(min(rising, falling), NOTHING)
