"""Papers in accounts that staff must post: unopened for 7 days with an answer due, or damaged. Never what they say."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, and_, func, or_, select

from forms_app.case_data.store.databases import CaseDatabase
from forms_app.case_data.store.papers.tables import delivered

UNOPENED_FOR = timedelta(days=7)
TAKEN_BACK_WITHIN = timedelta(days=60)  # so long it stays listed as posted, to be put right
_C = delivered.c


class Undelivered(NamedTuple):
    """`doc_id`: as the agency's system numbers it, or of a letter in the print queue here. `since`: in the account.
    `fault`: why it cannot be shown, where it cannot. `posted_on`: None while it is to be done."""

    person_id: str
    doc_id: str
    since: date
    answer_by: date | None
    fault: str
    posted_on: date | None


def waiting(cases: CaseDatabase, today: date, skipped: int, most: int) -> list[Undelivered]:
    """What has the first day to answer first; then what cannot be shown, the oldest first."""
    order = _C.answer_by == "", _C.answer_by, _C.since, _C.person_id, _C.doc_id
    return _read(cases, _is_open(today), order, skipped, most)


def count(cases: CaseDatabase, today: date) -> int:
    with cases.aside.read() as connection:
        return int(connection.execute(select(func.count()).select_from(delivered).where(_is_open(today))).scalar_one())


def of_person(cases: CaseDatabase, person_id: str, today: date) -> list[Undelivered]:
    """Those of hers that wait, and those that were posted lately."""
    lately = _C.posted_on >= (today - TAKEN_BACK_WITHIN).isoformat()
    its = (_C.person_id == person_id) & or_(_is_open(today), lately)
    return _read(cases, its, (_C.posted_on, _C.since, _C.doc_id), 0, None)


def _is_open(today: date) -> ColumnElement[bool]:
    until = (today - UNOPENED_FOR).isoformat()
    unopened = and_(_C.opened_on == "", _C.on_paper == "n", _C.gone_on == "")
    asks = and_(_C.answer_by != "", _C.answer_by >= _C.since, _C.since <= until)
    return and_(_C.posted_on == "", or_(_C.fault != "", and_(unopened, asks)))


def _read(
    cases: CaseDatabase,
    where: ColumnElement[bool],
    order: Sequence[ColumnElement[Any]],
    skipped: int,
    most: int | None,
) -> list[Undelivered]:
    columns = [_C[name] for name in Undelivered._fields]
    with cases.aside.read() as connection:
        rows = connection.execute(select(*columns).where(where).order_by(*order).offset(skipped).limit(most)).all()
    return [
        Undelivered(person, doc_id, date.fromisoformat(since), _day(answer_by), fault, _day(posted_on))
        for person, doc_id, since, answer_by, fault, posted_on in rows
    ]


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None
