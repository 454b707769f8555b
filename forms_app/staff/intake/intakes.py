"""What somebody is keying in and has not stored yet: one row, locked under the staff key, for that account alone.

It outlives the session, and a weekend: what was said on the telephone stands nowhere else. Then the worker deletes it.
"""

from __future__ import annotations

import json
import secrets
from collections.abc import Collection
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from cryptography.exceptions import InvalidTag
from sqlalchemy import Connection

from forms_app.forms import FORMS
from forms_app.forms.questions import Purpose
from forms_app.sealing.seal import lock, unlock
from forms_app.staff.office import Office
from forms_app.staff.search.places import Place
from forms_app.staff.submissions.channels import IntakeStart
from forms_app.storage import intakes as rows
from forms_app.storage.filing import Accepted
from forms_app.storage.intakes import IntakeRow
from forms_app.text import Raw

LIVES = timedelta(hours=72)
SHOWN = timedelta(minutes=30)  # how long the code of what was stored can be looked at


@dataclass(frozen=True)
class Intake:
    """One of them. `raw` is what was typed, right or not; `accepted` is what became of it."""

    id: str
    account_id: int
    start: IntakeStart
    version: int = 0
    raw: Raw = field(default_factory=dict, repr=False)
    accepted: Accepted | None = field(default=None, repr=False)
    until: datetime | None = None

    def with_raw(self, raw: Raw) -> Intake:
        return replace(self, raw=raw, version=self.version + 1)

    def with_arrival(self, start: IntakeStart) -> Intake:
        spoken = {name: [start.language] for name in FORMS[start.form].asking(Purpose.LANGUAGE) if name in self.raw}
        return replace(self, start=start, raw={**self.raw, **spoken}, version=self.version + 1)

    def stored(self, accepted: Accepted) -> Intake:
        """Nothing that was typed stays; the two codes do, for a while."""
        return replace(self, raw={}, accepted=accepted, version=self.version + 1)


class Changed(Exception):
    """It was changed or stored meanwhile, from another tab."""


def begin(connection: Connection, office: Office, account_id: int, start: IntakeStart) -> Intake:
    intake = Intake(secrets.token_hex(16), account_id, start)
    rows.add(connection, _row(office, intake, LIVES))
    return intake


def load(connection: Connection, office: Office, account_id: int, intake_id: str) -> Intake | None:
    """None for somebody else's, one that is gone, and one that never was."""
    row = rows.find(connection, account_id, intake_id, office.now())
    return _open(office, row) if row else None


def mine(
    connection: Connection,
    office: Office,
    account_id: int,
    forms: Collection[str],
    most: int,
    after: Place | None = None,
) -> list[Intake]:
    """Up to `most` of what this person has begun and not stored, first what is deleted first."""
    found = list[Intake]()
    while len(found) < most:
        page = rows.list_page(connection, account_id, office.now(), most, after)
        opened = (_open(office, row) for row in page)
        found += [intake for intake in opened if intake and not intake.accepted and intake.start.form in forms]
        if len(page) < most:
            break
        after = page[-1].until, page[-1].id  # some were stored: their codes are kept a while
    return found[:most]


def save(connection: Connection, office: Office, intake: Intake) -> None:
    """Store the next version. Raises Changed if the stored one is not the one before it."""
    if not rows.change(connection, _row(office, intake, SHOWN if intake.accepted else LIVES)):
        raise Changed


def end(connection: Connection, intake: Intake) -> None:
    rows.end(connection, intake.account_id, intake.id)


def _row(office: Office, intake: Intake, lives: timedelta) -> IntakeRow:
    accepted = list(intake.accepted) if intake.accepted else None
    content = {"came": intake.start.packed(), "raw": intake.raw, "accepted": accepted}
    plain = json.dumps(content, ensure_ascii=False).encode()
    box = lock(office.key("intake"), plain, _context(intake.id, intake.account_id, intake.version))
    return IntakeRow(intake.id, intake.account_id, intake.version, box, office.now() + lives)


def _open(office: Office, row: IntakeRow) -> Intake | None:
    try:
        plain = unlock(office.key("intake"), row.box, _context(row.id, row.account_id, row.version))
    except InvalidTag:  # made under another staff key, or changed from outside: as if it were not there
        return None
    content = json.loads(plain)
    accepted = Accepted(*content["accepted"]) if content["accepted"] else None
    start = IntakeStart.unpacked(content["came"])
    return Intake(row.id, row.account_id, start, row.version, content["raw"], accepted, row.until)


def _context(intake_id: str, account_id: int, version: int) -> bytes:
    return f"intake {intake_id} {account_id} {version}".encode()
