"""The first bundle: status and money of each of her cases. A new account gets this one alone, until it is confirmed.

Amounts are cents. Nothing here depends on today, on how somebody else's address is protected, or on whose money it was
before it was hers: what a payer owes to the family and for aid is one sum, what a receiver gets is her part alone.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

KIND = "money"
CLOSED_FOR = timedelta(days=90)  # so long a closed case can be read in an account, and heard on the line


@dataclass(frozen=True, slots=True)
class OrderLine:
    """A line of what a court ordered. `every`: month, week, two_weeks, twice_a_month. `due_day`: of the month."""

    kind: str
    amount: int
    every: str
    due_day: int | None
    begins_on: date
    ends_on: date | None


@dataclass(frozen=True, slots=True)
class Month:
    """All her debts of one kind in one month, added up. `month` is 2026-09.

    `owed_to`: to a receiver family or aid; empty to a payer, who does not learn which of the two it is.
    `interest` is what was owed of it at the end, None where the agency's system gives none for a part of the debts.
    """

    month: str
    kind: str
    owed_to: str
    opening: int
    charged: int
    paid: int
    adjusted: int
    closing: int
    interest: int | None
    calculated_on: date


@dataclass(frozen=True, slots=True)
class Part:
    """How much of a payment counts for which month, and toward what: current, arrears, interest, fee, future."""

    month: str
    to: str
    amount: int


@dataclass(frozen=True, slots=True)
class SentPart:
    """How much of a payment went out with which of `Case.sendings`, by its place there."""

    sending: int
    amount: int


@dataclass(frozen=True, slots=True)
class Kept:
    """What did not go out. `why`: aid, fee, hold, recover; `reason` of a hold: address, identity, court, review."""

    why: str
    amount: int
    until: date | None
    reason: str


@dataclass(frozen=True, slots=True)
class Payment:
    """Money that came in for this case, as its reader may know it.

    For a payer: the whole of the payment in `amount`, what was given back, and `parts` of this case. For a receiver:
    `amount` is what was applied to her debts, `sent` and `kept` tell where it is. `reverses`: the place, in
    `Case.payments`, of the payment that this one takes back; None where it takes back none that stands there.
    """

    received_on: date
    posted_on: date
    withheld_on: date | None
    amount: int
    refunded: int
    designation: str
    is_reversal: bool
    reverses: int | None
    parts: tuple[Part, ...]
    sent: tuple[SentPart, ...]
    kept: tuple[Kept, ...]


@dataclass(frozen=True, slots=True)
class Sending:
    """Money that went out to her. `way`: card, deposit, check; `state`: requested, sent, returned, stopped, cashed."""

    on: date
    amount: int
    way: str
    state: str
    reference_last4: str


@dataclass(frozen=True, slots=True)
class Case:
    """One case in one role of hers: payer, receiver or caretaker. Payments, months and sendings: the oldest first.

    `until`: when her part in it ended. `is_being_checked`: its sums do not fit, so it has no money here at all.
    """

    case_id: str
    county: str
    role: str
    since: date
    until: date | None
    status: str
    closed_on: date | None
    is_being_checked: bool
    orders: tuple[OrderLine, ...]
    months: tuple[Month, ...]
    payments: tuple[Payment, ...]
    sendings: tuple[Sending, ...]


@dataclass(frozen=True, slots=True)
class Money:
    """All her cases, the one she came to last at the end."""

    cases: tuple[Case, ...]
