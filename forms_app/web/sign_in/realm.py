"""What is one app's own about signing in: rows, secret, clock, cookie, limits. No two apps share any of them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property
from typing import Generic

from forms_app.sealing.seal import of_server
from forms_app.storage.accounts.sessions import SessionLookup, Since
from forms_app.storage.accounts.sign_in import A_co, SignInRows, SignInTables
from forms_app.storage.database import Database
from forms_app.storage.throttles import Limit, Throttle
from forms_app.web.sign_in import passwords

WINDOW = timedelta(minutes=15)


@dataclass(frozen=True)
class Limits:
    """How often somebody may try to be a person."""

    per_account: Limit = Limit("sign-in account", 5, WINDOW)
    per_address: Limit = Limit("sign-in address", 30, WINDOW)
    in_all: Limit = Limit("sign-in in all", 300, WINDOW)
    # Kept for each address once others have used up everybody's tries: failing on purpose locks nobody else out.
    reserved: Limit = Limit("sign-in, reserved", 3, WINDOW)
    # A browser in which this person has signed in before has tries of its own: failing on purpose locks nobody out.
    per_device: Limit = Limit("sign-in device", 5, WINDOW)
    # Somebody who is signed in and says again who they are: apart, so that a stolen session locks nobody out either.
    per_session: Limit = Limit("proof", 5, WINDOW)


@dataclass(frozen=True)
class Realm(Generic[A_co]):
    """One app that people sign in to. `secret` never leaves it; every key is derived from it and begins with `name`,
    which is the cookie's name too. `kept_login` makes of what somebody types by what an account is found; of what no
    account can have, nothing. `check_password`: of what is stored, or None, and what was typed; None if it is wrong,
    else the key that a right password is, where an app locks something by it."""

    name: str
    tables: SignInTables[A_co]
    database: Database
    secret: bytes
    now: Callable[[], datetime]
    behind_tls: bool
    kept_login: Callable[[str], str]
    check_password: Callable[[str | None, str], bytes | None] = passwords.check
    limits: Limits = Limits()
    idle: timedelta = timedelta(minutes=15)
    longest: timedelta = timedelta(hours=12)
    set_up_within: timedelta = timedelta(hours=24)

    def key(self, purpose: str) -> bytes:
        return of_server(self.secret, f"{self.name} {purpose}")

    @cached_property
    def rows(self) -> SignInRows[A_co]:
        return SignInRows(self.tables, self.key("rows of signing in"))

    @cached_property
    def session_lookup(self) -> SessionLookup[A_co]:
        return SessionLookup(self.database, self.rows)

    @cached_property
    def throttle(self) -> Throttle:
        return Throttle(self.database, self.key("throttle"), self.now)

    @property
    def alive_since(self) -> Since:
        """From when on a session must have been seen, and begun, to be good now."""
        now = self.now()
        return Since(now - self.idle, now - self.longest)
