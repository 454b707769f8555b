"""What all tables share."""

from __future__ import annotations

from sqlalchemy import Index, MetaData, text

from forms_app.storage.rows import NO_DAY as NO_DAY

STILL_OPEN, CLOSED, FAILED = "state <> 'closed'", "state = 'closed'", "state = 'failed'"
SETTLED = "state = 'settled'"
CAME_BACK = "returned_on IS NOT NULL AND settled_at IS NULL"
metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_name)s",
        "uq": "uq_%(table_name)s_%(column_0_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def form_index(name: str, *columns: str, where: str) -> Index:
    """Over some of the submissions. It begins with the form, because everybody sees whole forms and no others, and
    ends with whatever else is asked for, so that a list or a count reads the index alone."""
    return Index(f"ix_{name}", "form", *columns, sqlite_where=text(where), postgresql_where=text(where))


def index_where(name: str, *columns: str, where: str) -> Index:
    """Over few of many rows. A query meets it only if it says `where` as it stands here, not bound."""
    return Index(f"ix_{name}", *columns, sqlite_where=text(where), postgresql_where=text(where))
