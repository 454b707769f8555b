"""Whole journeys: she at one window, staff at another, and everything between them at work."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser
from staff.conftest import desk as desk
from staff.conftest import prepared_desk as prepared_desk
from staff.conftest import quick_hashes as quick_hashes
from staff.conftest import staff_app as staff_app
from support.both_sides import Sides, both_sides
from support.customers import Customers

from forms_app.account.doors import waiting
from forms_app.staff.customers import acts


@pytest.fixture
def sides(customers: Customers, served: str, chromium: Browser, monkeypatch: pytest.MonkeyPatch) -> Iterator[Sides]:
    for page in (
        acts,
        waiting,
    ):  # the worker works by itself: both wait for it, however busy the machine
        monkeypatch.setattr(page, "PATIENCE_SECONDS", 60)
    with both_sides(customers, served, chromium) as found:
        yield found
