"""Payments and months of one case: as a receiver, where each part is; as a payer, which month it counts for."""

from __future__ import annotations

from flask import abort

from forms_app.account.pages import draw
from forms_app.account.services import services
from forms_app.account.views.life import Clock, tell
from forms_app.account.views.opened import opened


def payments(place: int) -> str:
    """`place`: of the case among hers, from 1; no number of a case stands in an address."""
    found = opened()
    cases = found.money.cases if found.money else ()
    if found.money and not 1 <= place <= len(cases):
        abort(404)
    case = cases[place - 1] if cases else None
    clock = Clock(services().today(), services().rules)
    return draw("account/payments.html", found=found, case=case, told=lambda case, payment: tell(case, payment, clock))
