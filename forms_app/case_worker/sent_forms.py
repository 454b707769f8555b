"""What a holder sent, noted when she sends it, and sealed to new keys after she has lost hers.

Only form, day and the two numbers that open its status: this worker reads no status and no answer.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from forms_app.bundles import codec, earlier
from forms_app.bundles.earlier import Earlier, Sent
from forms_app.bundles.messages import Answer
from forms_app.case_data.store.holders import HolderKeys
from forms_app.case_data.store.telling import sent_forms
from forms_app.case_worker.handing_out import Hand
from forms_app.case_worker.parts import Parts
from forms_app.sealing.seal import derive, lock, unlock

LONGEST = {"form": 40, "reference": 9, "receipt_code": 20, "sent_at": 40}


def note(parts: Parts, holder: HolderKeys, body: Mapping[str, Any]) -> Answer:
    """An order of kind `sent`."""
    said = {name: str(body.get(name, "")) for name in LONGEST}
    if any(not text or len(text) > LONGEST[name] for name, text in said.items()):
        return Answer.NOT_HERS
    box = lock(_key(parts), json.dumps(said).encode(), holder.person_id.encode())
    with parts.cases.aside.write() as connection:
        sent_forms.add(connection, holder.person_id, holder.public.id, box)
    return Answer.DONE


def put(parts: Parts, hand: Hand, holder: HolderKeys) -> None:
    """What she sent with other keys, if there is any."""
    with parts.cases.aside.read() as connection:
        boxes = sent_forms.with_other_keys(connection, holder.person_id, holder.public.id)
    if boxes:
        opened = (json.loads(unlock(_key(parts), box, holder.person_id.encode())) for box in boxes)
        found = tuple(Sent(**{**one, "sent_at": datetime.fromisoformat(one["sent_at"])}) for one in opened)
        hand.put_if_other(earlier.KIND, codec.encode(Earlier(found)), len(found))


def _key(parts: Parts) -> bytes:
    return derive(parts.telling.secret, "what holders sent")
