"""Who reads letters in the account: a yes of certain keys to certain words, under the worker's mark.

What she said over the years stands in the same rows as her other consents (`store/telling/wishes.py`).
"""

from __future__ import annotations

import hmac
import json
from dataclasses import asdict, dataclass
from datetime import date

import structlog
from sqlalchemy import Connection, delete, insert, select

from forms_app.case_data.store.papers.tables import paper_consents


@dataclass(frozen=True, slots=True)
class PaperConsent:
    """Of the holder of these keys; keys that took their place have said nothing."""

    key_id: bytes
    wording: str
    language: str
    since: date


class PaperConsents:
    """All of them under one secret."""

    def __init__(self, key: bytes) -> None:
        self._key = key

    def put(self, connection: Connection, consent: PaperConsent) -> None:
        self.forget(connection, consent.key_id)
        row = {**asdict(consent), "since": consent.since.isoformat()}
        connection.execute(insert(paper_consents).values(**row, mark=self._mark(consent)))

    def forget(self, connection: Connection, key_id: bytes) -> None:
        connection.execute(delete(paper_consents).where(paper_consents.c.key_id == key_id))

    def of(self, connection: Connection, key_id: bytes) -> PaperConsent | None:
        row = connection.execute(select(paper_consents).where(paper_consents.c.key_id == key_id)).first()
        if row is None:
            return None
        found = PaperConsent(row.key_id, row.wording, row.language, date.fromisoformat(row.since))
        if not hmac.compare_digest(row.mark, self._mark(found)):
            structlog.get_logger().error("a row of the holders' consents is not ours", kind="consents")
            return None
        return found

    def _mark(self, consent: PaperConsent) -> bytes:
        said = [consent.key_id.hex(), consent.wording, consent.language, consent.since.isoformat()]
        return hmac.digest(self._key, json.dumps(said).encode(), "sha256")
