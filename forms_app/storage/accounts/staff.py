"""The accounts of staff: the tables by which they sign in, and the lists that administrators and supervisors read."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import Connection, Select, func, select

from forms_app.storage.accounts.sessions import Since, alive
from forms_app.storage.accounts.sign_in import AccountRow, SignInTables
from forms_app.storage.rows import columns
from forms_app.storage.tables import accounts, invitations, recovery_codes, sessions


@dataclass(frozen=True, slots=True)
class StaffAccountRow(AccountRow):
    """Somebody who works here."""

    role: str
    name: str

    @property
    def email(self) -> str:
        return self.login


TABLES = SignInTables(accounts, sessions, recovery_codes, invitations, "email", StaffAccountRow)


@dataclass(frozen=True, slots=True)
class ListedAccountRow:
    """What a page shows of an account; nothing that anybody signs in with. `sessions` counts those alive."""

    id: int
    email: str
    name: str
    role: str
    created_at: datetime
    disabled_at: datetime | None
    sessions: int
    invited_until: datetime | None


class EmailRow(NamedTuple):
    """By whom something was done."""

    id: int
    email: str


def list_page(connection: Connection, most: int, since: Since, after: int | None = None) -> list[ListedAccountRow]:
    """Up to `most` in the order of the addresses, those that follow the account `after`."""
    query = _select_listed(since).order_by(accounts.c.email).limit(most)
    if after is not None:
        query = query.where(accounts.c.email > select(accounts.c.email).where(accounts.c.id == after).scalar_subquery())
    return [ListedAccountRow(*row) for row in connection.execute(query)]


def find_listed(connection: Connection, account_id: int, since: Since) -> ListedAccountRow | None:
    row = connection.execute(_select_listed(since).where(accounts.c.id == account_id)).first()
    return ListedAccountRow(*row) if row else None


def list_emails(connection: Connection) -> list[EmailRow]:
    """Of everybody, those who are gone too."""
    query = select(accounts.c.id, accounts.c.email).order_by(accounts.c.email)
    return [EmailRow(*row) for row in connection.execute(query)]


def list_active(connection: Connection, roles: Collection[str]) -> list[EmailRow]:
    """Of everybody in these roles who is switched on, in the order of the addresses."""
    active = accounts.c.role.in_(roles), accounts.c.disabled_at.is_(None)
    query = select(accounts.c.id, accounts.c.email).where(*active).order_by(accounts.c.email)
    return [EmailRow(*row) for row in connection.execute(query)]


def find_email(connection: Connection, account_id: int) -> EmailRow | None:
    row = connection.execute(select(accounts.c.id, accounts.c.email).where(accounts.c.id == account_id)).first()
    return EmailRow(*row) if row else None


def find_name(connection: Connection, account_id: int) -> str:
    return connection.execute(select(accounts.c.name).where(accounts.c.id == account_id)).scalar() or ""


def _select_listed(since: Since) -> Select[Any]:
    signed_in = select(func.count()).where(sessions.c.account_id == accounts.c.id, *alive(sessions, since))
    until = select(invitations.c.until).where(invitations.c.account_id == accounts.c.id)
    counted = {"sessions": signed_in.scalar_subquery(), "invited_until": until.scalar_subquery()}
    return select(*columns(accounts, ListedAccountRow, **counted))
