"""What tests name as well as use: the clock that stands, both databases, an app's own database."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask

from forms_app.storage.database import Database

ON_BOTH = pytest.mark.parametrize("engine", ["sqlite", "postgresql"], indirect=True)


class SetClock:
    """A clock that stands where the test puts it."""

    def __init__(self) -> None:
        self.now = datetime(2026, 11, 20, 18, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now

    def forward(self, **span: float) -> None:
        self.now += timedelta(**span)


def database_of(app: Flask) -> Database:
    found: Database = app.extensions["services"].database
    return found
