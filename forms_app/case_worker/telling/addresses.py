"""Where a holder hears of news, locked under this worker's secret, and sealed to the outbox worker for each mail."""

from __future__ import annotations

import json

from sqlalchemy import Connection

from forms_app import channels
from forms_app.case_data.store.telling.wishes import Wishes
from forms_app.case_worker.parts import Parts
from forms_app.sealing.seal import lock, unlock
from forms_app.storage.outbox import deliveries
from forms_app.storage.outbox.deliveries import Recipient


def locked(parts: Parts, person_id: str, address: str, language: str) -> bytes:
    plain = json.dumps({"to": address, "language": language}).encode()
    return lock(parts.telling.secret, plain, person_id.encode())


def mail(parts: Parts, connection: Connection, wishes: Wishes, row_id: str, number: str = "") -> None:
    """Into the outbox, in the caller's transaction there; once for one id."""
    opened = json.loads(unlock(parts.telling.secret, wishes.address, wishes.person_id.encode()))
    for channel in channels.load():
        if to := channel.recipient({"email": opened["to"]}):
            recipient = Recipient(channel.KIND, to, opened["language"], number)
            deliveries.add_once(connection, parts.telling.mail, row_id, recipient, parts.now())
