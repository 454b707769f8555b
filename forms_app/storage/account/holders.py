"""Account holders: found by the keyed hash of a Participant ID, with their keys as they are wrapped."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection, bindparam, delete, insert, or_, select

from forms_app.storage.account.tables import holders, session_keys, sessions, sheet_codes
from forms_app.storage.accounts import row_seals
from forms_app.storage.accounts.sessions import Since
from forms_app.storage.accounts.sign_in import AccountRow, SignInTables
from forms_app.storage.database.statements import Change


@dataclass(frozen=True, slots=True)
class HolderRow(AccountRow):
    """An account. `login` is the keyed hash (hex) of the Participant ID, `password_hash` the salt and the verifier."""

    public_keys: bytes
    wrapped_by_password: bytes
    wrapped_by_recovery: bytes
    language: str


_ITS_SESSION_KEYS = select(session_keys.c.wrapped).where(session_keys.c.session_id == bindparam("session_id"))
_KEEP = Change(insert(session_keys), "session_id", "wrapped")
_OVER = or_(sessions.c.seen_at <= bindparam("seen"), sessions.c.created_at <= bindparam("created"))
_FORGET_LAPSED = Change(delete(session_keys).where(session_keys.c.session_id.in_(select(sessions.c.id).where(_OVER))))
FIRST = 20  # accounts that are looked at before a process starts
TABLES = SignInTables(holders, sessions, sheet_codes, None, "mark", HolderRow)


def are_anothers(connection: Connection, key: bytes) -> bool:
    """Whether there are accounts, and the first ones carry the seal of another key: no one of them could sign in."""
    first = connection.execute(select(holders).order_by(holders.c.id).limit(FIRST)).mappings().all()
    return bool(first) and not any(row_seals.fits(holders, key, row) for row in first)


def keep_session_keys(connection: Connection, session_id: bytes, wrapped: bytes) -> None:
    _KEEP.run(connection, session_id=session_id, wrapped=wrapped)


def session_keys_of(connection: Connection, session_id: bytes) -> bytes | None:
    """Her private keys as this session's cookie unwraps them."""
    found: bytes | None = connection.execute(_ITS_SESSION_KEYS, {"session_id": session_id}).scalar()
    return found


def forget_session_keys(connection: Connection, session_id: bytes) -> None:
    """Nobody opens anything with this session's cookie any more."""
    connection.execute(delete(session_keys).where(session_keys.c.session_id == session_id))


def forget_lapsed_keys(connection: Connection, since: Since) -> None:
    """Those of sessions that are over by themselves: their cookies open nothing any more."""
    _FORGET_LAPSED.run(connection, seen=since.seen, created=since.created)


def public_keys_of(connection: Connection, account_id: int) -> bytes | None:
    """Of whoever is not signed in now: something can be sealed to her."""
    found: bytes | None = connection.execute(select(holders.c.public_keys).where(holders.c.id == account_id)).scalar()
    return found
