"""What the case-data worker keeps beside the loads about account holders: whose keys are whose, codes, what is sealed.

Whoever can only write here makes nobody a holder: every row of `holder_keys`, `phone_keys`, `codes`
and `holder_events` carries the worker's mark.
"""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, Index, Integer, LargeBinary, Table

from forms_app.case_data.store.tables import WORDS, aside
from forms_app.storage import throttles as counters

throttles = counters.table_of(aside)  # how often codes were tried: where no account can count it down


def _keys(name: str) -> Table:
    return Table(
        name,
        aside,
        Column("key_id", LargeBinary(32), primary_key=True),
        Column("person_id", WORDS, nullable=False, index=True),
        Column("public_keys", LargeBinary, nullable=False),
        Column("state", WORDS, nullable=False),  # one of holders.State
        Column("since", WORDS, nullable=False),
        Column("until", WORDS),  # from this day on everything is shown; none while no letter was mailed
        Column("was", WORDS),  # of what is frozen: the state that it returns to
        Column("mark", LargeBinary(32), nullable=False),
        Index(f"ix_{name}_state_until", "state", "until"),
    )


holder_keys = _keys("holder_keys")
phone_keys = _keys("phone_keys")  # what a telephone PIN opens: another door, which replaces nothing of the first
codes = Table(
    "codes",
    aside,
    Column("number", Integer, primary_key=True),
    Column("person_id", WORDS, nullable=False, index=True),
    Column("salt", LargeBinary, nullable=False),
    Column("verifier", LargeBinary, nullable=False),
    Column("until", WORDS, nullable=False),
    Column("key_id", LargeBinary(32)),  # whose account it opened; with others it opens it anew until that is whole
    Column("way", WORDS, nullable=False, server_default="letter"),  # or "desk": staff handed it over
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
quiet_keys = Table(  # after a recovery: until when these keys change nothing
    "quiet_keys",
    aside,
    Column("key_id", LargeBinary(32), primary_key=True),
    Column("until", WORDS, nullable=False),
    Column("mark", LargeBinary(32), nullable=False),
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
    Index("ix_holder_events_what_at", "what", "at"),
)
progress = Table(  # one row: how far the worker has read what changed
    "progress",
    aside,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("seq", BigInteger, nullable=False),
    Column("beside", BigInteger, nullable=False),
)
owed = Table(  # what could not be sealed, because the database of a door was away; nobody: the day of all bundles
    "owed",
    aside,
    Column("door", WORDS, primary_key=True),
    Column("person_id", WORDS, primary_key=True),
)
asks = Table(  # what staff want of the worker: they add rows and read what it answered
    "asks",
    aside,
    Column("number", BigInteger, primary_key=True, autoincrement=False),
    Column("nonce", WORDS, nullable=False, unique=True),
    Column("kind", WORDS, nullable=False),  # one of asks.Kind
    Column("person_id", WORDS, nullable=False, index=True),  # empty where staff do not know who it is
    Column("sealed", LargeBinary, nullable=False),
    Column("account", WORDS, nullable=False),  # of the member of staff; empty where the staff side asks by itself
    Column("at", WORDS, nullable=False),
    Column("answer", WORDS, nullable=False, server_default="", index=True),  # one of asks.Word
    Column("answered_at", WORDS),
    Column("result", WORDS, nullable=False, server_default="{}"),
    Index("ix_asks_kind_person_id", "kind", "person_id"),
)
inside_letters = Table(  # letters that the worker made and staff print; words and address go once one was mailed
    "inside_letters",
    aside,
    Column("number", BigInteger, primary_key=True, autoincrement=False),
    Column("nonce", WORDS, nullable=False, unique=True),
    Column("kind", WORDS, nullable=False),  # one of inside_letters.Kind
    Column("person_id", WORDS, nullable=False, index=True),
    Column("key_id", LargeBinary(32)),
    Column("ask", BigInteger, unique=True),  # that it was made for, if it was
    Column("sealed", LargeBinary, nullable=False),  # its words, to the inbox key
    Column("address", WORDS, nullable=False),  # as the case data have it, sealed to the inbox key
    Column("why_not", WORDS, nullable=False),  # a word, where none can go out and a person must see to it
    Column("at", WORDS, nullable=False),
    Column("mail_by", WORDS, nullable=False),
    Column("mailed_on", WORDS),
    Index("ix_inside_letters_mailed_on_mail_by", "mailed_on", "mail_by"),
)

# How a holder wants to hear that there is news. `address` is sealed to the worker, with the language; it counts once
# the code that was sent there was typed in.
wishes = Table(
    "wishes",
    aside,
    Column("person_id", WORDS, primary_key=True),
    Column("address", LargeBinary, nullable=False),
    Column("is_proven", WORDS, nullable=False),
    Column("code", LargeBinary, nullable=False),  # keyed hash; empty once it was typed in
    Column("code_until", WORDS, nullable=False),
    Column("kinds", WORDS, nullable=False),
    Column("is_paused", WORDS, nullable=False),
    Column("came_back", WORDS, nullable=False),
    Column("since", WORDS, nullable=False),
    Column("mark", LargeBinary(32), nullable=False),
)
consents = Table(  # what she said yes or no to, and to which words; only ever added to
    "consents",
    aside,
    Column("number", BigInteger, primary_key=True, autoincrement=False),
    Column("person_id", WORDS, nullable=False, index=True),
    Column("at", WORDS, nullable=False),
    Column("kind", WORDS, nullable=False),
    Column("is_given", WORDS, nullable=False),
    Column("wording", WORDS, nullable=False),
)
noticed = Table(  # what of each kind was there when it was looked at last, so that only what is new is news
    "noticed",
    aside,
    Column("person_id", WORDS, primary_key=True),
    Column("kind", WORDS, primary_key=True),
    Column("seen", WORDS, nullable=False),
)
notices = Table(  # news that a holder wants to hear of; `id` is the outbox row's, so that a kill makes no second one
    "notices",
    aside,
    Column("id", WORDS, primary_key=True),
    Column("person_id", WORDS, nullable=False, index=True),
    Column("kind", WORDS, nullable=False),
    Column("at", WORDS, nullable=False),
    Column("state", WORDS, nullable=False, index=True),  # one of telling.notices.State
)
joined = (
    Table(  # questions of the public site that holders say are theirs, each with what only its receipt code can prove
        "joined",
        aside,
        Column("reference", WORDS, primary_key=True),
        Column("person_id", WORDS, primary_key=True, index=True),
        Column("key_id", LargeBinary(32), nullable=False),
        Column("case_id", WORDS, nullable=False),
        Column("proof", LargeBinary(32), nullable=False),
    )
)
sent_forms = Table(  # what holders sent, locked under the worker's secret, and with which keys
    "sent_forms",
    aside,
    Column("number", BigInteger, primary_key=True, autoincrement=False),
    Column("person_id", WORDS, nullable=False, index=True),
    Column("key_id", LargeBinary(32), nullable=False),
    Column("box", LargeBinary, nullable=False),
)
own_words = Table(  # what she wrote in them, for new keys: the worker asks, and staff seal it to her
    "own_words",
    aside,
    Column("number", BigInteger, primary_key=True, autoincrement=False),  # of sent_forms
    Column("key_id", LargeBinary(32), primary_key=True),
    Column("sent_with", LargeBinary(32), nullable=False),
    Column("nonce", WORDS, nullable=False, unique=True),
    Column("sought", LargeBinary, nullable=False),  # its reference, to the inbox key
    Column("mark", LargeBinary(32), nullable=False),
    Column("words", LargeBinary),  # sealed to her; empty where staff have nothing of hers, none until they answered
)
