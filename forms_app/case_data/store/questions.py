"""Short questions to the case database, past what SQLAlchemy does around each: people are read by the thousand."""

from __future__ import annotations

import re
from contextlib import closing
from functools import lru_cache
from typing import Any

from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError

_NAME = re.compile(r":(\w+)")


def ask(connection: Connection, statement: str, **values: str) -> list[tuple[Any, ...]]:
    """All rows. The statement names its values as `:person`."""
    dialect = connection.dialect
    text = statement if dialect.name == "sqlite" else _for_psycopg(statement)
    try:
        with closing(connection.connection.cursor()) as cursor:
            cursor.execute(text, values)
            return list(cursor.fetchall())
    except dialect.loaded_dbapi.Error as error:
        base = dialect.loaded_dbapi.Error
        raise DBAPIError.instance(text, None, error, base, hide_parameters=True, dialect=dialect) from None


@lru_cache(maxsize=128)
def _for_psycopg(statement: str) -> str:
    return _NAME.sub(r"%(\1)s", statement)
