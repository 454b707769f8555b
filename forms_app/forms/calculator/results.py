"""The result in words, and what it would be with other time or other income: for page and paper alike."""

from __future__ import annotations

from fractions import Fraction
from typing import NamedTuple

from forms_app.forms.calculator.numbers import percent, whole_dollars
from forms_app.guideline.estimate import Estimate
from forms_app.guideline.formula import Case, Parent, Support, support
from forms_app.guideline.inputs.income_range import SupportRange
from forms_app.i18n.translation import gettext as _

CHANGES = (Fraction(-1, 5), Fraction(1, 5))


def headline(estimate: Estimate) -> str:
    """The sentence that answers the question."""
    result = estimate.result
    if result is None:
        return _("The amount depends on the time with each parent")
    if estimate.range and _is_wide(estimate.range):
        return _of_range(estimate.range)
    return _amounts(result.payer, result.low_end, result.amount)


def _is_wide(between: SupportRange) -> bool:
    return between.least_paid != between.most_paid


def _of_range(between: SupportRange) -> str:
    """What A pays, from the least to the most; below 0 B pays."""
    least, most = between.least_paid, between.most_paid
    if least < 0 < most:
        return _(
            "From %(theirs)s a month that the other parent would pay to %(mine)s a month that you would pay",
            theirs=whole_dollars(least),
            mine=whole_dollars(most),
        )
    return _amounts("A" if most > 0 else "B", min(abs(least), abs(most)), max(abs(least), abs(most)))


def _amounts(payer: Parent | None, low: Fraction, high: Fraction) -> str:
    least, most = whole_dollars(low), whole_dollars(high)
    if payer is None or most == "$0":
        return _("Nobody would pay: the guideline amount is $0")
    if least == most:
        if payer == "A":
            return _("You would pay %(amount)s a month", amount=most)
        return _("The other parent would pay %(amount)s a month", amount=most)
    if payer == "A":
        return _("You would pay from %(least)s to %(most)s a month", least=least, most=most)
    return _("The other parent would pay from %(least)s to %(most)s a month", least=least, most=most)


def short(result: Support) -> str:
    """For a cell of a table."""
    if result.payer is None or whole_dollars(result.amount) == "$0":
        return _("Nobody: $0")
    least, most = whole_dollars(result.low_end), whole_dollars(result.amount)
    amount = most if least == most else _("%(least)s to %(most)s", least=least, most=most)
    if result.payer == "A":
        return _("You: %(amount)s", amount=amount)
    return _("The other parent: %(amount)s", amount=amount)


class WhatIf(NamedTuple):
    """One row: what would be different, who then pays how much; `here` where it is as answered."""

    change: str
    result: str
    here: bool = False


def other_times(estimate: Estimate) -> list[WhatIf]:
    """More or less time with A, everything else as it is."""
    return [
        WhatIf(_("%(time)s with you", time=percent(time)), short(result), result is estimate.result)
        for time, result in estimate.by_time.items()
    ]


def other_incomes(estimate: Estimate) -> list[WhatIf]:
    """Other net incomes, a parent at a time; nothing where the time is not known."""
    result = estimate.result
    if result is None:
        return []
    found = []
    for parent in ("A", "B"):
        for change in CHANGES:
            case = result.case
            net_a = case.net_a * (1 + change) if parent == "A" else case.net_a
            net_b = case.net_b * (1 + change) if parent == "B" else case.net_b
            other = support(estimate.law, Case(net_a, net_b, case.shares_a, case.children), estimate.threshold)
            said = _say_change(parent, change, net_a if parent == "A" else net_b)
            found.append(WhatIf(said, short(other)))
    return found


def _say_change(parent: str, change: Fraction, net: Fraction) -> str:
    values = {"percent": percent(abs(change)), "net": whole_dollars(net)}
    if parent == "A":
        if change < 0:
            return _("You have %(percent)s less: %(net)s a month", **values)
        return _("You have %(percent)s more: %(net)s a month", **values)
    if change < 0:
        return _("The other parent has %(percent)s less: %(net)s a month", **values)
    return _("The other parent has %(percent)s more: %(net)s a month", **values)
