"""Notes what was done with an account, and seals her history anew, so that she reads it at her next look."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import Connection

from forms_app.bundles.history import HER_OWN, By, What
from forms_app.bundles.messages import Answer
from forms_app.case_data.store.holder_events import HolderEvent
from forms_app.case_data.store.holders import HolderKeys
from forms_app.case_worker import sealing, sent_forms
from forms_app.case_worker.parts import Parts
from forms_app.case_worker.telling import news


def note(parts: Parts, holder: HolderKeys, what: What, by: str = "", detail: str = "") -> None:
    """`by`: the account of a member of staff, By.HOLDER, or empty for the system itself. `detail`: a code."""
    with parts.cases.aside.write() as connection:
        write(connection, parts, holder, what, by, detail)
    sealing.seal_histories(parts, holder.person_id)


def note_of_person(parts: Parts, person_id: str, what: What, by: str = "", detail: str = "") -> None:
    """As `note`, of somebody who may have no account, or where it is about none of her keys."""
    with parts.cases.aside.write() as connection:
        add(connection, parts, HolderEvent(person_id, None, parts.now(), what.value, by, detail))
    sealing.seal_histories(parts, person_id)


def write(connection: Connection, parts: Parts, holder: HolderKeys, what: What, by: str = "", detail: str = "") -> None:
    """In a transaction that does more; whoever calls seals afterwards."""
    add(connection, parts, HolderEvent(holder.person_id, holder.public.id, parts.now(), what.value, by, detail))


def add(connection: Connection, parts: Parts, event: HolderEvent) -> None:
    """It may be news for her, too."""
    parts.events.add(connection, event)
    news.of_event(parts, connection, event)


def obey(parts: Parts, holder: HolderKeys, body: Mapping[str, Any]) -> Answer:
    """An order of kind `event`: what she did in her account, and when."""
    try:
        event = _checked(parts, holder, body)
    except (KeyError, TypeError, ValueError):
        return Answer.NOT_HERS
    with parts.cases.aside.write() as connection:
        add(connection, parts, event)
    sealing.seal_histories(parts, holder.person_id)
    return Answer.DONE


def obey_sent(parts: Parts, holder: HolderKeys, body: Mapping[str, Any]) -> Answer:
    """An order of kind `sent`: what she sent and, if it says `what` that was, that she did; both or neither."""
    try:
        said = sent_forms.checked(body)
        her_act = {"what": body.get("what"), "at": said["sent_at"], "detail": said["form"]}
        event = _checked(parts, holder, her_act) if "what" in body else None
    except (KeyError, TypeError, ValueError):
        return Answer.NOT_HERS
    with parts.cases.aside.write() as connection:
        sent_forms.note(connection, parts, holder, said)
        if event:
            add(connection, parts, event)
    if event:
        sealing.seal_histories(parts, holder.person_id)
    return Answer.DONE


def _checked(parts: Parts, holder: HolderKeys, body: Mapping[str, Any]) -> HolderEvent:
    """It cannot say what only the inside knows. Raises KeyError, TypeError, ValueError."""
    what, at, detail = What(body["what"]), datetime.fromisoformat(body["at"]), body.get("detail", "")
    if what not in HER_OWN or not isinstance(detail, str) or len(detail) > 40 or at.tzinfo is None:
        raise ValueError("no act of hers")
    return HolderEvent(holder.person_id, holder.public.id, min(at, parts.now()), what.value, By.HOLDER.value, detail)
