"""Seals her documents to her. One is opened for that alone, on arrival and after new keys, and looked at before.

What is damaged, too large, or not what its row says is not sealed at all: the operator hears of it, and she is told to
call. Nothing is shown rather than something wrong.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

import structlog

from forms_app.bundles import documents as bundle
from forms_app.bundles.details import Document
from forms_app.case_data.contract import envelopes
from forms_app.case_data.store.holders import HolderKeys
from forms_app.case_worker.handing_out import Hand
from forms_app.case_worker.parts import Parts
from forms_app.sealing.unseal import CannotOpen
from forms_app.text.pdf_pages import most_pages

MOST_BYTES = 10 * 1024 * 1024
PDF = b"%PDF-"


class Damaged(Exception):
    """The message says what is wrong, and nothing of what stands in it."""


def seal(parts: Parts, hand: Hand, holder: HolderKeys, listed: Iterable[Document], seq: int) -> None:
    """Those that are new to these keys, or other than they were; those that the agency's system has no more go."""
    here = set[str]()
    for document in listed:
        kind = bundle.kind_of(holder.public.id, document.doc_id)
        here.add(kind)
        if not hand.has(kind, bytes.fromhex(document.sha256)):
            _seal_one(parts, hand, holder, document, kind, seq)
    for kind in hand.kinds():
        if kind.startswith(f"{bundle.KIND} ") and kind not in here:
            hand.take(kind)


def _seal_one(parts: Parts, hand: Hand, holder: HolderKeys, document: Document, kind: str, seq: int) -> None:
    try:
        pdf = _open(parts, holder.person_id, document)
    except Damaged as wrong:
        structlog.get_logger().error("a document of a holder is not shown", kind=str(wrong))
        hand.take(kind)
        return
    hand.put(kind, bundle.encode(pdf), bytes.fromhex(document.sha256), seq)


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
