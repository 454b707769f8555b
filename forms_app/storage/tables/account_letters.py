"""What the staff side keeps of the inside's work: PIN requests that it compares, letters that it makes."""

from __future__ import annotations

from sqlalchemy import Column, Date, ForeignKey, Index, Integer, String, Table

from forms_app.storage.tables.base import metadata
from forms_app.storage.tables.columns import Moment

# A PIN request that the case-data worker compares. `nonce` is there before it is asked, so that it is asked once.
pin_asks = Table(
    "pin_asks",
    metadata,
    Column("reference", ForeignKey("submissions.reference"), primary_key=True),
    Column("nonce", String(32), nullable=False, unique=True),
    Column("at", Moment, nullable=False),
    Column("number", Integer),  # of the ask, once it was asked
    Column("word", String(20), nullable=False, server_default=""),  # the worker's answer
    Column("why", String(20), nullable=False, server_default=""),  # why a person must look
    Column("person_id", String(40), nullable=False, server_default=""),
    Index("ix_pin_asks_word", "word", "at"),
)

# An answer to what came from an account, of which the inside is told. `told_as`: the number of that ask.
answers_told = Table(
    "answers_told",
    metadata,
    Column("reference", ForeignKey("submissions.reference"), primary_key=True),
    Column("nonce", String(32), nullable=False, unique=True),
    Column("told_as", Integer, index=True),
)

# A letter of the inside in the print queue. What it says and to whom lies in the case database, sealed, until it was
# mailed; here stands only how far it is. `number` is its number there.
account_letters = Table(
    "account_letters",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("kind", String(20), nullable=False),
    Column("made_at", Moment, nullable=False),
    Column("mail_by", Date, nullable=False),
    # What of it this paper cannot print; of one that was taken back, why.
    Column("doubt", String(20), nullable=False, server_default=""),
    Column("state", String(10), nullable=False, server_default="waiting"),
    Column("printed", Integer, nullable=False, server_default="0"),  # how often
    Column("first_printed_at", Moment),
    Column("printed_at", Moment),
    Column("printed_by", ForeignKey("accounts.id")),
    Column("batch", String(32), index=True),
    Column("mailed_on", Date),
    Column("mailed_by", ForeignKey("accounts.id")),
    Column("nonce", String(32), nullable=False, unique=True),  # under which the worker is told that it was mailed
    Column("told_as", Integer),  # the number of that ask
    Column("back_on", Date),  # noted that day: the post had brought it back
    Column("back_by", ForeignKey("accounts.id")),
    Column("told_back_as", Integer),
    Index("ix_account_letters_state", "state", "mail_by", "number"),
)
