"""What every app keeps by which people sign in to it: four tables, each row sealed under a key of the app."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Generic, TypeVar

from sqlalchemy import Table

from forms_app.storage.accounts.row_seals import Columns


@dataclass(frozen=True, slots=True)
class AccountRow:
    """An account. `login` is by what it is found: an e-mail address, or a number's keyed hash. An app adds its own
    columns in a class of its own, whose names are those of the columns."""

    id: int
    login: str
    password_hash: str
    totp_box: bytes | None
    totp_last_step: int
    disabled_at: datetime | None


A_co = TypeVar("A_co", bound=AccountRow, covariant=True)


@dataclass(frozen=True)
class SignInTables(Generic[A_co]):
    """The tables of one app. Each has a `seal`; the other three name an account by `account_id`.

    `accounts` has the columns of AccountRow, its `login` under the name that is given here, and those of `row`;
    `sessions` id, created_at, seen_at; `recovery_codes` id; `set_up_codes` code_hash, until, where an app has them.
    """

    accounts: Table
    sessions: Table
    recovery_codes: Table
    set_up_codes: Table | None
    login: str
    row: type[A_co]

    def all(self) -> tuple[Table, ...]:
        every = self.accounts, self.sessions, self.recovery_codes, self.set_up_codes
        return tuple(table for table in every if table is not None)


@dataclass(frozen=True)
class SignInRows(Generic[A_co]):
    """The tables of one app, and the key under which it seals their rows."""

    tables: SignInTables[A_co]
    key: bytes

    def account(self, values: Columns) -> A_co:
        """The typed row of what stands in the columns of `accounts`."""
        fields = self.tables.row.__dataclass_fields__
        named = {"login" if name == self.tables.login else name: value for name, value in values.items()}
        return self.tables.row(**{name: named[name] for name in fields})
