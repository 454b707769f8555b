"""The tables of agency/taxes.toml, read once: federal and California income tax, what is taken from wages; by year."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from pathlib import Path
from typing import Literal, NamedTuple, Protocol, TypeVar, get_args

from forms_app.facts.toml_file import Table, read

Status = Literal["single", "joint", "separate", "head_of_household"]
STATUSES: tuple[Status, ...] = get_args(Status)
FEWEST_RATES, CHILDREN = 2, 4  # none, one, two, three or more children


class Yearly(Protocol):
    @property
    def year(self) -> int: ...


Of = TypeVar("Of", bound=Yearly)


class Schedule(NamedTuple):
    """Rates by bracket; `over`: the dollars a year at which each but the first begins."""

    rates: tuple[Fraction, ...]
    over: tuple[Fraction, ...]

    def tax(self, income: Fraction) -> Fraction:
        starts = (Fraction(0), *self.over)
        ends: tuple[Fraction | None, ...] = (*self.over, None)
        return sum(
            (
                rate * (min(income, end) if end is not None else income) - rate * start
                for rate, start, end in zip(self.rates, starts, ends, strict=True)
                if income > start
            ),
            Fraction(0),
        )


class StateTaxCap(NamedTuple):
    """How much state tax may be deducted: `most`, falling by `falls` of each dollar over `over`, not below `least`."""

    most: Fraction
    over: Fraction | None
    falls: Fraction
    least: Fraction

    def at(self, income: Fraction) -> Fraction:
        if self.over is None or income <= self.over:
            return self.most
        return max(self.most - self.falls * (income - self.over), self.least)


class FederalStatus(NamedTuple):
    standard: Fraction
    schedule: Schedule
    state_tax_cap: StateTaxCap
    ctc_over: Fraction


class EarnedIncomeCredit(NamedTuple):
    """Of returns with none, one, two, three or more children (IRC 32)."""

    rate: tuple[Fraction, ...]
    most: tuple[Fraction, ...]
    over: tuple[Fraction, ...]
    over_joint: tuple[Fraction, ...]
    falls: tuple[Fraction, ...]


class Federal(NamedTuple):
    year: int
    status: Mapping[Status, FederalStatus]
    ctc_each: Fraction
    ctc_refundable: Fraction
    ctc_earned_over: Fraction
    ctc_rate: Fraction
    eic: EarnedIncomeCredit


class CalEITC(NamedTuple):
    """R&TC 17052: rises by `rate` to `earned` dollars, falls as fast to `tail`, then in a line to nothing at `ends`."""

    rate: tuple[Fraction, ...]
    earned: tuple[Fraction, ...]
    tail: tuple[Fraction, ...]
    ends: Fraction


class California(NamedTuple):
    year: int
    single: Schedule
    head_of_household: Schedule
    standard: Fraction
    exemption: Fraction
    dependent: Fraction
    exemption_over: Mapping[Status, Fraction]
    exemption_step: Fraction
    exemption_falls: Fraction
    million_over: Fraction
    million_rate: Fraction
    caleitc: CalEITC
    yctc_amount: Fraction
    yctc_over: Fraction
    yctc_falls: Fraction


class Payroll(NamedTuple):
    year: int
    social_security: Fraction
    base: Fraction
    medicare: Fraction
    additional_medicare: Fraction
    additional_over: Mapping[Status, Fraction]
    disability: Fraction


class Taxes(NamedTuple):
    """Each kind's tables, the newest last."""

    federal: tuple[Federal, ...]
    california: tuple[California, ...]
    payroll: tuple[Payroll, ...]


def of_year(tables: Sequence[Of], year: int) -> Of:
    """That of the year; for a later year the newest. Raises ValueError for one before the first."""
    found = next((table for table in reversed(tables) if table.year <= year), None)
    if found is None:
        raise ValueError(f"taxes are known from {tables[0].year} on")
    return found


def load(directory: Path) -> Taxes:
    """Raises FactsError with file, line and remedy."""
    whole = read(directory / "taxes.toml", "[[federal]]", "[[california]]", "[[payroll]]")
    return Taxes(
        _years(whole, "federal", _federal), _years(whole, "california", _california), _years(whole, "payroll", _payroll)
    )


def _years(whole: Table, kind: str, build: Callable[[Table], Of]) -> tuple[Of, ...]:
    found: dict[int, Of] = {}
    for table in whole.tables(kind):
        table.origin()
        one = build(table)
        table.refuse_unread()
        if one.year in found:
            raise table.wrong("the year stands twice", "Remove one of the two.", "year")
        found[one.year] = one
    if not found:
        raise whole.wrong(f"no [[{kind}]]", "Put back the table of at least one year.")
    return tuple(found[year] for year in sorted(found))


def _federal(table: Table) -> Federal:
    rates = _numbers(table, "rates")
    falls = _number(table, "state_tax_cap_falls") if table.has("state_tax_cap_falls") else Fraction(0)
    eic = EarnedIncomeCredit(
        *(_numbers(table, f"eic_{part}", CHILDREN) for part in ("rate", "most", "over", "over_joint", "falls"))
    )
    return Federal(
        year=table.number("year"),
        status={status: _status(table.inner(status), rates, falls) for status in STATUSES},
        **{key: _number(table, key) for key in ("ctc_each", "ctc_refundable", "ctc_earned_over", "ctc_rate")},
        eic=eic,
    )


def _status(table: Table, rates: tuple[Fraction, ...], falls: Fraction) -> FederalStatus:
    over = _number(table, "state_tax_cap_over") if table.has("state_tax_cap_over") else None
    least = _number(table, "state_tax_cap_least") if table.has("state_tax_cap_least") else Fraction(0)
    found = FederalStatus(
        _number(table, "standard"),
        _schedule(table, "over", rates),
        StateTaxCap(_number(table, "state_tax_cap"), over, falls, least),
        _number(table, "ctc_over"),
    )
    table.refuse_unread()
    return found


def _california(table: Table) -> California:
    rates, factor = _numbers(table, "rates"), _number(table, "caleitc_factor")
    caleitc = CalEITC(
        tuple(rate * factor for rate in _numbers(table, "caleitc_rate", CHILDREN)),
        _numbers(table, "caleitc_earned", CHILDREN),
        _numbers(table, "caleitc_tail", CHILDREN),
        _number(table, "caleitc_ends"),
    )
    plain = ("standard", "exemption", "dependent", "exemption_step", "exemption_falls", "million_over", "million_rate")
    return California(
        year=table.number("year"),
        single=_schedule(table, "single_over", rates),
        head_of_household=_schedule(table, "head_of_household_over", rates),
        exemption_over=_by_status(table.inner("exemption_over")),
        caleitc=caleitc,
        **{key: _number(table, key) for key in (*plain, "yctc_amount", "yctc_over", "yctc_falls")},
    )


def _payroll(table: Table) -> Payroll:
    plain = ("social_security", "base", "medicare", "additional_medicare", "disability")
    return Payroll(
        year=table.number("year"),
        additional_over=_by_status(table.inner("additional_over")),
        **{key: _number(table, key) for key in plain},
    )


def _by_status(table: Table) -> dict[Status, Fraction]:
    return {status: _number(table, status) for status in STATUSES}


def _schedule(table: Table, key: str, rates: tuple[Fraction, ...]) -> Schedule:
    over = _numbers(table, key, len(rates) - 1)
    if list(over) != sorted(set(over)):
        raise table.wrong(f"{key} does not rise", "Write the dollars from the lowest to the highest.", key)
    return Schedule(rates, over)


def _numbers(table: Table, key: str, count: int | None = None) -> tuple[Fraction, ...]:
    values = table.get(key)
    if not isinstance(values, list) or len(values) != (count or len(values)) or len(values) < FEWEST_RATES:
        raise table.wrong(f"{key} is not a list of {count or 'several'} numbers", "Put back what is missing.", key)
    return tuple(_exact(table, key, value) for value in values)


def _number(table: Table, key: str) -> Fraction:
    return _exact(table, key, table.get(key))


def _exact(table: Table, key: str, value: object) -> Fraction:
    """Whole dollars as a number, anything finer in quotes: a number with a point would not be exact."""
    if (isinstance(value, int) and not isinstance(value, bool)) or isinstance(value, str):
        try:
            return Fraction(value)
        except (ValueError, ZeroDivisionError):
            pass
    raise table.wrong(f"{key} is not a whole number or a number in quotes", f'Write it as {key} = 100 or "0.25".', key)
