"""The tables of the account's database. Who reads all of it finds no name, no number, no case and no amount.

The account process writes everything but `bundles`, `freshness`, `standings` and the answers in `handed_in`; those are
the case-data worker's.
"""

from __future__ import annotations

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
)

from forms_app.storage.tables.base import metadata as main
from forms_app.storage.tables.columns import Moment
from forms_app.storage.tables.visits import drafts as main_drafts
from forms_app.storage.tables.visits import throttles as main_throttles

metadata = MetaData(naming_convention=main.naming_convention)
throttles = main_throttles.to_metadata(metadata)
drafts = main_drafts.to_metadata(metadata)  # of hers: only what is made from her private keys opens them

# `mark`: keyed hash of the Participant ID, under a key of keys/account. `password_hash`: see storage.account.holders.
holders = Table(
    "holders",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("mark", String(64), nullable=False, unique=True),
    Column("password_hash", Text, nullable=False),
    Column("public_keys", LargeBinary, nullable=False),
    Column("wrapped_by_password", LargeBinary, nullable=False),
    Column("wrapped_by_recovery", LargeBinary, nullable=False),
    Column("totp_box", LargeBinary),
    Column("totp_last_step", Integer, nullable=False),
    Column("language", String(10), nullable=False),
    Column("created_at", Moment, nullable=False),
    Column("disabled_at", Moment),
    Column("seal", LargeBinary(32)),
)

sessions = Table(
    "sessions",
    metadata,
    Column("id", LargeBinary(32), primary_key=True),
    Column("account_id", ForeignKey("holders.id"), nullable=False, index=True),
    Column("created_at", Moment, nullable=False),
    Column("seen_at", Moment, nullable=False),
    Column("seal", LargeBinary(32)),
)

# Her private keys for as long as a session lasts, wrapped by what only its cookie holds.
session_keys = Table(
    "session_keys",
    metadata,
    Column("session_id", ForeignKey("sessions.id", ondelete="CASCADE"), primary_key=True),
    Column("wrapped", LargeBinary, nullable=False),
)

# Somebody who has a code from a letter and waits for the inside, found by the cookie of her browser; a holder once her
# second factor is set up. The wrappings open with her password, and with what only that cookie holds.
activations = Table(
    "activations",
    metadata,
    Column("id", LargeBinary(32), primary_key=True),
    Column("handed_in", LargeBinary(16), nullable=False),
    Column("mark", String(64), nullable=False),
    Column("password_hash", Text, nullable=False),
    Column("public_keys", LargeBinary, nullable=False),
    Column("wrapped_by_password", LargeBinary, nullable=False),
    Column("wrapped_by_door", LargeBinary, nullable=False),
    Column("at", Moment, nullable=False, index=True),
    Column("way", String(20), nullable=False, server_default="activation"),
)

# The printed sheet of one-use codes: keyed hashes.
sheet_codes = Table(
    "sheet_codes",
    metadata,
    Column("id", LargeBinary(32), primary_key=True),
    Column("account_id", ForeignKey("holders.id"), nullable=False, index=True),
    Column("seal", LargeBinary(32)),
)

# Passkeys: `id` and `public_key` as her authenticator gave them; `sign_count` tells a copy of it, where it counts.
passkeys = Table(
    "passkeys",
    metadata,
    Column("id", LargeBinary(1023), primary_key=True),
    Column("account_id", ForeignKey("holders.id"), nullable=False, index=True),
    Column("public_key", LargeBinary, nullable=False),
    Column("sign_count", Integer, nullable=False),
    Column("is_synced", Boolean, nullable=False),
    Column("created_at", Moment, nullable=False),
    Column("used_at", Moment),
    Column("seal", LargeBinary(32)),
)

# A new recovery paper or sheet until she says that she has kept it: locked by what only her session's cookie holds.
papers = Table(
    "papers",
    metadata,
    Column("session_id", ForeignKey("sessions.id", ondelete="CASCADE"), primary_key=True),
    Column("box", LargeBinary, nullable=False),
    Column("at", Moment, nullable=False),
)

# A post that let somebody in, for a minute: pressed twice, it lets in once more. Found by a keyed hash of all that was
# posted and of the browser's cookie, which also unlocks the box.
repeats = Table(
    "repeats",
    metadata,
    Column("id", LargeBinary(32), primary_key=True),
    Column("box", LargeBinary, nullable=False),
    Column("at", Moment, nullable=False, index=True),
)

# When an account was entered by recovery last: for a while nothing about signing in changes.
recoveries = Table(
    "recoveries",
    metadata,
    Column("account_id", ForeignKey("holders.id"), primary_key=True, autoincrement=False),
    Column("at", Moment, nullable=False),
)

# An account that was opened or recovered, until she says that she has kept its papers, or signs in: `due` is the kind
# of the one that ends the codes then. Until then they let her in once more, with new papers.
unfinished = Table(
    "unfinished",
    metadata,
    Column("account_id", ForeignKey("holders.id"), primary_key=True, autoincrement=False),
    Column("due", String(20), nullable=False),
)

# What the worker inside shall do: sealed to it. `answer` is one word of the worker's; empty until there is one.
handed_in = Table(
    "handed_in",
    metadata,
    Column("id", LargeBinary(16), primary_key=True),
    Column("sealed", LargeBinary, nullable=False),
    Column("at", Moment, nullable=False),
    Column("answer", String(20), nullable=False, server_default=""),
    Column("answered_at", Moment),
    Index("ix_handed_in_answer", "answer", "at"),
)

# What the inside has sealed to a holder's keys, found by the id of her public keys.
bundles = Table(
    "bundles",
    metadata,
    Column("key_id", LargeBinary(32), primary_key=True),
    Column("kind", String(20), primary_key=True),
    Column("seq", Integer, nullable=False),
    Column("sealed", LargeBinary, nullable=False),
)

# How the inside stands to a holder's keys. `until`: the day from which a new account shows everything, once one is set.
# `sessions_from`: whatever session began before this moment is over.
# `no_changes_until`: after a recovery the inside obeys no order that changes something before this moment.
standings = Table(
    "standings",
    metadata,
    Column("key_id", LargeBinary(32), primary_key=True),
    Column("state", String(20), nullable=False),
    Column("until", Date),
    Column("sessions_from", Moment),
    Column("no_changes_until", Moment),
)

# One row: as of which day the bundles are, and the number of the package that they were made of.
freshness = Table(
    "freshness",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("as_of", Date, nullable=False),
    Column("seq", Integer, nullable=False),
)

# Her own history: each line sealed to her.
history = Table(
    "history",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("account_id", ForeignKey("holders.id"), nullable=False),
    Column("at", Moment, nullable=False),
    Column("sealed", LargeBinary, nullable=False),
    Index("ix_history_account", "account_id", "id"),
)

# What she sent while signed in, sealed to her. `mark`: keyed hash of the reference, so that nothing stands here twice.
# `thread`: keyed hash of the case, of what is one conversation.
my_requests = Table(
    "my_requests",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("account_id", ForeignKey("holders.id"), nullable=False),
    Column("mark", LargeBinary(32), nullable=False, unique=True),
    Column("sealed", LargeBinary, nullable=False),
    Column("thread", LargeBinary(32)),
    Index("ix_my_requests_account", "account_id", "id"),
    Index("ix_my_requests_thread", "account_id", "thread", "id"),
)

# As what she has read an answer, by the mark of what it answers: a keyed hash of all that it says, so that what was
# corrected or added is new to her. Empty: she has read whatever it said.
answers_read = Table(
    "answers_read",
    metadata,
    Column("mark", LargeBinary(32), primary_key=True),
    Column("account_id", ForeignKey("holders.id"), nullable=False, index=True),
    Column("read_as", LargeBinary(16), nullable=False),
)

# What she noted of her papers: saved, printed; sealed to her.
paper_marks = Table(
    "paper_marks",
    metadata,
    Column("account_id", ForeignKey("holders.id"), primary_key=True, autoincrement=False),
    Column("sealed", LargeBinary, nullable=False),
)

# Pages of forms that were posted when a session was over: sealed to her, and offered once she is in again.
kept_posts = Table(
    "kept_posts",
    metadata,
    Column("account_id", ForeignKey("holders.id"), primary_key=True, autoincrement=False),
    Column("id", LargeBinary(16), primary_key=True),  # the same for the same page with the same words
    Column("sealed", LargeBinary, nullable=False),
    Column("at", Moment, nullable=False, index=True),
)
