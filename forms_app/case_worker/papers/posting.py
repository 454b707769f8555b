"""What staff say of a paper that lay unopened, or could not be shown: it was mailed, or that was noted by mistake."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from forms_app.bundles.history import What
from forms_app.case_data.store.asks import Ask, Reply, Word
from forms_app.case_data.store.holder_events import HolderEvent
from forms_app.case_data.store.papers import delivered
from forms_app.case_worker import sealing
from forms_app.case_worker.parts import Parts


def posted(parts: Parts, ask: Ask, body: Mapping[str, Any]) -> Reply:
    return _note(parts, ask, str(body["doc"]), parts.today(), What.DOCUMENT_POSTED)


def not_posted(parts: Parts, ask: Ask, body: Mapping[str, Any]) -> Reply:
    """It is a task again, unless she has opened it meanwhile."""
    return _note(parts, ask, str(body["doc"]), None, What.DOCUMENT_NOT_POSTED)


def _note(parts: Parts, ask: Ask, doc_id: str, on: date | None, what: What) -> Reply:
    """Noted twice, it stands in her history once."""
    with parts.cases.aside.write() as connection:
        if delivered.note_posted(connection, ask.person_id, doc_id, on):
            parts.events.add(connection, HolderEvent(ask.person_id, None, ask.at, what.value, ask.account, ""))
    sealing.seal_person(parts, ask.person_id)
    return Reply(Word.DONE)
