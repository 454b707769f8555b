"""The tables of the case database: those of the contract, what a load says of itself, and what it never locks.

Amounts are cents, days and times text as delivered, "y" and "n" as delivered. A table is kept in the order of its key;
where the key of the contract does not begin with the case, the kept one does, so that a case lies together.
"""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import BigInteger, Column, Index, Integer, LargeBinary, MetaData, Table, Text

from forms_app.case_data.contract import contract
from forms_app.case_data.contract.contract import Table as Described

CONTRACT = contract.load()
WORDS = Text().with_variant(Text(collation="C"), "postgresql")  # in the order of bytes, as SQLite has it, and quicker
BY_CASE = {
    "applied": ("case_id", "receipt_id", "n"),
    "sent_of": ("case_id", "sent_id", "receipt_id", "debt_no"),
    "kept": ("case_id", "receipt_id", "n"),
}
FOUND_BY = {
    "people": ("participant_id", "merged_into"),
    "case_parties": ("person_id",),
    "receipts": ("person_id",),
    "sent": ("person_id",),
    "events": ("person_id",),
    "documents": ("person_id",),
    "steps": ("person_id",),
}

metadata = MetaData()  # of the view: one transaction of a load changes it
aside = MetaData()  # what is written while a load runs


def key(table: Described) -> tuple[str, ...]:
    """The columns by which rows are kept in order: those of the contract's key."""
    return BY_CASE.get(table.name, table.key)


def listed(names: Sequence[str], before: str = "") -> str:
    """Columns, quoted, each behind the name of its table."""
    return ", ".join(f'{before}"{name}"' for name in names)


def same(names: Sequence[str], one: str, other: str) -> str:
    """That two rows have the same key."""
    return " AND ".join(f'{one}."{name}" = {other}."{name}"' for name in names)


def _of_contract(table: Described) -> Table:
    keys = key(table)
    fields = {field.name: field for field in table.fields}
    ordered = [fields[name] for name in keys] + [field for field in table.fields if field.name not in keys]
    columns = [
        Column(
            field.name,
            BigInteger() if field.type in ("integer", "number") else WORDS,
            primary_key=field.name in keys,
            autoincrement=False,
            nullable=not field.required,
        )
        for field in ordered
    ]
    indexes = [Index(f"ix_{table.name}_{name}", name) for name in FOUND_BY.get(table.name, ())]
    return Table(table.name, metadata, *columns, *indexes, sqlite_with_rowid=False)


VIEW = {table.name: _of_contract(table) for table in CONTRACT.tables.values()}

freshness = Table(
    "freshness",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),  # one row: 1
    Column("seq", BigInteger, nullable=False),
    Column("as_of", WORDS, nullable=False),
    Column("produced_at", WORDS, nullable=False),
    Column("system", WORDS, nullable=False),
)
changes = Table(  # the last package in which something of or around a person changed
    "changes",
    metadata,
    Column("person_id", WORDS, primary_key=True),
    Column("seq", BigInteger, nullable=False),
    Index("ix_changes_seq", "seq"),
    sqlite_with_rowid=False,
)
being_checked = Table(
    "being_checked",
    metadata,
    Column("case_id", WORDS, primary_key=True),
    Column("why", WORDS, nullable=False),
    sqlite_with_rowid=False,
)
protections = Table(  # every person a load ever called restricted: since when, and the later day that lifts it
    "protections",
    metadata,
    Column("person_id", WORDS, primary_key=True),
    Column("set_on", WORDS, nullable=False),
    Column("lifted_on", WORDS),
    sqlite_with_rowid=False,
)
settled = Table(  # urgent words that a later load repeated or took back
    "settled", metadata, Column("number", BigInteger, primary_key=True, autoincrement=False)
)
document_files = Table(  # as delivered: sealed to the case-data worker
    "document_files",
    metadata,
    Column("doc_id", WORDS, primary_key=True),
    Column("sealed", LargeBinary, nullable=False),
)

urgent = Table(  # the latest word about a person or a case; `what` is one of urgent.WHAT
    "urgent",
    aside,
    Column("what", WORDS, primary_key=True),
    Column("subject_id", WORDS, primary_key=True),
    Column("number", BigInteger, nullable=False, unique=True),
    Column("value", WORDS, nullable=False, index=True),
    Column("as_of", WORDS, nullable=False),
)
urgent_last = Table(
    "urgent_last",
    aside,
    Column("id", Integer, primary_key=True, autoincrement=False),  # one row: 1
    Column("seq", BigInteger, nullable=False),
    Column("as_of", WORDS, nullable=False),
    Column("system", WORDS, nullable=False),
)
decisions = Table(  # what staff confirmed: that a protection ends, that two people are one
    "decisions",
    aside,
    Column("number", BigInteger, primary_key=True, autoincrement=False),
    Column("what", WORDS, nullable=False),  # "lift" or "join"
    Column("person_id", WORDS, nullable=False, index=True),
    Column("value", WORDS, nullable=False),  # the day of the word that lifts; whom she is joined to
    Column("account", WORDS, nullable=False),
    Column("at", WORDS, nullable=False),
)
requests = Table(  # what goes back to the agency's system; `sealed` to the inbox key
    "requests",
    aside,
    Column("number", BigInteger, primary_key=True, autoincrement=False),
    Column("person_id", WORDS, nullable=False, index=True),
    Column("kind", WORDS, nullable=False),
    Column("sealed", LargeBinary, nullable=False),
    Column("asked_on", WORDS, nullable=False),
    Column("done_on", WORDS),
    Column("done_by", WORDS),
)
packages = Table(  # what came, and what became of it
    "packages",
    aside,
    Column("number", BigInteger, primary_key=True, autoincrement=False),
    Column("at", WORDS, nullable=False),
    Column("kind", WORDS, nullable=False),
    Column("seq", BigInteger),
    Column("as_of", WORDS),
    Column("outcome", WORDS, nullable=False),  # "loaded" or "refused"
    Column("faults", BigInteger, nullable=False),
    Column("being_checked", BigInteger, nullable=False),
    Column("first_fault", WORDS, nullable=False),
)
