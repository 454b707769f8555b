"""Signs that a program and no person filled in a form: what it writes is kept and set apart, and nothing is refused.

No riddle to solve, no script needed, nobody else asked. One sign alone is enough where no person can give it: words in
an input that nobody sees, or pages answered faster than they can be read. Others count only together, for people too
send the same words again, and thirty of them may sit behind one address.
"""

from __future__ import annotations

import hashlib
import json
from datetime import datetime, timedelta
from typing import Any

from flask import request
from sqlalchemy import Connection

from forms_app.filling.services import services
from forms_app.forms import FORMS
from forms_app.forms.person import Person
from forms_app.forms.questions import Purpose
from forms_app.storage.drafts import Draft
from forms_app.storage.states import SubmissionState
from forms_app.storage.throttles import Limit, network

UNSEEN = "homepage"  # the name of an input that nobody sees, where a form begins and where it is sent
ENOUGH = 2
TOO_FAST, FAST = 0.3, 1.5  # seconds for each page
SAME = Limit("sent, same words", 3, timedelta(days=1))
MANY = Limit("sent, address", 60, timedelta(minutes=15))
LONGEST_WORDS = 40  # characters; shorter answers are the same in many forms


def fell_for_it(posted: dict[str, list[str]]) -> bool:
    return any(text.strip() for text in posted.get(UNSEEN, ()))


def state(connection: Connection, draft: Draft, answers: dict[str, Any], now: datetime) -> SubmissionState:
    """With which state it is stored; counted in the caller's transaction."""
    repeats = _repeats(connection, FORMS[draft.form].person(answers), answers)
    signs = ENOUGH * draft.caught + _haste(draft, now) + repeats + _floods(connection)
    return SubmissionState.APART if signs >= ENOUGH else SubmissionState.RECEIVED


def _haste(draft: Draft, now: datetime) -> int:
    if not draft.begun_at:
        return 0
    each = (now - datetime.fromisoformat(draft.begun_at)).total_seconds() / max(1, len(draft.done))
    return 2 if each < TOO_FAST else 1 if each < FAST else 0


def _repeats(connection: Connection, person: Person, answers: dict[str, Any]) -> int:
    longest = max((str(one.value) for one in person.given(Purpose.STORY)), key=len, default="")
    words = longest if len(longest) >= LONGEST_WORDS else json.dumps(answers, sort_keys=True)
    folded = "".join(words.casefold().split())
    return services().throttle.is_over(connection, SAME, hashlib.sha256(folded.encode()).hexdigest())


def _floods(connection: Connection) -> int:
    """Only behind TLS is it known whose the address is."""
    if not services().settings.behind_tls:
        return 0
    return services().throttle.is_over(connection, MANY, network(request.remote_addr))
