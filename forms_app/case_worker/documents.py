"""Seals her documents to her. One is opened for that alone, on arrival and after new keys, and looked at before.

What is damaged, too large, or not what its row says is not sealed at all: the operator hears of it, and she is told to
call. Nothing is shown rather than something wrong.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence

import structlog

from forms_app.bundles import documents as bundle
from forms_app.bundles.details import Document
from forms_app.case_data.contract import envelopes
from forms_app.case_data.store import holders
from forms_app.case_data.store.holders import HolderKeys
from forms_app.case_worker import handing_out
from forms_app.case_worker.parts import Parts
from forms_app.sealing.unseal import CannotOpen
from forms_app.text.pdf_pages import most_pages

MOST_BYTES = 10 * 1024 * 1024
PDF = b"%PDF-"


class Damaged(Exception):
    """The message says what is wrong, and nothing of what stands in it."""


def seal(parts: Parts, holder: HolderKeys, listed: Iterable[Document], seq: int) -> None:
    """Those that are new to these keys, or other than they were."""
    with parts.cases.aside.read() as connection:
        before = holders.sealed_of(connection, holder.public.id)
    for document in listed:
        kind, digest = bundle.kind_of(holder.public.id, document.doc_id), bytes.fromhex(document.sha256)
        if kind not in before or before[kind].digest != digest:
            _seal_one(parts, holder, document, kind, seq)


def take_gone(parts: Parts, holder: HolderKeys, listed: Sequence[Document]) -> None:
    """Out of the databases with what the agency's system has no more."""
    here = {bundle.kind_of(holder.public.id, document.doc_id) for document in listed}
    with parts.cases.aside.read() as connection:
        before = holders.sealed_of(connection, holder.public.id)
    for kind in sorted(before):
        if kind.startswith(f"{bundle.KIND} ") and kind not in here:
            handing_out.take(parts, holder, kind)


def _seal_one(parts: Parts, holder: HolderKeys, document: Document, kind: str, seq: int) -> None:
    try:
        pdf = _open(parts, holder.person_id, document)
    except Damaged as wrong:
        structlog.get_logger().error("a document of a holder is not shown", kind=str(wrong))
        handing_out.take(parts, holder, kind)
        return
    handing_out.put(parts, holder, kind, bundle.encode(pdf), bytes.fromhex(document.sha256), seq)


def _open(parts: Parts, person_id: str, document: Document) -> bytes:
    """Raises Damaged."""
    sealed = parts.data.sealed_document(person_id, document.doc_id)
    if sealed is None:
        raise Damaged("missing")
    if len(sealed) > MOST_BYTES:
        raise Damaged("too large")
    try:
        pdf = parts.opening.open(sealed, envelopes.of_document(document.doc_id))
    except CannotOpen:
        raise Damaged("does not open") from None
    if not pdf.startswith(PDF) or hashlib.sha256(pdf).hexdigest() != document.sha256:
        raise Damaged("not what its row says")
    if 0 < most_pages(pdf) < document.pages:
        raise Damaged("pages are missing")
    return pdf
