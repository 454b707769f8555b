"""Why it is less this time: what was ordered for the newest month, what came in for it, and where that is.

Told only where it is less; each sentence says what the rows say, and where they do not say it there is none.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import NamedTuple

from forms_app.account.ledger import life
from forms_app.account.ledger.span import month_of
from forms_app.account.words import day, money, month
from forms_app.bundles.money import Case, Kept, Part, Payment
from forms_app.i18n.translation import gettext as _

FOR_THE_MONTH = ("current", "future")  # what makes money count as the support of the month that it names


class Less(NamedTuple):
    """Sentences: of the newest month for which something came in, and of a newer one for which nothing has."""

    this_time: Sequence[str]
    not_yet: Sequence[str]


@dataclass(frozen=True, slots=True)
class _Month:
    """`came`: what counts as the support of this month; `payments`: of which it is a part or the whole."""

    name: str
    ordered: int
    came: int
    payments: Sequence[Payment]

    @property
    def missing(self) -> int:
        return self.ordered - self.came


def why_less(case: Case, as_of: date) -> Less:
    """Nothing is told where nothing is less, or where the rows do not tell what was ordered."""
    if case.until and case.until < as_of:
        return Less((), ())
    ordered = [name for name in _ordered_months(case) if name <= month_of(as_of)]
    named = {part.month for one in case.payments for part in one.parts if part.to in FOR_THE_MONTH}
    paid = [name for name in ordered if name in named][-1:]
    unpaid = [name for name in ordered[-1:] if name not in paid]
    less = [sentence for name in paid for sentence in _of_paid(case, _at(case, name), as_of)]
    return Less(less, [sentence for name in unpaid for sentence in _nothing_yet(_at(case, name), as_of)])


def _of_paid(case: Case, found: _Month, as_of: date) -> Iterator[str]:
    yield from _to_payer(found, as_of) if case.role == "payer" else _to_receiver(case, found, as_of)


def _ordered_months(case: Case) -> list[str]:
    """The oldest first."""
    return sorted({one.month for one in case.months if one.charged > 0})


def _at(case: Case, name: str) -> _Month:
    """One month, with what of it stands."""
    ordered = sum(one.charged for one in case.months if one.month == name)
    mine = [one for one in case.payments if _for(one, name)]
    return _Month(name, ordered, sum(_for(one, name) for one in mine), mine)


def _for(payment: Payment, name: str) -> int:
    return sum(part.amount for part in payment.parts if part.month == name and part.to in FOR_THE_MONTH)


def _to_receiver(case: Case, found: _Month, as_of: date) -> Iterator[str]:
    kept = list(_kept(found))
    out = sum(life.gone(case, one) for one in found.payments)
    if found.missing <= 0 and not kept:
        return
    yield from _ordered(found)
    yield from _came_in(found, as_of)
    yield from map(life.stayed, kept)
    if out:
        yield _("%(amount)s of these payments went out to you.", amount=money(out))
    else:
        yield _("None of it went out to you.")


def _to_payer(found: _Month, as_of: date) -> Iterator[str]:
    if found.missing <= 0:
        return
    yield from _ordered(found)
    yield _("%(amount)s of your payments counts for it.", amount=money(found.came))
    yield from _missing(found, as_of)
    yield from map(life.counts, _elsewhere(found))
    if (other := sum(life.other_case(one) for one in found.payments)) > 0:
        yield _("%(amount)s counts for another case of yours.", amount=money(other))
    if back := sum(one.refunded for one in found.payments):
        yield _("%(amount)s was given back to you.", amount=money(back))


def _ordered(found: _Month) -> Iterator[str]:
    yield _("Ordered for %(month)s: %(amount)s.", month=month(found.name), amount=money(found.ordered))


def _came_in(found: _Month, as_of: date) -> Iterator[str]:
    if found.missing <= 0:
        yield _("All of it came in.")
        return
    yield _("Came in for it: %(amount)s.", amount=money(found.came))
    yield from _missing(found, as_of)


def _nothing_yet(found: _Month, as_of: date) -> Iterator[str]:
    yield from _ordered(found)
    if found.name == month_of(as_of):
        yield _("Nothing has come in for it by %(day)s. The month is not over.", day=day(as_of))
    else:
        yield _("Nothing has come in for it.")


def _missing(found: _Month, as_of: date) -> Iterator[str]:
    amount = money(found.missing)
    if found.name == month_of(as_of):
        yield _("%(amount)s has not come in by %(day)s. The month is not over.", amount=amount, day=day(as_of))
    else:
        yield _("%(amount)s has not come in.", amount=amount)


def _kept(found: _Month) -> Iterator[Kept]:
    """What of these payments did not go out, that of one reason added up; what a reversal undid is in the sum."""
    sums: dict[tuple[str, date | None, str], int] = defaultdict(int)
    for kept in (kept for one in found.payments for kept in one.kept):
        sums[kept.why, kept.until, kept.reason] += kept.amount
    yield from (Kept(why, amount, until, reason) for (why, until, reason), amount in sums.items() if amount)


def _elsewhere(found: _Month) -> Iterator[Part]:
    """What the same payments count for beside this month, that of one thing added up."""
    sums: dict[tuple[str, str], Part] = {}
    for part in (part for one in found.payments for part in one.parts):
        if part.month == found.name and part.to in FOR_THE_MONTH:
            continue
        name = part.month if part.to in FOR_THE_MONTH else "", part.to
        before = sums.get(name)
        sums[name] = replace(part, amount=part.amount + (before.amount if before else 0))
    yield from (part for part in sums.values() if part.amount > 0)
