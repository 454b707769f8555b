"""What every page of somebody who is signed in begins with, in one statement: her keys as her session wraps them, how
the inside stands to them, as of which day her bundles are, and the one that nearly every page shows."""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import datetime

from sqlalchemy import and_, bindparam, literal_column, select, true

from forms_app.storage.account.inside import Freshness, SealedBundle, Standing
from forms_app.storage.account.tables import bundles, freshness, session_keys, standings
from forms_app.storage.database import Database
from forms_app.storage.database.statements import Lookup
from forms_app.storage.rows import columns

_IT = select(literal_column("1").label("one")).subquery("it")  # there is a row, whatever of all this there is
_ROWS = (
    _IT.outerjoin(session_keys, session_keys.c.session_id == bindparam("session_id"))
    .outerjoin(standings, standings.c.key_id == bindparam("key_id"))
    .outerjoin(freshness, true())
    .outerjoin(bundles, and_(bundles.c.key_id == bindparam("key_id"), bundles.c.kind == bindparam("kind")))
)
_PARTS = ((standings, Standing), (freshness, Freshness), (bundles, SealedBundle))
_ALL = [column for table, row in _PARTS for column in columns(table, row)]


@dataclass(frozen=True, slots=True)
class AtHand:
    """`wrapped`: None where this session has no keys. `sessions_from`: the moment before which no session of hers may
    have begun, if one was set."""

    wrapped: bytes | None
    sessions_from: datetime | None
    standing: Standing | None
    freshness: Freshness | None
    bundle: SealedBundle | None


class Lookups:
    """Of one process, put into SQL once."""

    def __init__(self, database: Database) -> None:
        own = session_keys.c.wrapped, standings.c.sessions_from
        self._lookup = Lookup(database, select(*own, *_ALL).select_from(_ROWS))

    def of(self, session_id: bytes, key_id: bytes, kind: str) -> AtHand:
        """`kind`: of the bundle."""
        found = iter(self._lookup.first(session_id=session_id, key_id=key_id, kind=kind) or ())
        wrapped, sessions_from = next(found), next(found)
        parts = [[next(found) for _ in fields(row)] for _table, row in _PARTS]
        standing, fresh, bundle = (None if part[0] is None else part for part in parts)
        return AtHand(
            wrapped,
            sessions_from,
            Standing(*standing) if standing else None,
            Freshness(*fresh) if fresh else None,
            SealedBundle(*bundle) if bundle else None,
        )
