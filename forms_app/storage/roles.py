"""The rights of each process on PostgreSQL, as deploy/postgresql-roles.sql gives them: a role that lacks one does not
start, for it would fail in the middle of somebody's form."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sqlalchemy import text

from forms_app.settings import ROOT, SettingsError
from forms_app.storage.database import Database
from forms_app.storage.refusals import ROLES

_GRANT = re.compile(r"^GRANT ([A-Z, ]+?)\s+ON ([a-z_,\s]+?)\s+TO customer_connect_(\w+);", re.M)
_HAS = text("SELECT has_table_privilege(:table, :right)")


def expect_rights(database: Database, process: str, roles: str = ROLES, setting: str = "DATABASE_URL") -> None:
    """Raises SettingsError for the first right that the connected role lacks. `roles`: the file that gives them."""
    if database.engine.dialect.name != "postgresql":
        return
    with database.read() as connection:
        for table, right in rights(process, roles):
            if not connection.execute(_HAS, {"table": table, "right": right}).scalar():
                role = connection.execute(text("SELECT current_user")).scalar()
                raise SettingsError(
                    f"{setting}: the role {role} may not {right} in {table}. As the database's owner, run {roles}"
                )


def rights(process: str, roles: str = ROLES) -> Iterator[tuple[str, str]]:
    """(table, right) of everything that the process is given."""
    for granted, tables, role in _GRANT.findall((ROOT / roles).read_text("utf-8")):
        if role == process:
            for table in tables.split(","):
                yield from ((table.strip(), right.strip()) for right in granted.split(","))
