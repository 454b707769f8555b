"""Which payments a list shows: all, or those with which one thing happened."""

from __future__ import annotations

from collections.abc import Callable

from forms_app.bundles.money import Case, Payment

WAYS: dict[str, Callable[[Payment], bool]] = {
    "out": lambda one: bool(one.sent),
    "kept": lambda one: bool(one.kept),
    "pay": lambda one: one.withheld_on is not None,
    "other": lambda one: one.withheld_on is None and not one.is_reversal,
    "back": lambda one: one.is_reversal or bool(one.refunded),
}
OF_ROLE = {"payer": ("pay", "other", "back")}
OF_RECEIVER = ("out", "kept", "back")


def ways(case: Case) -> list[str]:
    """Those that part this case's payments: what holds for all of them or for none is no choice."""
    names = OF_ROLE.get(case.role, OF_RECEIVER)
    return [name for name in names if 0 < sum(map(WAYS[name], case.payments)) < len(case.payments)]


def is_shown(payment: Payment, name: str) -> bool:
    """`name`: one of WAYS, or empty for all."""
    return not name or WAYS[name](payment)
