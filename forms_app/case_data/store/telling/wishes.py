"""How each holder wants to hear that there is news: her address, sealed, and the kinds that she said yes to.

Each row carries a mark under the worker's secret: who can only write here has no mail sent to anybody.
"""

from __future__ import annotations

import hmac
import json
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

import structlog
from sqlalchemy import Connection, delete, insert, select

from forms_app.case_data.store import holder_tables as tables
from forms_app.case_data.store.log import next_number


@dataclass(frozen=True, slots=True)
class Wishes:
    """`address`: locked under the worker's secret. `code`: keyed hash of what went there last, until it is typed in.
    `kinds`: of bundles.wishes.Kind."""

    person_id: str
    address: bytes
    since: datetime
    is_proven: bool = False
    code: bytes = b""
    code_until: datetime | None = None
    kinds: frozenset[str] = frozenset()
    is_paused: bool = False
    came_back: bool = False

    def wants(self, kind: str) -> bool:
        return self.is_proven and not self.is_paused and not self.came_back and kind in self.kinds


class WishList:
    """All of them under one secret."""

    def __init__(self, key: bytes) -> None:
        self._key = key

    def put(self, connection: Connection, wishes: Wishes) -> None:
        self.forget(connection, wishes.person_id)
        row = _row(wishes)
        connection.execute(insert(tables.wishes).values(**row, mark=self._mark(row)))

    def forget(self, connection: Connection, person_id: str) -> None:
        connection.execute(delete(tables.wishes).where(tables.wishes.c.person_id == person_id))

    def of(self, connection: Connection, person_id: str) -> Wishes | None:
        its = select(tables.wishes).where(tables.wishes.c.person_id == person_id)
        row = connection.execute(its).mappings().first()
        if row is None:
            return None
        values = {name: value for name, value in row.items() if name != "mark"}
        if not hmac.compare_digest(row["mark"], self._mark(values)):
            structlog.get_logger().error("a row of the holders' wishes is not ours", kind="wishes")
            return None
        return _wishes(values)

    def _mark(self, row: dict[str, Any]) -> bytes:
        said = [value.hex() if isinstance(value, bytes) else value for _, value in sorted(row.items())]
        return hmac.digest(self._key, json.dumps(said).encode(), "sha256")


def note_consent(connection: Connection, person_id: str, at: datetime, given: dict[str, bool], wording: str) -> None:
    """What she said to each kind, on which day, under which words."""
    for kind, is_given in sorted(given.items()):
        number = connection.execute(select(next_number(connection, tables.consents))).scalar_one()
        row = {"person_id": person_id, "at": at.isoformat(), "kind": kind, "is_given": _yes(is_given)}
        connection.execute(insert(tables.consents).values(number=number, **row, wording=wording))


def _row(wishes: Wishes) -> dict[str, Any]:
    row = asdict(wishes) | {"since": wishes.since.isoformat(), "kinds": " ".join(sorted(wishes.kinds))}
    row["code_until"] = wishes.code_until.isoformat() if wishes.code_until else ""
    return {name: _yes(value) if isinstance(value, bool) else value for name, value in row.items()}


def _wishes(row: dict[str, Any]) -> Wishes:
    flags = {name: row[name] == "y" for name in ("is_proven", "is_paused", "came_back")}
    until = datetime.fromisoformat(row["code_until"]) if row["code_until"] else None
    since, kinds = datetime.fromisoformat(row["since"]), frozenset(row["kinds"].split())
    return Wishes(**{**row, **flags, "since": since, "kinds": kinds, "code_until": until})


def _yes(value: bool) -> str:
    return "y" if value else "n"
