"""A hash of all that an answer says: as what she has read it, so that what is corrected or added is new to her."""

from __future__ import annotations

import hashlib
import hmac
import json
from datetime import date

from forms_app.account.forms.sender import token
from forms_app.storage.status import Status

HASH_BYTES = 16


def said_as(now: Status) -> bytes:
    """Nobody else can tell from it what it says."""
    added = [(one.on, one.text) for one in now.added]
    said = [now.state, now.answered_on, now.reply, now.outcome, added, now.ended_on, now.ended]
    plain = json.dumps(said, default=date.isoformat)
    return hmac.digest(token(), b"read" + plain.encode(), hashlib.sha256)[:HASH_BYTES]
