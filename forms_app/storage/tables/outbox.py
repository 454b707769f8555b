"""What must still go out because of it, and who sends it."""

from __future__ import annotations

from sqlalchemy import BigInteger, Boolean, Column, Integer, LargeBinary, String, Table

from forms_app.storage.tables.base import FAILED, SETTLED, index_where, metadata
from forms_app.storage.tables.columns import Moment

# What must still be done because of a submission; written in the same transaction.
outbox = Table(
    "outbox",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("kind", String(20), nullable=False),
    Column("reference", String(9), nullable=False),
    Column("created_at", Moment, nullable=False),
    Column("due_at", Moment, nullable=False, index=True),
    Column("attempts", Integer, nullable=False),
    Column("tried_at", Moment),  # for the first time: a mail is given up by its age, not by its tries
    Column("sealed", LargeBinary),
    Column("state", String(10), nullable=False, server_default="waiting"),
    Column("reason", String(20)),
    # What staff must see to: few, among all that was ever sent.
    index_where("outbox_failed", "created_at", where=FAILED),
    # What they saw to, which may turn out not to be so.
    index_where("outbox_settled", "reference", where=SETTLED),
)

# When the outbox worker was last seen, whether it has a mail server to send through, and how much it saw of drafts.
workers = Table(
    "workers",
    metadata,
    Column("name", String(20), primary_key=True),
    Column("seen_at", Moment, nullable=False),
    Column("sends", Boolean, nullable=False),
    Column("draft_bytes", BigInteger, nullable=False, server_default="0"),
)
