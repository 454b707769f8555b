"""What a holder sent, noted when she sends it, and sealed to new keys after she has lost hers.

Only form, day and the two numbers that open its status: this worker reads no status and no answer.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import Connection

from forms_app.bundles import codec, earlier
from forms_app.bundles.earlier import Earlier, Sent
from forms_app.case_data.store.holders import HolderKeys
from forms_app.case_data.store.telling import sent_forms
from forms_app.case_data.store.telling.sent_forms import SentForm
from forms_app.case_worker.handing_out import Hand
from forms_app.case_worker.parts import Parts
from forms_app.sealing.seal import derive, lock, unlock

LONGEST = {"form": 40, "reference": 9, "receipt_code": 20, "sent_at": 40}


def note(connection: Connection, parts: Parts, holder: HolderKeys, said: Mapping[str, str]) -> None:
    """What an order of kind `sent` says, once it is `checked`; in the caller's transaction."""
    sent_forms.add(connection, holder.person_id, holder.public.id, locked(parts, holder.person_id, json.dumps(said)))


def checked(body: Mapping[str, Any]) -> dict[str, str]:
    """What is kept of it. Raises ValueError where something lacks or is too long."""
    said = {name: str(body.get(name, "")) for name in LONGEST}
    if any(not text or len(text) > LONGEST[name] for name, text in said.items()):
        raise ValueError("nothing that was sent")
    return said


def locked(parts: Parts, person_id: str, said: str) -> bytes:
    return lock(_key(parts), said.encode(), person_id.encode())


def put(parts: Parts, hand: Hand, holder: HolderKeys) -> None:
    """What she sent with other keys, and what staff keyed in for her, if there is any."""
    with parts.cases.aside.read() as connection:
        every = sent_forms.with_other_keys(connection, holder.person_id, holder.public.id)
    if not every:
        return
    found = [opened(parts, holder.person_id, one) for one in every]
    hand.put_if_other(earlier.KIND, codec.encode(Earlier(tuple(found))), len(found))


def opened(parts: Parts, person_id: str, one: SentForm) -> Sent:
    said = json.loads(unlock(_key(parts), one.box, person_id.encode()))
    return Sent(**{"channel": "", **said, "sent_at": datetime.fromisoformat(said["sent_at"])})


def _key(parts: Parts) -> bytes:
    return derive(parts.telling.secret, "what holders sent")
