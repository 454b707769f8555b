"""Seals her papers to her. One is opened for that alone, on arrival and after new keys, and looked at before.

What is damaged, too large, locked, or not what its row says is not sealed at all: the operator hears of it, staff
post it, and she is told to call. Nothing is shown rather than something wrong.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Collection, Iterable
from typing import NamedTuple

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
_LOCKED = re.compile(rb"/Encrypt\s*(?:\d+\s+\d+\s+R|<<)")
_PACKED = b"/ObjStm"


class Damaged(Exception):
    """The message says what is wrong, and nothing of what stands in it."""


class Paper(NamedTuple):
    """`pages`: as its row says; 0 where it says none. `read` raises Damaged."""

    doc_id: str
    sha256: str
    pages: int
    read: Callable[[], bytes]


def of_case_data(parts: Parts, person_id: str, document: Document) -> Paper:
    return Paper(document.doc_id, document.sha256, document.pages, lambda: _delivered(parts, person_id, document))


def seal(
    parts: Parts, hand: Hand, holder: HolderKeys, papers: Iterable[Paper], staying: Collection[str], seq: int
) -> dict[str, str]:
    """Those that are new to these keys, or other than they were; those that nobody has any more go, but for those whose
    numbers are among `staying`. Of those that cannot be shown: why."""
    faults = dict[str, str]()
    here = {bundle.kind_of(holder.public.id, doc_id) for doc_id in staying}
    for paper in papers:
        kind = bundle.kind_of(holder.public.id, paper.doc_id)
        here.add(kind)
        if not hand.has(kind, bytes.fromhex(paper.sha256)) and (why := _seal_one(hand, paper, kind, seq)):
            faults[paper.doc_id] = why
    for kind in hand.kinds():
        if kind.startswith(f"{bundle.KIND} ") and kind not in here:
            hand.take(kind)
    return faults


def _seal_one(hand: Hand, paper: Paper, kind: str, seq: int) -> str:
    """Why it cannot be shown; nothing where it can."""
    try:
        pdf = _checked(paper)
    except Damaged as wrong:
        structlog.get_logger().error("a document of a holder is not shown", kind=str(wrong))
        hand.take(kind)
        return str(wrong)
    hand.put(kind, bundle.encode(pdf), bytes.fromhex(paper.sha256), seq)
    return ""


def _delivered(parts: Parts, person_id: str, document: Document) -> bytes:
    """Raises Damaged."""
    sealed = parts.data.sealed_document(person_id, document.doc_id)
    if sealed is None:
        raise Damaged("missing")
    if len(sealed) > MOST_BYTES:
        raise Damaged("too large")
    try:
        return parts.opening.open(sealed, envelopes.of_document(document.doc_id))
    except CannotOpen:
        raise Damaged("does not open") from None


def _checked(paper: Paper) -> bytes:
    """Raises Damaged."""
    pdf = paper.read()
    if not pdf.startswith(PDF) or hashlib.sha256(pdf).hexdigest() != paper.sha256:
        raise Damaged("not what its row says")
    if _LOCKED.search(pdf):
        raise Damaged("is locked")
    seen = most_pages(pdf)
    if seen == 0 and _PACKED not in pdf:
        raise Damaged("no pages")
    if 0 < seen < paper.pages:
        raise Damaged("pages are missing")
    return pdf
