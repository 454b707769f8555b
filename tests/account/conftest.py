"""The account process over a database of its own; the inside answers when the test says so."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from flask import Flask
from flask.testing import FlaskClient
from support import ready

from forms_app.account import create_app
from forms_app.account.doors import waiting
from forms_app.settings import Settings
from forms_app.storage.account.schema import CHAIN


@pytest.fixture(autouse=True)
def nobody_waits(monkeypatch: pytest.MonkeyPatch) -> None:
    """Here the inside answers when the test says so."""
    monkeypatch.setattr(waiting, "PATIENCE_SECONDS", 0)


@pytest.fixture
def account(settings: Settings) -> Iterator[Flask]:
    ready.place(settings.account_database_url, CHAIN)
    app = create_app(settings)
    yield app
    app.extensions["account"].database.close()


@pytest.fixture
def browser(account: Flask) -> FlaskClient:
    return account.test_client()
