"""What the worker keeps of papers, locked under its secret: letters of the staff, and what a document was."""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import date
from typing import Any

from sqlalchemy import Connection

from forms_app.bundles.details import Document
from forms_app.bundles.papers import Letter
from forms_app.case_data.store.papers import sent_letters
from forms_app.case_data.store.papers.delivered import Delivered
from forms_app.case_worker.papers.documents import Damaged, Paper
from forms_app.case_worker.parts import Parts
from forms_app.sealing.seal import lock, unlock


def keep_letter(parts: Parts, connection: Connection, person_id: str, letter: Letter, pdf: bytes) -> None:
    about = _locked(parts, person_id, letter)
    box = lock(parts.paper.secret, pdf, _context(person_id, f"pdf {letter.doc_id}"))
    sent_letters.put(connection, person_id, letter.doc_id, about, box)


def letters_of(parts: Parts, connection: Connection, person_id: str) -> list[Letter]:
    """The oldest first."""
    found = sent_letters.of_person(connection, person_id)
    letters = [Letter(**_opened(parts, person_id, doc_id, box)) for doc_id, box in found.items()]
    return sorted(letters, key=lambda one: (one.dated, one.doc_id))


def paper(parts: Parts, person_id: str, letter: Letter) -> Paper:
    return Paper(letter.doc_id, letter.sha256, letter.pages, lambda: _pdf(parts, person_id, letter.doc_id))


def about(parts: Parts, row: Delivered, document: Document) -> bytes:
    """The box that the row has, where it says just this."""
    if row.about and document_in(parts, row) == document:
        return row.about
    return _locked(parts, row.person_id, document)


def is_other(parts: Parts, row: Delivered, one: Document | Letter) -> bool:
    """Whether another file came under the number of an earlier one: she has not opened that."""
    return isinstance(one, Document) and bool(row.about) and document_in(parts, row).sha256 != one.sha256


def document_in(parts: Parts, row: Delivered) -> Document:
    return Document(**_opened(parts, row.person_id, row.doc_id, row.about))


def _pdf(parts: Parts, person_id: str, doc_id: str) -> bytes:
    """Raises Damaged."""
    with parts.cases.aside.read() as connection:
        box = sent_letters.pdf_of(connection, person_id, doc_id)
    if box is None:
        raise Damaged("missing")
    return unlock(parts.paper.secret, box, _context(person_id, f"pdf {doc_id}"))


def _locked(parts: Parts, person_id: str, one: Document | Letter) -> bytes:
    days = {"dated": one.dated.isoformat(), "answer_by": one.answer_by.isoformat() if one.answer_by else ""}
    plain = json.dumps({**asdict(one), **days}, ensure_ascii=False).encode()
    return lock(parts.paper.secret, plain, _context(person_id, one.doc_id))


def _opened(parts: Parts, person_id: str, doc_id: str, box: bytes) -> dict[str, Any]:
    said: dict[str, Any] = json.loads(unlock(parts.paper.secret, box, _context(person_id, doc_id)))
    answer_by = date.fromisoformat(said["answer_by"]) if said["answer_by"] else None
    return {**said, "dated": date.fromisoformat(said["dated"]), "answer_by": answer_by}


def _context(person_id: str, what: str) -> bytes:
    return f"paper {person_id} {what}".encode()
