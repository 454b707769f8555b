"""A caller wants paper again: by keyboard on a narrow window in Spanish; nothing is cut off, axe finds nothing."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser
from staff.customers.test_in_browser import opened
from staff.customers.test_letting_go import agreed as agreed
from support.customers import Customers
from support.staff_browsing import choose, look, tick, write

from forms_app.sealing.owner_keys import OwnerKeys

pytestmark = pytest.mark.browser


def test_paper_again_is_asked_and_done(customers: Customers, agreed: OwnerKeys, served: str, chromium: Browser) -> None:
    page = opened(customers, served, chromium, "one@example.org")
    write(page, "#find", "10001")
    tick(page, '[name=reason][value="call"]')
    write(page, "#words", "Llamó.")
    customers.round()
    form = page.locator("form:has([name=act][value=paper-again])")
    page.locator("summary", has_text="Cartas otra vez en papel").press("Enter")
    look(page)
    assert form.locator("[value=by-phone]").is_checked()
    choose(page, "form:has([name=act][value=paper-again]) button")
    look(page)
    assert "Asegúrese de quién es" in page.inner_text("#wrong") and form.is_visible()
    tick(page, "form:has([name=act][value=paper-again]) [name=compared]")
    choose(page, "form:has([name=act][value=paper-again]) button")
    customers.round()
    page.reload()
    look(page)
    assert "Todas van por correo." in page.inner_text("main") and not form.count()
