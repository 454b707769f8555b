"""All that lies in an account to be read: documents of the case data, letters of the staff, and what is going.

Nothing goes without 30 days' warning: what the agency's system has no more stays so long, unless it turns out to be
somebody else's.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import Connection

from forms_app.bundles import codec
from forms_app.bundles import documents as document_bundle
from forms_app.bundles import papers as bundle
from forms_app.bundles.details import Document
from forms_app.bundles.papers import WARNED, Consent, Going, Known, Letter, Papers
from forms_app.case_data.store.holders import HolderKeys
from forms_app.case_data.store.papers import delivered
from forms_app.case_data.store.papers.delivered import Delivered
from forms_app.case_worker.handing_out import Hand
from forms_app.case_worker.papers import boxes, documents
from forms_app.case_worker.parts import Parts


@dataclass(frozen=True)
class Shelf:
    """Of one person, as the inside has it; `rows` by the number of the paper."""

    rows: Mapping[str, Delivered]
    listed: Sequence[Document]
    letters: Sequence[Letter]
    going: Sequence[Going]

    @property
    def papers(self) -> list[Document | Letter]:
        """What somebody still has for her."""
        return [*self.listed, *self.letters]


def put(parts: Parts, hand: Hand, holder: HolderKeys, listed: Sequence[Document], seq: int) -> Papers:
    """Into the hand: each paper, then what is to be known of them."""
    with parts.cases.aside.read() as connection:
        rows = delivered.of_person(connection, holder.person_id)
        letters = boxes.letters_of(parts, connection, holder.person_id)
        consent = parts.paper.consents.of(connection, holder.public.id)
    here = {one.doc_id for one in listed} | {one.doc_id for one in letters}
    shelf = Shelf(rows, listed, letters, _going(parts, hand, holder, rows, here))
    papers = [documents.of_case_data(parts, holder.person_id, one) for one in listed]
    papers += [boxes.paper(parts, holder.person_id, one) for one in letters]
    faults = documents.seal(parts, hand, holder, papers, [one.document.doc_id for one in shelf.going], seq)
    found = Papers(
        letters=tuple(letters),
        going=tuple(shelf.going),
        known=_note(parts, holder.person_id, shelf, faults),
        consent=Consent(consent.wording, consent.since) if consent else None,
    )
    hand.put_if_other(bundle.KIND, codec.encode(found), seq)
    return found


def _going(
    parts: Parts, hand: Hand, holder: HolderKeys, rows: Mapping[str, Delivered], here: Collection[str]
) -> list[Going]:
    """What she had and the agency's system has no more, for as long as it stays; sealed to her before, for there is
    nothing any more to be sealed anew."""
    found, sealed = list[Going](), hand.kinds()
    for row in rows.values():
        last_on = (row.gone_on or parts.today()) + WARNED
        is_sealed = document_bundle.kind_of(holder.public.id, row.doc_id) in sealed
        if row.doc_id in here or not row.about or not is_sealed or last_on < parts.today():
            continue
        if parts.data.owner_of_document(row.doc_id) is None:
            found.append(Going(boxes.document_in(parts, row), last_on))
    return sorted(found, key=lambda one: (one.last_on, one.document.doc_id))


def _note(parts: Parts, person_id: str, shelf: Shelf, faults: Mapping[str, str]) -> tuple[Known, ...]:
    """What is new, other than it was, going or gone; nothing is written where nothing is."""
    now = {one.doc_id: one for one in _rows(parts, person_id, shelf, faults)}
    changed = [one for one in now.values() if shelf.rows.get(one.doc_id) != one]
    gone = [doc_id for doc_id, row in shelf.rows.items() if doc_id not in now]
    if changed or gone:
        with parts.cases.aside.write() as connection:
            _write(connection, person_id, changed, gone)
    return tuple(Known(one.doc_id, one.opened_on is not None, one.posted_on) for _, one in sorted(now.items()))


def _write(connection: Connection, person_id: str, changed: Sequence[Delivered], gone: Sequence[str]) -> None:
    for one in changed:
        delivered.put(connection, one)
    for doc_id in gone:
        delivered.remove(connection, person_id, doc_id)


def _rows(parts: Parts, person_id: str, shelf: Shelf, faults: Mapping[str, str]) -> list[Delivered]:
    today = parts.today()
    found = list[Delivered]()
    for one in shelf.papers:
        before = shelf.rows.get(one.doc_id)
        if before is None or boxes.is_other(parts, before, one):
            before = Delivered(person_id, one.doc_id, today)
        about = boxes.about(parts, before, one) if isinstance(one, Document) else b""
        fault = faults.get(one.doc_id, "")
        new = replace(before, answer_by=one.answer_by, on_paper=one.paper_sent, fault=fault, about=about, gone_on=None)
        found.append(new)
    for going in shelf.going:
        before = shelf.rows[going.document.doc_id]
        found.append(replace(before, gone_on=going.last_on - WARNED))
    return found


def due(parts: Parts, today: date) -> list[str]:
    """People of whom something has stayed its days."""
    with parts.cases.aside.read() as connection:
        return delivered.people_with_gone(connection, today - WARNED)
