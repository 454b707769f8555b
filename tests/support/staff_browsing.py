"""The staff app in a real browser, by keyboard."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import replace

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page
from werkzeug.serving import make_server

from forms_app.settings import ROOT
from forms_app.staff import create_app
from support.desk import Desk
from support.hitting import COVERED, PRESSED


@pytest.fixture
def served(desk: Desk) -> Iterator[str]:
    """The desk's app with the real stylesheets, at an address of its own."""
    app = create_app(replace(desk.office.settings, build_dir=ROOT / "build"))
    app.extensions["office"] = desk.office
    server = make_server("127.0.0.1", 0, app, threaded=True)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


def choose(page: Page, selector: str) -> None:
    """Reach it with the keyboard's focus and press Enter."""
    page.locator(selector).first.focus()
    with page.expect_navigation():
        page.keyboard.press("Enter")


def write(page: Page, selector: str, text: str, *, enter: bool = True) -> None:
    page.locator(selector).focus()
    page.keyboard.type(text)
    if enter:
        with page.expect_navigation():
            page.keyboard.press("Enter")


def tick(page: Page, selector: str) -> None:
    page.locator(selector).focus()
    page.keyboard.press("Space")
    assert page.locator(selector).is_checked()


def look(page: Page) -> None:
    violations = Axe().run(page).response["violations"]
    found = [(one["id"], [node["html"][:160] for node in one["nodes"]]) for one in violations]
    assert found == [], f"{page.url}: {found}"
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), page.url
    assert page.evaluate(COVERED, PRESSED) == [], page.url
    assert page.locator("h1").count() == 1
