"""What the case-data worker keeps beside the loads about account holders: whose keys are whose, codes, what is sealed.

Whoever can only write here makes nobody a holder: every row of `holder_keys`, `codes` and
`holder_events` carries the worker's mark.
"""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, Integer, LargeBinary, Table

from forms_app.case_data.store.tables import WORDS, aside
from forms_app.storage import throttles as counters

throttles = counters.table_of(aside)  # how often codes were tried: where no account can count it down
holder_keys = Table(
    "holder_keys",
    aside,
    Column("key_id", LargeBinary(32), primary_key=True),
    Column("person_id", WORDS, nullable=False, index=True),
    Column("public_keys", LargeBinary, nullable=False),
    Column("state", WORDS, nullable=False),  # one of holders.State
    Column("since", WORDS, nullable=False),
    Column("until", WORDS),  # from this day on everything is shown; none while no letter was mailed
    Column("mark", LargeBinary(32), nullable=False),
)
codes = Table(
    "codes",
    aside,
    Column("number", Integer, primary_key=True),
    Column("person_id", WORDS, nullable=False, index=True),
    Column("salt", LargeBinary, nullable=False),
    Column("verifier", LargeBinary, nullable=False),
    Column("until", WORDS, nullable=False),
    Column("key_id", LargeBinary(32)),  # whose account it opened; with others it opens it anew until that is whole
    Column("mark", LargeBinary(32), nullable=False),
)
sealed_bundles = Table(  # what was sealed last, so that only what changed is sealed again
    "sealed_bundles",
    aside,
    Column("key_id", LargeBinary(32), primary_key=True),
    Column("kind", WORDS, primary_key=True),
    Column("digest", LargeBinary(32), nullable=False),
    Column("seq", BigInteger, nullable=False),
)
orders_taken = Table(  # an order is obeyed once: what its signed words were handed in as
    "orders_taken",
    aside,
    Column("key_id", LargeBinary(32), primary_key=True),
    Column("nonce", WORDS, primary_key=True),
    Column("handed_in", LargeBinary, nullable=False),
)
holder_events = Table(  # what was done with an account, and by whom: codes only
    "holder_events",
    aside,
    Column("number", BigInteger, primary_key=True, autoincrement=False),
    Column("person_id", WORDS, nullable=False, index=True),
    Column("key_id", LargeBinary(32)),
    Column("at", WORDS, nullable=False),
    Column("what", WORDS, nullable=False),
    Column("by", WORDS, nullable=False),  # an account of the staff, "holder", or nothing: the system
    Column("detail", WORDS, nullable=False),
    Column("mark", LargeBinary(32), nullable=False),
)
progress = Table(  # one row: how far the worker has read what changed
    "progress",
    aside,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("seq", BigInteger, nullable=False),
    Column("beside", BigInteger, nullable=False),
)
