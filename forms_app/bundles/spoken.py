"""The third bundle: the little of it that a telephone may say aloud to whoever gave her number and her PIN.

No name, no place, no county, no number of a case, and nothing of which money might come from a tax refund: data from
tax returns may not be given by automated voice (IRS, additional requirements for Publication 1075). So a payment stands
here only if it was sent in or taken from wages, and nothing says which of the two.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

KIND = "spoken"


@dataclass(frozen=True, slots=True)
class Received:
    """A payment; for a receiver what of it was applied to her debts. `here`: of a payer's, what counts for this case,
    where the rest counts for another one. Cents."""

    on: date
    amount: int
    here: int | None = None


@dataclass(frozen=True, slots=True)
class Balance:
    """What is owed, without interest, and the interest where all of it is known. Cents."""

    on: date
    owed: int
    interest: int | None


@dataclass(frozen=True, slots=True)
class SpokenCase:
    """One case in one role. `from_wages`: the payer's support comes out of a paycheck; never told of a receiver.
    `told_until`: the last day on which a closed case is told of."""

    role: str
    is_being_checked: bool
    from_wages: bool
    last: Received | None
    balance: Balance | None
    told_until: date | None = None


@dataclass(frozen=True, slots=True)
class Coming:
    """A date of hers that lies ahead. `kind`: court, appointment, phone. When, and never where."""

    kind: str
    starts_at: datetime


@dataclass(frozen=True, slots=True)
class Spoken:
    """Cases: the one she came to last first. `dates`: None while a new account does not show them."""

    as_of: date
    cases: tuple[SpokenCase, ...]
    dates: tuple[Coming, ...] | None
