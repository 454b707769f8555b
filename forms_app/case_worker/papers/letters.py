"""A letter of the staff for somebody's account: kept for her keys of today and later, in place of paper or beside.

Whether it is in place of paper is said here alone, once for each letter, by what she wants at that moment: withdrawn
later, the letter is there; withdrawn before, it goes by mail.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlalchemy import Connection

from forms_app.bundles import papers as bundle
from forms_app.bundles.papers import Letter
from forms_app.case_data.store.asks import Ask, Reply, Word
from forms_app.case_data.store.holders import LIVE, HolderKeys, State
from forms_app.case_worker import sealing
from forms_app.case_worker.papers import boxes
from forms_app.case_worker.parts import Parts
from forms_app.text.pdf_pages import most_pages


def take_in(parts: Parts, ask: Ask, body: Mapping[str, Any]) -> Reply:
    pdf, instead = base64.b64decode(body["pdf"]), bool(body["instead"])
    with parts.cases.aside.write() as connection:
        live = [one for one in parts.own_list.of_person(connection, ask.person_id) if one.state in LIVE]
        if not live:
            return Reply(Word.NO_ACCOUNT)
        if instead and not _wants_no_paper(parts, connection, live, str(body["what"])):
            return Reply(Word.ON_PAPER)
        letter = _letter(body, pdf, paper_sent=not instead)
        boxes.keep_letter(parts, connection, ask.person_id, letter, pdf)
    sealing.seal_person(parts, ask.person_id)
    return Reply(Word.HERE if instead else Word.DONE)


def _wants_no_paper(parts: Parts, connection: Connection, live: list[HolderKeys], what: str) -> bool:
    """Her account is open and shows all, she said yes to the words of today, and the yes is about such letters."""
    standing = parts.data.standing(live[0].person_id)
    if standing is None or standing.shows_nothing:
        return False
    kinds = bundle.IN_PLACE_OF_PAPER if parts.paper.goes_on else bundle.ALL_IN_PLACE_OF_PAPER
    wording = bundle.wording(paper_goes_on=parts.paper.goes_on)
    said = [parts.paper.consents.of(connection, one.public.id) for one in live if one.state is State.OPEN]
    return what in kinds and any(one is not None and one.wording == wording for one in said)


def _letter(body: Mapping[str, Any], pdf: bytes, *, paper_sent: bool) -> Letter:
    return Letter(
        doc_id=str(body["letter"]),
        what=str(body["what"]),
        title=str(body["title"]),
        dated=date.fromisoformat(body["dated"]),
        language=str(body["language"]),
        pages=most_pages(pdf),
        sha256=hashlib.sha256(pdf).hexdigest(),
        answer_by=date.fromisoformat(body["answer_by"]) if body["answer_by"] else None,
        paper_sent=paper_sent,
    )
