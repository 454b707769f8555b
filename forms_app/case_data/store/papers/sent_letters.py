"""Letters that staff sent into an account, locked under the worker's secret: what each is, and apart the PDF."""

from __future__ import annotations

from sqlalchemy import Connection, delete, insert, select

from forms_app.case_data.store.papers.tables import sent_letters as table


def put(connection: Connection, person_id: str, doc_id: str, about: bytes, pdf: bytes) -> None:
    """Sent once more it takes its own place: nobody has it twice."""
    connection.execute(delete(table).where(table.c.doc_id == doc_id))
    connection.execute(insert(table).values(doc_id=doc_id, person_id=person_id, about=about, pdf=pdf))


def of_person(connection: Connection, person_id: str) -> dict[str, bytes]:
    """What each of them is, by its number."""
    rows = connection.execute(select(table.c.doc_id, table.c.about).where(table.c.person_id == person_id))
    return {row.doc_id: row.about for row in rows}


def pdf_of(connection: Connection, person_id: str, doc_id: str) -> bytes | None:
    its = table.c.person_id == person_id, table.c.doc_id == doc_id
    found: bytes | None = connection.execute(select(table.c.pdf).where(*its)).scalar()
    return found
