"""What forms share that change nothing by themselves: staff do in the agency's own system what was asked for."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from forms_app.deadlines import NO_CLOCK, Rules
from forms_app.forms.policy import Policy, Promise, StatusWords, Ways
from forms_app.i18n.translation import lazy_gettext as _l


def asking(about: str, promise: Callable[[Rules, date, str], Promise], *, of_date: bool = False) -> Policy:
    """Staff write on the page of what was sent what came of it; no clock of the law runs."""
    return Policy(
        clock=NO_CLOCK,
        ways=Ways(by_phone=_l("You can also do this by telephone: %(number)s.")),
        promise=promise,
        desks=frozenset({"caseworker"}),
        letters=(),
        about=about,
        status=StatusWords(
            sent=_l("It was taken care of on %(day)s."), written=_l("It was taken care of on %(day)s. See below.")
        ),
        where="account",
        is_change=True,
        of_date=of_date,
    )
