"""`Requests` out of a table: what people ask of the agency, until a later load or staff say that it is done."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, insert, select, update

from forms_app.case_data.interfaces import Kind, Request
from forms_app.case_data.store.databases import CaseDatabase
from forms_app.case_data.store.log import next_number
from forms_app.case_data.store.tables import VIEW, requests


class StoredRequests:
    """Kept beside the loads, which never lock it."""

    def __init__(self, database: CaseDatabase) -> None:
        self._database = database

    def ask(self, kind: Kind, person_id: str, sealed: bytes, on: date) -> int:
        with self._database.aside.write() as connection:
            number: int = connection.execute(select(next_number(connection, requests))).scalar_one()
            row = {"person_id": person_id, "kind": kind.value, "sealed": sealed, "asked_on": on.isoformat()}
            connection.execute(insert(requests).values(number=number, **row))
        return number

    def of(self, person_id: str) -> list[Request]:
        return self._found(requests.c.person_id == person_id)

    def open(self) -> list[Request]:
        return self._found(requests.c.done_on.is_(None))

    def is_done(self, number: int, by: str, on: date) -> bool:
        still_open = (requests.c.number == number) & requests.c.done_on.is_(None)
        with self._database.aside.write() as connection:
            done = connection.execute(update(requests).where(still_open).values(done_on=on.isoformat(), done_by=by))
        return bool(done.rowcount)

    def settle_by_load(self, seq: int, on: date) -> None:
        """A new address is done once the agency's system says that hers changed on the day she asked, or later."""
        people = VIEW["people"]
        for request in self._found(requests.c.done_on.is_(None) & (requests.c.kind == Kind.CONTACT.value)):
            asked_on = request.asked_on.isoformat()
            changed = (people.c.person_id == request.person_id) & (people.c.address_changed_on >= asked_on)
            with self._database.view.read() as connection:
                is_done = connection.execute(select(people.c.person_id).where(changed)).first()
            if is_done:
                self.is_done(request.number, f"package {seq}", on)

    def _found(self, which: ColumnElement[bool]) -> list[Request]:
        statement = select(requests).where(which).order_by(requests.c.number)
        with self._database.aside.read() as connection:
            return [_request(row) for row in connection.execute(statement)]


def _request(row: Any) -> Request:
    return Request(
        number=row.number,
        person_id=row.person_id,
        kind=Kind(row.kind),
        sealed=row.sealed,
        asked_on=date.fromisoformat(row.asked_on),
        done_on=date.fromisoformat(row.done_on) if row.done_on else None,
        done_by=row.done_by,
    )
