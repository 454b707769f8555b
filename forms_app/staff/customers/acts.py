"""What staff do with a customer's account: each act is written into the trail, then asked of the case-data worker.

The worker alone decides: it knows who is protected, and of what two members of staff must be sure.
"""

from __future__ import annotations

import hmac
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection

from forms_app.bundles.history import Look, Way
from forms_app.case_data.store.asks import Ask, Kind
from forms_app.case_data.store.databases import CaseDatabase
from forms_app.case_data.store.for_staff import account
from forms_app.case_data.store.for_staff.account import Account
from forms_app.i18n.translation import LazyString
from forms_app.i18n.translation import gettext as _
from forms_app.i18n.translation import lazy_gettext as _l
from forms_app.staff import audit
from forms_app.staff.audit import Action
from forms_app.staff.auth_guard import field, number, signed_in
from forms_app.staff.customers import own_letters
from forms_app.staff.customers.opening import Opened
from forms_app.staff.office import office
from forms_app.staff.rights import Right, who
from forms_app.staff.text_fields import wrong_with
from forms_app.text.cleaning import tidy

PATIENCE_SECONDS, STEP_SECONDS = 3.0, 0.1  # the worker looks every second
SEEN: dict[str, LazyString] = {
    "license": _l("Driver license or state ID card"),
    "passport": _l("Passport"),
    "consular": _l("Consular ID card"),
    "tribal": _l("Tribal ID card"),
    "other": _l("Another official card with a photo"),
}
WAYS: dict[str, LazyString] = {
    Way.PHONE: _l("By telephone"),
    Way.MAIL: _l("By letter"),
    Way.HAND: _l("Here at the office"),
}
WAY_OF_LOOK = {Look.CALL: Way.PHONE, Look.LETTER: Way.MAIL, Look.VISIT: Way.HAND}
NEWS: dict[str, LazyString] = {
    "pause": _l("Pause it: the customer can turn it on again in the account"),
    "forget": _l("Forget the address too: the customer can give one again in the account"),
}
CALLS: dict[str, LazyString] = {
    "hers": _l("It was this person after all: the account may go on"),
    "not-hers": _l("It was somebody else: the account stays stopped"),
    "not-reached": _l("Nobody was reached: it stays to be done"),
}


class Refused(Exception):
    """Why nothing was asked. `card`: of which act, where its form stands."""

    def __init__(self, card: str, sentence: str) -> None:
        super().__init__(sentence)
        self.card, self.sentence = card, sentence


class Changed(Exception):
    """Something was done with this account since the page was drawn."""


@dataclass(frozen=True)
class Act:
    """`body`: what the worker is told, out of the fields of the form; raises Refused."""

    kind: Kind
    action: Action
    body: Callable[[], Mapping[str, Any]]


def may(name: str) -> bool:
    return name in ACTS and signed_in().role in who(Right.CUSTOMERS)


def why_not_on(about: Account) -> str:
    """Why a stopped account cannot go on by this member of staff; nothing if it can."""
    if about.open_veto:
        return str(_("This person said “that was not me”. Call back first."))
    if about.stopped_by(Kind.VETO) and not _may_release(about, Kind.THAW):
        return str(_("This person had said “that was not me”. A supervisor can let the account go on."))
    return ""


def why_not_closed(about: Account) -> str:
    """Why this member of staff cannot close it; nothing if it can be."""
    if about.open_veto:
        return str(_("This person said “that was not me”. Call back first."))
    return "" if _may_release(about, Kind.CLOSE) else str(_("A supervisor can close the account."))


def _may_release(about: Account, kind: Kind) -> bool:
    """A supervisor, or any other as the second: who begins is always a supervisor."""
    is_second = about.begun_by(kind) not in ("", str(signed_in().account_id))
    return is_second or signed_in().role in who(Right.RELEASE)


def do(cases: CaseDatabase, opened: Opened, name: str) -> None:
    """Ask it, and wait a little for the answer. Raises Refused and Changed."""
    act, words = ACTS[name], _words(name)
    body = act.body()
    why_not = WHY_NOT.get(act.kind)
    if why_not and (why := why_not(account.of(cases, opened.person_id, office().today()))):
        raise Refused(name, why)
    with office().database.write() as connection:
        seen = account.last_ask(cases, opened.person_id)
        if field("seen") != str(seen):
            raise Changed
        _record(connection, act, opened, body, words)
    if act.kind is Kind.CONFIRM and own_letters.has_seen_a_code(cases, opened.person_id):
        body = {**body, "saw_code": True}
    me, nonce = str(signed_in().account_id), _nonce(opened.person_id, seen)
    asked = _answered(office().asks.ask(act.kind, body, opened.person_id, me, office().now(), nonce))
    if asked is None or (asked.account, asked.kind) != (me, act.kind):
        raise Changed


def _record(connection: Connection, act: Act, opened: Opened, body: Mapping[str, Any], words: str) -> None:
    said = " ".join(str(value) for value in body.values())
    detail = f"{opened.person_id} {said}".strip() + (f": {words}" if words else "")
    audit.record(connection, office(), act.action, signed_in().account_id, detail=detail)


def _nonce(person_id: str, seen: int) -> str:
    """Of two who press on the same page at the same moment only one is heard; and nobody twice."""
    return hmac.digest(office().key("asks"), f"{person_id} {seen}".encode(), "sha256").hex()


def _answered(ask: int) -> Ask | None:
    """The answer is waited for here, so that no page has to reload by itself."""
    until = time.monotonic() + PATIENCE_SECONDS
    asked = office().asks.answer_to(ask)
    while asked and not asked.answer and time.monotonic() < until:
        time.sleep(STEP_SECONDS)
        asked = office().asks.answer_to(ask)
    return asked


def _words(card: str) -> str:
    words = tidy(field("words"))
    if wrong := wrong_with(words):
        raise Refused(card, wrong)
    return words


def _confirm() -> Mapping[str, Any]:
    return _recognized("confirm")


def _recognized(card: str) -> Mapping[str, Any]:
    """How staff know who this is: never the number of a paper, and never a number to call that somebody gave."""
    way, seen = field("way"), field("paper")
    if way == "called":
        if field("own_number") != "yes":
            raise Refused(card, _("Call the number in the agency's own system, then tick that you did."))
        return {"way": way}
    if way != "desk":
        raise Refused(card, _("Choose how you know who this is."))
    if seen not in SEEN:
        raise Refused(card, _("Choose which paper you saw."))
    return {"way": way, "document": seen}


def _at_the_desk(card: str) -> Callable[[], Mapping[str, Any]]:
    def body() -> Mapping[str, Any]:
        if field("paper") not in SEEN:
            raise Refused(card, _("Choose which paper you saw."))
        return {"way": "desk", "document": field("paper")}

    return body


def _sure(card: str, question: str | LazyString) -> Callable[[], Mapping[str, Any]]:
    def body() -> Mapping[str, Any]:
        if field("sure") != "yes":
            raise Refused(card, str(question))
        return {}

    return body


def _called_back() -> Mapping[str, Any]:
    if field("outcome") not in CALLS:
        raise Refused("called-back", _("Choose what came of the call."))
    if field("own_number") != "yes":
        raise Refused("called-back", _("Call the number in the agency's own system, then tick that you did."))
    return {"outcome": field("outcome")}


def _asked_for(card: str) -> Callable[[], Mapping[str, Any]]:
    """How the person asked; and staff were sure of who it was."""

    def body() -> Mapping[str, Any]:
        if field("way") not in WAYS:
            raise Refused(card, _("Choose how this person asked for it."))
        if field("compared") != "yes":
            raise Refused(card, _("Make sure who this is as for every other change, then tick that you did."))
        return {"way": field("way")}

    return body


def _no_news() -> Mapping[str, Any]:
    if field("news") not in NEWS:
        raise Refused("no-news", _("Choose whether the address is kept."))
    return {"what": field("news"), **_asked_for("no-news")()}


def _nothing() -> Mapping[str, Any]:
    return {}


def _letter() -> Mapping[str, Any]:
    """`live`: there is an account, to which the code leads back."""
    return {"way": "letter", "for": "recovery" if field("live") == "yes" else "activation"}


def _paper() -> Mapping[str, Any]:
    return {"doc": field("doc")}


def _handed_over() -> Mapping[str, Any]:
    return {"ask": number(field("ask"))}


WHY_NOT: dict[Kind, Callable[[Account], str]] = {Kind.THAW: why_not_on, Kind.CLOSE: why_not_closed}
ACTS: dict[str, Act] = {
    "confirm": Act(Kind.CONFIRM, Action.CUSTOMER_CONFIRMED, _confirm),
    "letter": Act(Kind.CODE, Action.CUSTOMER_CODE, _letter),
    "desk-code": Act(Kind.CODE, Action.CUSTOMER_CODE, _at_the_desk("desk-code")),
    "stop": Act(Kind.FREEZE, Action.CUSTOMER_STOPPED, _nothing),
    "go-on": Act(Kind.THAW, Action.CUSTOMER_LET_GO_ON, _sure("go-on", _l("Tick that you are sure, and press again."))),
    "close": Act(Kind.CLOSE, Action.CUSTOMER_CLOSED, _sure("close", _l("Tick that you are sure, and press again."))),
    "veto": Act(Kind.VETO, Action.CUSTOMER_VETO, _nothing),
    "called-back": Act(Kind.CALLED_BACK, Action.CUSTOMER_CALLED_BACK, _called_back),
    "end-sessions": Act(Kind.END_SESSIONS, Action.CUSTOMER_SESSIONS_ENDED, _nothing),
    "handed-over": Act(Kind.HANDED_OVER, Action.CUSTOMER_CODE_GIVEN, _handed_over),
    "posted": Act(Kind.POSTED, Action.CUSTOMER_PAPER_POSTED, _paper),
    "not-posted": Act(Kind.NOT_POSTED, Action.CUSTOMER_PAPER_NOT_POSTED, _paper),
    "paper-again": Act(Kind.PAPER_AGAIN, Action.CUSTOMER_PAPER_AGAIN, _asked_for("paper-again")),
    "no-news": Act(Kind.NO_NEWS, Action.CUSTOMER_NEWS_ENDED, _no_news),
    "no-pin": Act(Kind.NO_PIN, Action.CUSTOMER_PIN_ENDED, _asked_for("no-pin")),
    "recovery": Act(Kind.RECOVERY, Action.CUSTOMER_RECOVERED, _at_the_desk("recovery")),
}
