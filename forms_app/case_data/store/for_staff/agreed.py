"""What a customer has said yes to in her account, as staff may know it who end it for her: no address, no kinds."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from sqlalchemy import Connection, func, select

from forms_app.bundles.wishes import State
from forms_app.case_data.store.databases import CaseDatabase
from forms_app.case_data.store.holder_tables import holder_keys, wishes
from forms_app.case_data.store.papers.tables import paper_consents


class Agreed(NamedTuple):
    """`papers_since`: letters come into the account in place of paper; None where all go by mail. `news`: one of
    bundles.wishes.State."""

    papers_since: date | None
    news: str


def of(cases: CaseDatabase, person_id: str) -> Agreed:
    with cases.aside.read() as connection:
        return Agreed(_papers(connection, person_id), _news(connection, person_id))


def _papers(connection: Connection, person_id: str) -> date | None:
    hers = paper_consents.join(holder_keys, holder_keys.c.key_id == paper_consents.c.key_id)
    its = select(func.min(paper_consents.c.since)).select_from(hers).where(holder_keys.c.person_id == person_id)
    since: str | None = connection.execute(its).scalar()
    return date.fromisoformat(since) if since else None


def _news(connection: Connection, person_id: str) -> str:
    columns = wishes.c.is_proven, wishes.c.is_paused, wishes.c.came_back
    row = connection.execute(select(*columns).where(wishes.c.person_id == person_id)).first()
    if row is None:
        return State.NONE
    is_proven, is_paused, came_back = (value == "y" for value in row)
    if came_back:
        return State.CAME_BACK
    return State.PAUSED if is_paused else State.ON if is_proven else State.UNPROVEN
