"""How a parent's net income came about, in words: what was entered, what was taken off, and from which tables."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import NamedTuple

from forms_app.forms.calculator.incomes import FILING
from forms_app.forms.calculator.numbers import dollars
from forms_app.guideline.means import Deduction, Net
from forms_app.guideline.taxes.returns import MONTHS, Return
from forms_app.i18n.translation import gettext as _
from forms_app.i18n.translation import lazy_gettext as _l

DEDUCTIONS: dict[Deduction, tuple[object, str]] = {
    "dues": (_l("Required union dues and retirement"), "4059(c)"),
    "health": (_l("Health insurance"), "4059(d)"),
    "paid": (_l("Support paid for others"), "4059(e)"),
}


class Line(NamedTuple):
    """One line of a sum: what it is, dollars a month with its sign, the section of the Family Code."""

    text: str
    amount: str
    section: str = ""


def lines(net: Net) -> list[Line]:
    """From what was entered to the net income."""
    entered = _("After taxes, as entered") if net.earnings.is_net else _("Pay before taxes")
    if net.earnings.assumed:
        entered = _("Pay for full time at the minimum wage, because it is not known")
    found = [Line(entered, dollars(net.earnings.amount), "4058")]
    if net.earnings.benefits:
        found.append(Line(_("Unemployment, disability, pension"), dollars(net.earnings.benefits), "4058"))
    found += _taxes(net)
    for kind, amount in net.earnings.deductions.items():
        said, section = DEDUCTIONS[kind]
        found.append(Line(str(said), dollars(-amount), section))
    return [*found, Line(_("Left each month"), dollars(max(net.amount, Fraction(0))), "4059, 4060")]


def _taxes(net: Net) -> Iterator[Line]:
    if net.estimated is None:
        if net.taxes is not None:
            yield Line(_("Taxes, as entered"), dollars(-net.taxes), "4059(a), (b)")
        return
    yield from _estimated(net.estimated)


def _estimated(found: Return) -> Iterator[Line]:
    """A credit that is paid out adds to the income: its amount then stands without a minus."""
    yield Line(_("Federal income tax, less credits"), dollars(-found.federal / MONTHS), "4059(a)")
    yield Line(_("California income tax, less credits"), dollars(-found.california / MONTHS), "4059(a)")
    yield Line(_("Social Security and Medicare"), dollars(-found.fica / MONTHS), "4059(b)")
    yield Line(_("State disability insurance"), dollars(-found.disability / MONTHS), "4059(d)")


def basis(net: Net) -> str:
    """Of an estimate of taxes: how the return was taken to be filed; nothing where no taxes were estimated."""
    if net.estimated is None:
        return ""
    income = net.estimated.income
    status = next(str(option.label) for option in FILING if option.value == income.status)
    return _(
        "Taxes estimated for this filing status: %(status)s. Children under 17 on the tax return: %(children)s.",
        status=status,
        children=income.dependents,
    )


def tables_used(net: Net, year: int) -> str:
    """Which years' tables the taxes come from; nothing where no taxes were estimated."""
    if net.estimated is None:
        return ""
    federal, california, payroll = net.estimated.years
    said = _(
        "Taxes are estimated with the tables of %(federal)s for federal income tax, of %(california)s for California "
        "income tax, and of %(payroll)s for Social Security, Medicare and state disability insurance.",
        federal=federal,
        california=california,
        payroll=payroll,
    )
    if min(net.estimated.years) < year:
        said += " " + _("Newer tables are not in this calculator yet.")
    return said
