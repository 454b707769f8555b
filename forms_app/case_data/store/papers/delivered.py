"""What became of each paper in somebody's account: since when it is there, opened, mailed after all, gone."""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import date

from sqlalchemy import Connection, delete, insert, select, update

from forms_app.case_data.store.papers.tables import delivered as table

DAYS = ("since", "answer_by", "opened_on", "posted_on", "gone_on")


@dataclass(frozen=True, slots=True)
class Delivered:
    """`answer_by`: as the paper says it. `on_paper`: it was mailed, too. `fault`: why it cannot be shown, in a word.
    `about`: of what is going, what it was."""

    person_id: str
    doc_id: str
    since: date
    answer_by: date | None = None
    on_paper: bool = False
    fault: str = ""
    opened_on: date | None = None
    posted_on: date | None = None
    gone_on: date | None = None
    about: bytes = b""


_COLUMNS = [table.c[field.name] for field in fields(Delivered)]


def of_person(connection: Connection, person_id: str) -> dict[str, Delivered]:
    """By the number of the paper."""
    rows = connection.execute(select(*_COLUMNS).where(table.c.person_id == person_id).order_by(table.c.doc_id))
    return {row.doc_id: _read(row._asdict()) for row in rows}


def put(connection: Connection, one: Delivered) -> None:
    """In the place of what stood for this paper."""
    remove(connection, one.person_id, one.doc_id)
    values = {field.name: getattr(one, field.name) for field in fields(one)}
    days = {name: values[name].isoformat() if values[name] else "" for name in DAYS}
    connection.execute(insert(table).values(**{**values, **days, "on_paper": "y" if one.on_paper else "n"}))


def remove(connection: Connection, person_id: str, doc_id: str) -> None:
    connection.execute(delete(table).where(table.c.person_id == person_id, table.c.doc_id == doc_id))


def note_opened(connection: Connection, person_id: str, doc_id: str, on: date) -> bool:
    """False where there is no such paper of hers, or it was opened before."""
    its = table.c.person_id == person_id, table.c.doc_id == doc_id, table.c.opened_on == ""
    return bool(connection.execute(update(table).where(*its).values(opened_on=on.isoformat())).rowcount)


def forget_opened(connection: Connection, person_id: str) -> None:
    """It was not she who opened them."""
    connection.execute(update(table).where(table.c.person_id == person_id).values(opened_on=""))


def note_posted(connection: Connection, person_id: str, doc_id: str, on: date | None) -> bool:
    """`on`: None where it was noted by mistake. False where that is so already."""
    its = table.c.person_id == person_id, table.c.doc_id == doc_id
    other = table.c.posted_on == "" if on else table.c.posted_on != ""
    new = update(table).where(*its, other).values(posted_on=on.isoformat() if on else "")
    return bool(connection.execute(new).rowcount)


def _read(row: dict[str, object]) -> Delivered:
    days = {name: date.fromisoformat(str(row[name])) if row[name] else None for name in DAYS}
    return Delivered(**{**row, **days, "on_paper": row["on_paper"] == "y"})  # type: ignore[arg-type]


def people_with_gone(connection: Connection, before: date) -> list[str]:
    """Of whom a paper went before this day, and stands here still."""
    its = (table.c.gone_on != "") & (table.c.gone_on < before.isoformat())
    return list(connection.execute(select(table.c.person_id).where(its).distinct()).scalars())
