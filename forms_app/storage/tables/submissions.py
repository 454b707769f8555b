"""What was sent, and what the agency does with it."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, Date, ForeignKey, Index, Integer, LargeBinary, String, Table

from forms_app.storage.tables.base import CAME_BACK, CLOSED, NO_DAY, STILL_OPEN, form_index, index_where, metadata
from forms_app.storage.tables.columns import Moment

# What was sent, for the agency.
submissions = Table(
    "submissions",
    metadata,
    Column("reference", String(9), primary_key=True),
    Column("form", String(40), nullable=False),
    # A tag such as zh-Hans. SQLite holds no text to its length, and another would be a copy of the whole table.
    Column("language", String(35).with_variant(String(2), "sqlite"), nullable=False),
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
    form_index("open_newest", "received_at", "reference", "due_on", "state", "owner", where=STILL_OPEN),
    form_index("open_due", "due_on", "received_at", "reference", "state", "owner", where=STILL_OPEN),
    form_index("open_owner", "owner", "received_at", "reference", "due_on", "state", where=STILL_OPEN),
    form_index("open_owner_due", "owner", "due_on", "received_at", "reference", "state", where=STILL_OPEN),
    form_index("closed_owner", "owner", "received_at", "reference", "state", where=CLOSED),
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

# Notes that were wrong, such as one beside another person's submission: struck with a reason, never taken out.
struck_notes = Table(
    "struck_notes",
    metadata,
    Column("note_id", ForeignKey("notes.id"), primary_key=True, autoincrement=False),
    Column("account_id", ForeignKey("accounts.id"), nullable=False),
    Column("at", Moment, nullable=False),
    Column("box", LargeBinary, nullable=False),
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

# The same of a customer's page: whose that is stands there as a keyed hash, and in the box.
unsent_customers = Table(
    "unsent_customers",
    metadata,
    Column("account_id", ForeignKey("accounts.id"), primary_key=True, autoincrement=False),
    Column("about", LargeBinary(32), primary_key=True),
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
    Column("in_account", String(10)),  # one of letters.in_accounts.Place; none while nobody has looked
    Column("box", LargeBinary, nullable=False),
    Index("ix_letters_state", "state", "mail_by", "id"),
    Index("ix_letters_in_account", "in_account", "state"),
    index_where("letters_returned", "returned_on", where=CAME_BACK),
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

# Where a submission stands, for its sender: locked with a key that needs the receipt code.
status = Table(
    "status",
    metadata,
    Column("reference", String(9), primary_key=True),
    Column("box", LargeBinary, nullable=False),
    Column("pressed", String(8), nullable=False, server_default="", index=True),  # the reference by a telephone's keys
)
