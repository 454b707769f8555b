"""Who works here, by what they sign in, and what they saw and did."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Index, Integer, LargeBinary, String, Table, Text

from forms_app.storage.tables.base import metadata
from forms_app.storage.tables.columns import Moment

accounts = Table(
    "accounts",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("email", String(254), nullable=False, unique=True),
    Column("role", String(20), nullable=False),
    Column("password_hash", Text, nullable=False),
    Column("totp_box", LargeBinary, nullable=False),
    Column("totp_last_step", Integer, nullable=False),
    Column("created_at", Moment, nullable=False),
    Column("disabled_at", Moment),
    Column("name", String(80), nullable=False, server_default=""),
    Column("seal", LargeBinary(32)),  # made under the staff key: see storage.accounts.row_seals
)

# For whoever has no authenticator at hand: keyed hashes, each deleted when its code is used.
recovery_codes = Table(
    "recovery_codes",
    metadata,
    Column("id", LargeBinary(32), primary_key=True),
    Column("account_id", ForeignKey("accounts.id"), nullable=False, index=True),
    Column("seal", LargeBinary(32)),
)

# An account that waits for its person to choose a password, with the keyed hash of the code that lets them.
invitations = Table(
    "invitations",
    metadata,
    Column("account_id", ForeignKey("accounts.id"), primary_key=True, autoincrement=False),
    Column("code_hash", LargeBinary(32), nullable=False),
    Column("until", Moment, nullable=False),
    Column("seal", LargeBinary(32)),
)

sessions = Table(
    "sessions",
    metadata,
    Column("id", LargeBinary(32), primary_key=True),
    Column("account_id", ForeignKey("accounts.id"), nullable=False, index=True),
    Column("created_at", Moment, nullable=False),
    Column("seen_at", Moment, nullable=False),
    Column("seal", LargeBinary(32)),
)

# Who saw and did what: append-only, each row carrying the hash of the one before.
audit = Table(
    "audit",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("at", Moment, nullable=False),
    Column("account_id", ForeignKey("accounts.id")),
    Column("action", String(40), nullable=False),
    Column("reference", String(9)),
    Column("detail", LargeBinary),
    Column("previous_hash", LargeBinary(32), nullable=False),
    Column("hash", LargeBinary(32), nullable=False),
    Index("ix_audit_account", "account_id", "at"),
    Index("ix_audit_action", "action", "number"),
    Index("ix_audit_reference", "reference", "number"),
    Index("ix_audit_person", "account_id", "number"),
)

# The ids of the keys that each process has, so that none seals to a key that nobody opens.
key_ids = Table(
    "key_ids",
    metadata,
    Column("process", String(10), primary_key=True),
    Column("inbox", Text, nullable=False),
    Column("mail", Text, nullable=False),
    Column("codes", String(8), nullable=False),
    Column("cases", Text, nullable=False, server_default=""),
)
