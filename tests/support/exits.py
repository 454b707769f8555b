"""What leaving in a hurry takes with it."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from forms_app.storage.database import Database
from forms_app.storage.tables import drafts, receipts

WIPED = '"cookies", "storage"'
LANGUAGES = pytest.mark.parametrize("language", ["en", "es"])


def rows(database: Database) -> int:
    with database.read() as connection:
        return len(connection.execute(select(drafts)).all()) + len(connection.execute(select(receipts)).all())
