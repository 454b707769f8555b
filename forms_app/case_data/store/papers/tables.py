"""Tables of holders' papers, beside the loads. A yes, which may spare the post, carries the worker's mark."""

from __future__ import annotations

from sqlalchemy import Column, Index, LargeBinary, Table

from forms_app.case_data.store.tables import WORDS, aside

# Who reads letters in the account, and wants them on paper no more: with which keys she said so, and to which words.
paper_consents = Table(
    "paper_consents",
    aside,
    Column("key_id", LargeBinary(32), primary_key=True),
    Column("wording", WORDS, nullable=False),
    Column("language", WORDS, nullable=False),
    Column("since", WORDS, nullable=False),
    Column("mark", LargeBinary(32), nullable=False),
)
# Each paper that came into an account, for as long as it is there. `fault`: why it cannot be shown. `gone_on`: the day
# on which the agency's system had it no more; `about`: then what it was, locked under the worker's secret.
delivered = Table(
    "delivered",
    aside,
    Column("person_id", WORDS, primary_key=True),
    Column("doc_id", WORDS, primary_key=True),
    Column("since", WORDS, nullable=False),
    Column("answer_by", WORDS, nullable=False),
    Column("on_paper", WORDS, nullable=False),
    Column("fault", WORDS, nullable=False),
    Column("opened_on", WORDS, nullable=False),
    Column("posted_on", WORDS, nullable=False),
    Column("gone_on", WORDS, nullable=False),
    Column("about", LargeBinary, nullable=False),
    Index("ix_delivered_posted_on_opened_on", "posted_on", "opened_on", "answer_by"),
)
# Letters that staff sent into accounts, locked under the worker's secret: new keys get them, too.
sent_letters = Table(
    "sent_letters",
    aside,
    Column("doc_id", WORDS, primary_key=True),
    Column("person_id", WORDS, nullable=False, index=True),
    Column("about", LargeBinary, nullable=False),
    Column("pdf", LargeBinary, nullable=False),
)
