"""The tables of the telephone's database. Who reads all of it finds no name, no number, no PIN and no amount.

The telephone writes `callers`, `throttles` and what it hands in; the rest is the case-data worker's. What passes
between the two lies in tables of the same shape as the account's, so that `storage.account.inside` works on both.
"""

from __future__ import annotations

from sqlalchemy import Boolean, Column, LargeBinary, MetaData, String, Table

from forms_app.storage.account import tables as account
from forms_app.storage.tables.base import metadata as main
from forms_app.storage.tables.columns import Moment
from forms_app.storage.tables.visits import throttles as main_throttles

metadata = MetaData(naming_convention=main.naming_convention)
throttles = main_throttles.to_metadata(metadata)
handed_in = account.handed_in.to_metadata(metadata)
bundles = account.bundles.to_metadata(metadata)
standings = account.standings.to_metadata(metadata)
freshness = account.freshness.to_metadata(metadata)

# A PIN that somebody chose: her keys wrapped by it. `mark`: keyed hash of her Participant ID. It counts once the worker
# has said yes to what was handed in with it (`handed_in`); then whatever stood there before goes.
callers = Table(
    "callers",
    metadata,
    Column("handed_in", LargeBinary(16), primary_key=True),
    Column("mark", String(64), nullable=False, index=True),
    Column("public_keys", LargeBinary, nullable=False),
    Column("verifier", LargeBinary, nullable=False),
    Column("wrapped", LargeBinary, nullable=False),
    Column("is_live", Boolean, nullable=False),
    Column("at", Moment, nullable=False, index=True),
    Column("seal", LargeBinary(32)),
)

# A PIN that was chosen in an account, on its way to the line: sealed to the telephone by the account, passed on by the
# worker with the order by which the holder wanted it. `key_id`: of her keys there.
entrusted = Table(
    "entrusted",
    metadata,
    Column("id", LargeBinary(16), primary_key=True),
    Column("key_id", LargeBinary(32), nullable=False, index=True),
    Column("message", LargeBinary, nullable=False),
    Column("at", Moment, nullable=False),
)
