"""Why a database does not let a process in: what its driver says becomes the line that an operator can act on."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

from sqlalchemy.engine import URL

from forms_app.errors import CannotStart, CannotStartYet, me, owner
from forms_app.settings import SettingsError

ROLES = "deploy/postgresql-roles.sql"


class NotYet(CannotStartYet):
    """The database server may come: a restart can mend it."""


def reason(wrong: Exception, url: URL, setting: str = "DATABASE_URL") -> CannotStart:
    """The one line for what kept a process from the database that the setting names; no password is in it."""
    told = _line(wrong, url)
    return type(told)(f"{setting}: {told}")


def _line(wrong: Exception, url: URL) -> CannotStart:
    said = " ".join(str(getattr(wrong, "orig", None) or wrong).split())
    patterns = _SQLITE if url.get_backend_name() == "sqlite" else _POSTGRESQL
    for pattern, line in patterns:
        if re.search(pattern, said, re.I):
            return line(url)
    return _refuse(f"cannot open the database ({type(wrong).__name__}: {_without(url, said)[:200]})")


def _without(url: URL, said: str) -> str:
    return said.replace(str(url.password), "…") if url.password else said


def _refuse(line: str) -> SettingsError:
    return SettingsError(line)


def _password(url: URL) -> CannotStart:
    remedy = "Correct them there; on the server ALTER ROLE … PASSWORD sets one, and pg_hba.conf says who may come."
    return _refuse(f"the server at {_place(url)} does not accept the name {_role(url)} with this password. {remedy}")


def _no_role(url: URL) -> CannotStart:
    return _refuse(f"the server at {_place(url)} has no role {_role(url)}. As the database's owner, run {ROLES}")


def _no_database(url: URL) -> CannotStart:
    remedy = f"Create it (createdb {url.database}), run: flask --app forms_app migrate, then {ROLES}"
    return _refuse(f"the server at {_place(url)} has no database {url.database}. {remedy}")


def _no_rights(url: URL) -> CannotStart:
    return _refuse(f"{_role(url)} has not been given its rights. As the database's owner, run {ROLES}")


def _no_server(url: URL) -> CannotStart:
    return NotYet(f"no PostgreSQL server answers at {_place(url)}. Start it, or correct the address.")


def _no_host(url: URL) -> CannotStart:
    return NotYet(f"the name {url.host} leads to no machine. Correct it, or look at the name server.")


def _busy(url: URL) -> CannotStart:
    return NotYet(f"the server at {_place(url)} takes no connection now: it starts, stops or is full.")


def _role(url: URL) -> str:
    return url.username or me()


def _place(url: URL) -> str:
    return f"{url.host or url.query.get('host') or 'the local socket'}{f':{url.port}' if url.port else ''}"


def _not_sqlite(url: URL) -> CannotStart:
    return _refuse(f"{url.database} is not a SQLite database. Name another file, or put the backup back.")


def _no_file(url: URL) -> CannotStart:
    path = Path(str(url.database))
    if not path.parent.is_dir():
        return _refuse(f"there is no folder {path.parent}. Make it, or correct the path.")
    return _refuse(f"{me()} cannot write to {path}, which belongs to {owner(path)}. Run: chown {me()} {path}")


Told = Callable[[URL], CannotStart]
_POSTGRESQL: tuple[tuple[str, Told], ...] = (
    (r"permission denied", _no_rights),
    (r"role .* does not exist", _no_role),
    (r"database .* does not exist", _no_database),
    (
        r"(password|peer|ident|scram|certificate) authentication failed|no password supplied|no pg_hba.conf entry",
        _password,
    ),
    (r"translate host name|resolve host|name or service not known|no address associated", _no_host),
    (r"starting up|shutting down|too many (clients|connections)|remaining connection slots|recovery mode", _busy),
    (
        r"connection refused|no such file or directory|timeout|timed out|unreachable|no route|closed the connection",
        _no_server,
    ),
)
_SQLITE: tuple[tuple[str, Told], ...] = (
    (r"not a database|malformed", _not_sqlite),
    (r"unable to open|readonly|read-only|not a directory|is a directory|permission denied", _no_file),
)
