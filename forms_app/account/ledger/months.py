"""The months of a case, one table for each kind of debt, and what was ordered and paid in a month of all of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from forms_app.account.ledger.span import Span
from forms_app.account.words import money, short_month
from forms_app.bundles.money import Case, Month
from forms_app.i18n.translation import gettext as _

Kind = tuple[str, str]  # child, spousal, medical; to whom it is owed, where she may know


@dataclass(frozen=True, slots=True)
class Table:
    """The months of one kind of debt, the oldest first."""

    kind: str
    owed_to: str
    rows: Sequence[Month]

    @property
    def tells_interest(self) -> bool:
        """Whether the months differ in it; else one line says it of all of them."""
        return any(row.interest for row in self.rows) or len({row.interest for row in self.rows}) > 1


class Row(NamedTuple):
    """A month as a page shows it, in words; `notes` stand under what was owed at its end."""

    month: str
    ordered: str
    paid: str
    closing: str
    notes: Sequence[str]


@dataclass(frozen=True, slots=True)
class Both:
    """What of a month was ordered and paid, of the debts that are looked at."""

    month: str
    ordered: int
    paid: int


def kinds(case: Case) -> list[Kind]:
    """Those that the case has, in the order of the alphabet; what is kept for aid after what is hers."""
    return sorted({(month.kind, month.owed_to) for month in case.months}, key=lambda kind: (kind[1] == "aid", kind))


def tables(case: Case, span: Span, kind: Kind | None = None) -> list[Table]:
    """Of all kinds, or of one; a kind without a month in this span has no table."""
    made = (_table(case.months, one, span) for one in kinds(case) if kind in (None, one))
    return [table for table in made if table.rows]


def both(found: Iterable[Table]) -> list[Both]:
    """The oldest first."""
    sums: dict[str, tuple[int, int]] = {}
    for row in (row for table in found for row in table.rows):
        ordered, paid = sums.get(row.month, (0, 0))
        sums[row.month] = ordered + row.charged, paid + row.paid
    return [Both(month, *sums[month]) for month in sorted(sums)]


def rows(table: Table) -> list[Row]:
    """The newest first."""
    tells_interest = table.tells_interest
    return [
        Row(
            short_month(one.month), money(one.charged), money(one.paid), money(one.closing), _notes(one, tells_interest)
        )
        for one in reversed(table.rows)
    ]


def _notes(one: Month, tells_interest: bool) -> list[str]:
    notes = [_("adjusted by %(amount)s", amount=money(one.adjusted))] if one.adjusted else []
    if tells_interest and one.interest is None:
        notes.append(_("without interest"))
    elif tells_interest and one.interest:
        notes.append(_("and %(amount)s interest", amount=money(one.interest)))
    return notes


def _table(months: Iterable[Month], kind: Kind, span: Span) -> Table:
    return Table(*kind, [one for one in months if (one.kind, one.owed_to) == kind and span.holds(one.month)])
