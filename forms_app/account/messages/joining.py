"""A question that she asked on the public site joins a conversation: whoever has its two numbers asked it.

Wrong is answered in one way, whatever is wrong, and tries are counted. That it is hers the inside hears in an order
that she signs, with a proof that only whoever had the receipt code can make; staff check it.
"""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import Any

from flask import Response

from forms_app.account import events, orders
from forms_app.account.forms import about_case, sent
from forms_app.account.forms.sender import account_id
from forms_app.account.guard import field
from forms_app.account.pages import draw, see_other
from forms_app.account.services import services
from forms_app.account.views.cases.shown import CaseShown
from forms_app.account.views.opened import hers, only_confirmed
from forms_app.bundles.history import What
from forms_app.deadlines.dates import LOS_ANGELES
from forms_app.forms import FORMS
from forms_app.sealing import codes
from forms_app.storage import status
from forms_app.storage.status import Status
from forms_app.storage.submissions import references
from forms_app.storage.throttles import Limit, TooMany

TRIES = Limit("codes of questions", 10, timedelta(hours=1))


@only_confirmed
def join_page() -> str:
    return _drawn()


@only_confirmed
def join() -> Any:
    """Into the conversation about one case of hers. Typed twice it is there once."""
    shown = _chosen()
    if shown is None:
        return _drawn(wrong="case"), 422
    try:
        services().throttle.spend([(TRIES, str(account_id()))])
    except TooMany:
        return _drawn(wrong="many"), 429
    kept = _kept(shown)
    standing = sent.standing_of(kept) if kept else None
    if kept is None or standing is None or not _joins(standing):
        return _drawn(wrong="numbers"), 422
    return _join({**kept, "form": standing.form, "sent_at": _its_day(standing)})


def _joins(standing: Status) -> bool:
    return standing.form in FORMS and FORMS[standing.form].policy.joins_messages


def _join(kept: dict[str, Any]) -> Response:
    numbers = kept["reference"], kept["receipt_code"]
    proof = status.proof(status.key_of(services().pepper, *numbers), hers().public.id)
    said = {"reference": kept["reference"], "case": kept["case"]["number"], "proof": proof.hex()}
    with services().database.write() as connection:
        if sent.keep(connection, kept):
            events.note(connection, hers().keys, hers().public, What.QUESTION_JOINED)
            orders.hand_in(connection, hers().keys, hers().public, "joined", said)
            known = {name: kept[name] for name in ("form", "reference", "receipt_code", "sent_at")}
            orders.hand_in(connection, hers().keys, hers().public, "sent", known)
    return see_other(f"/messages/{sent.place_of(kept['reference'])}/")


def _kept(shown: CaseShown) -> dict[str, Any] | None:
    """As of what she sent while signed in; None of what are no two numbers."""
    try:
        reference, code = references.read_reference(field("reference")), codes.read(field("receipt_code"))
    except (ValueError, codes.NotACode):
        return None
    case = about_case.of_case(shown)
    return {"reference": reference, "receipt_code": code, "answers": {}, "case": case._asdict()}


def _chosen() -> CaseShown | None:
    """Of several she chooses; her only one needs no choice."""
    cases, typed = about_case.cases_apart(), field("case")
    if len(cases) == 1:
        return cases[0]
    return next((one for one in cases if str(one.place) == typed), None)


def _its_day(standing: Status) -> str:
    """Of what was sent without the account only the day is known: its beginning, so that it never lies ahead."""
    return datetime.combine(standing.filed_on, time(), LOS_ANGELES).isoformat()


def _drawn(wrong: str = "") -> str:
    typed = {name: field(name) for name in ("reference", "receipt_code", "case")} if wrong else {}
    return draw("account/messages/join.html", wrong=wrong, typed=typed, cases=about_case.cases_apart())
