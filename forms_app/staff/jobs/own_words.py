"""Seals to a holder's new keys what she wrote with those that are lost: the case-data worker asks, and can open none.

Only what came from an account, with just the keys that the worker names. It goes back sealed to her, and that once more
to the worker, who passes it on if its own list says so: a row in a database is no reason to let anybody read.
"""

from __future__ import annotations

import base64
import hashlib
import json

from forms_app.bundles import codec, own_words
from forms_app.bundles.own_words import OwnWords
from forms_app.case_data.store.asks import Kind
from forms_app.case_data.store.for_staff import own_words as store
from forms_app.case_data.store.for_staff.own_words import Sought
from forms_app.case_data.store.telling.own_words import context
from forms_app.sealing.unseal import CannotOpen
from forms_app.staff.office import Office
from forms_app.staff.submissions import contents
from forms_app.staff.submissions.contents import Unreadable
from forms_app.storage.submissions import submissions


def work_off(staff: Office) -> int:
    """How many were answered."""
    if staff.cases is None or not staff.cases.is_made():
        return 0
    return sum(_one(staff, sought) for sought in store.unanswered(staff.cases))


def _one(staff: Office, sought: Sought) -> bool:
    try:
        sealed = _sealed(staff, sought)
    except CannotOpen:
        return False  # its key may return
    said = {"words": base64.b64encode(sealed).decode(), "sought": hashlib.sha256(sought.sought).hexdigest()}
    staff.asks.ask(Kind.OWN_WORDS, said, "", "", staff.now(), sought.nonce)
    return True


def _sealed(staff: Office, sought: Sought) -> bytes:
    """Empty where there is nothing of hers under this reference. Raises CannotOpen: a key of ours is missing."""
    reference = staff.opening.open(sought.sought, context(sought.nonce)).decode()
    with staff.database.read() as connection:
        row = submissions.find(connection, reference)
    try:
        content = contents.open_content(staff, row) if row else None
    except Unreadable:
        return b""
    if content is None or content.account is None or content.account.key_id != sought.sent_with:
        return b""
    words = codec.encode(OwnWords(json.dumps(content.answers, ensure_ascii=False)))
    hers = sought.public
    kind = own_words.kind_of(hers.id, reference)
    return hers.sealing_key.seal(words, codec.context(hers.id, kind, own_words.SEQ))
