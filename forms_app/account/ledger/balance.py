"""What is owed, as a statement of account tells it: current support, what is past due, interest (CCP 695.211(c))."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from forms_app.account.ledger import months
from forms_app.account.ledger.span import ALL, month_of, of
from forms_app.bundles.money import Case, Month


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


def owed(case: Case, as_of: date) -> Sequence[Owed]:
    """One for each kind of debt; what is kept for aid comes last."""
    newest = [table.rows[-1] for table in months.tables(case, of(ALL, as_of))]
    return [Owed(month, month.month >= month_of(as_of)) for month in newest]
