"""Balances: of each case what is owed, of what kind, with or without interest, as of which day; how to dispute it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from forms_app.account.ledger import balance
from forms_app.account.ledger.balance import Owed
from forms_app.account.pages import draw
from forms_app.account.views.cases.shown import CaseShown
from forms_app.account.views.opened import Opened, opened
from forms_app.account.views.payments import others


class Account(NamedTuple):
    """A case, and its debts that are owed by her or to her."""

    shown: CaseShown
    debts: Sequence[Owed]


def balances() -> str:
    found = opened()
    return draw("account/balances.html", found=found, accounts=list(_accounts(found)))


def _accounts(found: Opened) -> Iterator[Account]:
    if found.freshness:
        yield from (Account(one, balance.owed(one.case, found.freshness.as_of)) for one in others(found))
