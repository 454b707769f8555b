"""What is owed, as a statement of account tells it: current support, what is past due, interest (CCP 695.211(c))."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from forms_app.account.ledger import months
from forms_app.account.ledger.span import EVERYTHING, month_of
from forms_app.account.words import money, month
from forms_app.bundles.money import Case, Month
from forms_app.i18n.translation import gettext as _


class Sum(NamedTuple):
    """All debts of a case that she owes or that are owed to her.

    `interest`: what of the amount is interest; None where a part of them tells none, and then none is in it.
    """

    amount: int
    interest: int | None
    calculated_on: date


class Line(NamedTuple):
    """What it is, and the amount in words."""

    label: str
    amount: str


@dataclass(frozen=True, slots=True)
class Owed:
    """One kind of debt as its newest month leaves it. `interest`: None where the agency's system gives none.

    `running`: the month is not over, so what of it is unpaid is current support and not past due.
    """

    newest: Month
    running: bool

    @property
    def current(self) -> int:
        """What of this month's support is still open; money counts for the month before it counts for older debt."""
        return max(0, min(self.newest.charged - self.newest.paid, self.newest.closing)) if self.running else 0

    @property
    def past_due(self) -> int:
        return max(0, self.newest.closing - self.current)

    @property
    def ahead(self) -> int:
        """What was paid beyond all that is owed."""
        return max(0, -self.newest.closing)

    @property
    def interest(self) -> int | None:
        return self.newest.interest

    @property
    def in_all(self) -> int:
        return self.current + self.past_due + (self.interest or 0)

    def lines(self) -> Iterator[Line]:
        """What a statement tells of a debt; the sum last."""
        if self.running:
            yield Line(_("Current support, %(month)s", month=month(self.newest.month)), money(self.current))
        yield Line(_("Past-due support"), money(self.past_due))
        if self.ahead:
            yield Line(_("Paid ahead"), money(self.ahead))
        if self.interest is None:
            yield Line(_("In all, without interest"), money(self.in_all))
        else:
            yield Line(_("Interest"), money(self.interest))
            yield Line(_("In all"), money(self.in_all))


def owed(case: Case, as_of: date) -> Sequence[Owed]:
    """One for each kind of debt; what is kept for aid comes last."""
    newest = [table.rows[-1] for table in months.tables(case, EVERYTHING)]
    return [Owed(one, one.month >= month_of(as_of)) for one in newest]


def in_all(debts: Sequence[Owed]) -> Sum | None:
    """What is kept for aid is not owed to her, so it is not in it. None where no debt is known."""
    if not debts:
        return None
    hers = [one for one in debts if one.newest.owed_to != "aid"]
    interests = [one.interest for one in hers if one.interest is not None]
    interest = sum(interests) if len(interests) == len(hers) else None
    return Sum(
        sum(one.current + one.past_due for one in hers) + (interest or 0),
        interest,
        min(one.newest.calculated_on for one in hers or debts),
    )
