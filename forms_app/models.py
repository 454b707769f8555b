"""The tables. Readable columns are what routing and deadlines need; everything a person wrote is sealed."""

from __future__ import annotations

from datetime import date

from sqlalchemy import (
    Boolean,
    Column,
    Date,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    text,
)

from forms_app.columns import Moment

STILL_OPEN, CLOSED, FAILED = "state <> 'closed'", "state = 'closed'", "state = 'failed'"
CAME_BACK = "returned_on IS NOT NULL AND settled_at IS NULL"
metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_name)s",
        "uq": "uq_%(table_name)s_%(column_0_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
    }
)

# Sorts after every day that the law gives: a submission without one.
NO_DAY = date(9999, 12, 31)


def _index(name: str, *columns: str, where: str) -> Index:
    """Over some of the submissions. It begins with the form, because everybody sees whole forms and no others, and
    ends with whatever else is asked for, so that a list or a count reads the index alone."""
    return Index(f"ix_{name}", "form", *columns, sqlite_where=text(where), postgresql_where=text(where))


# A half-finished form. `id` is a hash of the visitor's cookie and the form; only that cookie opens `box`.
drafts = Table(
    "drafts",
    metadata,
    Column("id", LargeBinary(32), primary_key=True),
    Column("version", Integer, nullable=False),
    Column("wrapped_key", LargeBinary, nullable=False),
    Column("box", LargeBinary, nullable=False),
    Column("touched_at", Moment, nullable=False, index=True),
)

# What was sent, for its sender, for 30 minutes: locked like a draft, found by the same cookie.
receipts = Table(
    "receipts",
    metadata,
    Column("id", LargeBinary(32), primary_key=True),
    Column("box", LargeBinary, nullable=False),
    Column("sent_at", Moment, nullable=False, index=True),
)

# A draft left for later: locked under a code that only the person has, found by a keyed hash of it.
pickups = Table(
    "pickups",
    metadata,
    Column("id", LargeBinary(32), primary_key=True),
    Column("draft_id", LargeBinary(32), nullable=False),
    Column("box", LargeBinary, nullable=False),
    Column("until", Moment, nullable=False, index=True),
)

# What was sent, for the agency.
submissions = Table(
    "submissions",
    metadata,
    Column("reference", String(9), primary_key=True),
    Column("form", String(40), nullable=False),
    Column("language", String(2), nullable=False),
    Column("county", String(40), nullable=False),
    Column("state", String(20), nullable=False),
    Column("owner", ForeignKey("accounts.id")),
    Column("received_at", Moment, nullable=False),
    Column("sealed", LargeBinary, nullable=False),
    Column("due_on", Date, nullable=False, server_default=NO_DAY.isoformat()),  # filled in by the staff side
    Column("version", Integer, nullable=False, server_default="0"),
    # How it came in; what staff keyed in counts from a day, and `received_at` is that day's noon.
    Column("channel", String(10), nullable=False, server_default="online"),
    Index("ix_submissions_state", "form", "state", "received_at", "reference", "due_on", "owner"),
    _index("open_newest", "received_at", "reference", "due_on", "state", "owner", where=STILL_OPEN),
    _index("open_due", "due_on", "reference", "state", "owner", where=STILL_OPEN),
    _index("open_owner", "owner", "received_at", "reference", "due_on", "state", where=STILL_OPEN),
    _index("open_owner_due", "owner", "due_on", "reference", "state", where=STILL_OPEN),
    _index("closed_owner", "owner", "received_at", "reference", "state", where=CLOSED),
)

# What staff wrote beside a submission; only ever added to.
notes = Table(
    "notes",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("reference", ForeignKey("submissions.reference"), nullable=False),
    Column("account_id", ForeignKey("accounts.id"), nullable=False),
    Column("at", Moment, nullable=False),
    Column("box", LargeBinary, nullable=False),
    Index("ix_notes_reference", "reference", "id"),
)

# What staff noted that the law dates, and what of it was withdrawn, with its reason; only ever added to.
acts = Table(
    "acts",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("reference", ForeignKey("submissions.reference"), nullable=False, index=True),
    Column("account_id", ForeignKey("accounts.id")),  # nobody's where it was noted before there was this table
    Column("at", Moment, nullable=False),
    Column("box", LargeBinary, nullable=False),
)

# What somebody on the staff is keying in: locked under the staff key, opened for this account alone.
intakes = Table(
    "intakes",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("account_id", ForeignKey("accounts.id"), nullable=False),
    Column("version", Integer, nullable=False),
    Column("box", LargeBinary, nullable=False),
    Column("until", Moment, nullable=False, index=True),
    Index("ix_intakes_account_id", "account_id", "until", "id"),
)

# What somebody on the staff typed beside a submission and has not sent: locked under the staff key, for them alone.
unsent = Table(
    "unsent",
    metadata,
    Column("account_id", ForeignKey("accounts.id"), primary_key=True, autoincrement=False),
    Column("reference", ForeignKey("submissions.reference"), primary_key=True),
    Column("box", LargeBinary, nullable=False),
    Column("until", Moment, nullable=False, index=True),
)

# The print queue: letters that wait for the printer or the post, and those that went; only the staff key opens `box`.
letters = Table(
    "letters",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("reference", ForeignKey("submissions.reference"), nullable=False, index=True),
    Column("kind", String(40), nullable=False),
    Column("account_id", ForeignKey("accounts.id"), nullable=False),
    Column("written_at", Moment, nullable=False),
    Column("mail_by", Date, nullable=False, server_default=NO_DAY.isoformat()),
    Column("state", String(10), nullable=False, server_default="waiting"),
    Column("printed", Integer, nullable=False, server_default="0"),  # how often
    Column("first_printed_at", Moment),  # it cannot have been mailed before
    Column("printed_at", Moment),
    Column("printed_by", ForeignKey("accounts.id")),
    Column("batch", String(32), index=True),  # what was printed together
    Column("mailed_on", Date),
    Column("returned_on", Date),  # by the post; a task until `settled_at`
    Column("settled_at", Moment),
    Column("box", LargeBinary, nullable=False),
    Index("ix_letters_state", "state", "mail_by", "id"),
    Index("ix_letters_returned", "returned_on", sqlite_where=text(CAME_BACK), postgresql_where=text(CAME_BACK)),
)

# Words by which staff find a submission, as keyed hashes: exact words, and readable to nobody without the staff key.
search_terms = Table(
    "search_terms",
    metadata,
    Column("term", LargeBinary(16), primary_key=True),
    Column("received_at", Moment, primary_key=True),  # the newest are found first, however many there are
    Column("reference", String(9), primary_key=True),
    sqlite_with_rowid=False,
)

# How far older submissions were brought under the present way of searching, `folding`; one row.
search_progress = Table(
    "search_progress",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("folding", LargeBinary(16), nullable=False),
    Column("reached", String(9), nullable=False),
    Column("unread", Integer, nullable=False),
    Column("is_done", Boolean, nullable=False),
)

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
    Index("ix_outbox_failed", "created_at", sqlite_where=text(FAILED), postgresql_where=text(FAILED)),
)

# When the outbox worker was last seen, and whether it has a mail server to send through.
workers = Table(
    "workers",
    metadata,
    Column("name", String(20), primary_key=True),
    Column("seen_at", Moment, nullable=False),
    Column("sends", Boolean, nullable=False),
)

# The ids of the keys that each process has, so that none seals to a key that nobody opens.
key_ids = Table(
    "key_ids",
    metadata,
    Column("process", String(10), primary_key=True),
    Column("inbox", Text, nullable=False),
    Column("mail", Text, nullable=False),
    Column("codes", String(8), nullable=False),
)

# Where a submission stands, for its sender: locked with a key that needs the receipt code.
status = Table(
    "status",
    metadata,
    Column("reference", String(9), primary_key=True),
    Column("box", LargeBinary, nullable=False),
)

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
    Column("seal", LargeBinary(32)),  # made under the staff key: see staff.entry.row_seals
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

# How often something was tried lately. `id` is a keyed hash: the table names nobody.
throttles = Table(
    "throttles",
    metadata,
    Column("id", LargeBinary(32), primary_key=True),
    Column("tries", Integer, nullable=False),
    Column("started_at", Moment, nullable=False, index=True),
)
