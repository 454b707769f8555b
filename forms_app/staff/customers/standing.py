"""How one account stands, and what of it may be done, by whom: two of staff, and nobody approves what was their own."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from forms_app.case_data.interfaces import Standing
from forms_app.case_data.store.asks import Kind, Word
from forms_app.case_data.store.for_staff.account import Account, Ask
from forms_app.case_data.store.holders import State
from forms_app.staff.auth_guard import signed_in
from forms_app.staff.customers import acts, handing_over
from forms_app.staff.office import office

MOMENT = timedelta(minutes=2)


def of(about: Account, stands: Standing | None) -> dict[str, Any]:
    """What the page of one account says and offers."""
    states = {keys.state for keys in about.keys}
    why_not_on, me = acts.why_not_on(about), str(signed_in().account_id)
    return {
        "is_protected": stands is None or stands.is_protected,
        "is_gone": stands is None or stands.has_died or stands.is_frozen or bool(stands.joined_to),
        "live": any(keys.state in (State.NEW, State.OPEN) and not keys.is_telephone for keys in about.keys),
        "may_confirm": State.NEW in states,
        "is_stopped": State.FROZEN in states,
        "veto": about.open_veto,
        "just_asked": _just_asked(about),
        "first": _first_of_two(about),
        "is_mine": lambda ask: ask.account == me,
        "may": acts.may,
        "may_go_on": not why_not_on,
        "why_not_on": why_not_on,
        "is_own_veto": me in about.stopped_by(Kind.VETO),
        "may_close": not acts.why_not_closed(about),
        "is_own_stop": me in about.stopped_by(Kind.VETO, Kind.FREEZE),
        "code": handing_over.ready(about),
        "seen": acts.SEEN,
        "calls": acts.CALLS,
        "ways": acts.WAYS,
        "news_ends": acts.NEWS,
        "has_pin": any(keys.is_telephone and keys.state != State.FROZEN for keys in about.keys),
    }


def _just_asked(about: Account) -> Ask | None:
    """What this member of staff asked for a moment ago, to say at once what came of it."""
    last = about.asks[0] if about.asks else None
    is_mine = last is not None and last.account == str(signed_in().account_id)
    return last if last and is_mine and office().now() - last.at < MOMENT else None


def _first_of_two(about: Account) -> dict[str, Ask]:
    """By kind, what one member of staff asked for and another must ask for too."""
    last: dict[str, Ask] = {}
    for ask in about.asks:
        last.setdefault(ask.kind, ask)
    waiting = {kind: ask for kind, ask in last.items() if ask.answer == Word.ONE_MORE}
    return {
        kind: ask for kind, ask in waiting.items() if kind not in (Kind.THAW, Kind.CLOSE) or about.begun_by(Kind(kind))
    }
