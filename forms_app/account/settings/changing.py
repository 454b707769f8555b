"""One change of how she signs in: written with a line of her history, which she signs, in one transaction."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from flask import abort
from sqlalchemy import Connection

from forms_app.account import events
from forms_app.account.doors import arrival
from forms_app.account.factors.held import factors_of
from forms_app.account.guard import holder
from forms_app.account.services import services
from forms_app.bundles.history import What
from forms_app.sealing.owner_keys import NotHers, OwnerKeys, PublicKeys
from forms_app.storage.accounts import accounts


class NothingToDo(Exception):
    """Raised in a change that another request has made already, or that would leave nothing to sign in with."""


@dataclass(frozen=True, slots=True)
class Change:
    """The transaction, and her keys as this session's cookie unwraps them."""

    connection: Connection
    keys: OwnerKeys
    public: PublicKeys

    def account(self, **values: object) -> None:
        """New values of her account's row. Ends with 403 where it is switched off, or not ours any more."""
        if not accounts.change_active(self.connection, services().realm.rows, holder().account.id, **values):
            abort(403)

    def something_must_stay(self) -> None:
        """For what takes a second factor away, while nobody else does. Raises NothingToDo where it is the last one."""
        account = holder().account
        is_as_it_was = accounts.is_unchanged(self.connection, services().realm.rows, account)
        if not is_as_it_was or factors_of(self.connection, account).count < 2:
            raise NothingToDo


@contextmanager
def change(what: What, detail: str = "") -> Iterator[Change]:
    """Nothing is written where the block raises."""
    public = PublicKeys(holder().account.public_keys)
    with services().database.write() as connection:
        try:
            keys = arrival.keys_of(connection, holder().token, public)
        except NotHers:
            abort(403)
        yield Change(connection, keys, public)
        events.note(connection, keys, public, what, detail)
