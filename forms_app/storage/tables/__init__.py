"""The tables. Readable columns are what routing and deadlines need; everything a person wrote is sealed."""

from __future__ import annotations

from forms_app.storage.tables.account_letters import account_letters, answers_told, pin_asks
from forms_app.storage.tables.accounts import accounts, audit, invitations, key_ids, recovery_codes, sessions
from forms_app.storage.tables.base import CAME_BACK, CLOSED, FAILED, NO_DAY, SETTLED, STILL_OPEN, metadata
from forms_app.storage.tables.columns import Moment
from forms_app.storage.tables.outbox import outbox, workers
from forms_app.storage.tables.submissions import (
    acts,
    intakes,
    letters,
    notes,
    search_progress,
    search_terms,
    status,
    struck_notes,
    submissions,
    unsent,
    unsent_customers,
)
from forms_app.storage.tables.visits import drafts, pickups, receipts, throttles

__all__ = [
    "CAME_BACK",
    "CLOSED",
    "FAILED",
    "NO_DAY",
    "Moment",
    "SETTLED",
    "STILL_OPEN",
    "account_letters",
    "accounts",
    "acts",
    "answers_told",
    "audit",
    "drafts",
    "intakes",
    "invitations",
    "key_ids",
    "letters",
    "metadata",
    "notes",
    "outbox",
    "pickups",
    "pin_asks",
    "receipts",
    "recovery_codes",
    "search_progress",
    "search_terms",
    "sessions",
    "status",
    "struck_notes",
    "submissions",
    "throttles",
    "unsent",
    "unsent_customers",
    "workers",
]
