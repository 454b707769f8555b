"""The staff app in a real Chromium: every task by keyboard, axe finds nothing, nothing is cut off at 320 pixels."""

from __future__ import annotations

from typing import Any

import pyotp
import pytest
from playwright.sync_api import Browser, Page
from support.desk import PASSWORD, Desk
from support.staff_browsing import choose, look, tick, write
from support.summary_links import unseen
from support.undelivered import refuse

pytestmark = pytest.mark.browser
SETTINGS = [("", 1280, "dark"), ("/es", 320, "light")]
HIDING: dict[str, Any] = {
    "safe_ways": ["none"],
    "has_representative": "yes",
    "representative_address": {"line1": "9 Hidden Way"},
}


@pytest.mark.parametrize(("prefix", "width", "scheme"), SETTINGS)
def test_a_days_work_by_keyboard(
    desk: Desk, served: str, chromium: Browser, prefix: str, width: int, scheme: str
) -> None:
    late = desk.receive(**HIDING)
    refuse(desk, late)
    desk.clock.forward(days=40)
    desk.receive(full_name="Luis Peña", what_happened="palabra" * 60)
    context = chromium.new_context(viewport={"width": width, "height": 800}, color_scheme=scheme)  # type: ignore[arg-type]
    page = context.new_page()
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text) if message.type != "info" else None)
    sign_in(page, desk, f"{served}{prefix}/sign-in/")
    look(page)
    choose(page, f'a[href="{prefix}/submissions/{late}/"]')
    look(page)
    write(page, "#text", "Not sent yet.", enter=False)
    write(page, "#reason", "Letter came back")  # Enter sends nothing, for all cards are one form
    assert "9 Hidden Way" not in page.locator("main").inner_text()
    look(page)
    choose(page, 'button[formaction$="/reveal/"]')
    assert "9 Hidden Way" in page.locator("main").inner_text()
    look(page)
    work_on(page, f"{served}{prefix}/submissions/{late}/")
    page.goto(f"{served}{prefix}/inbox/")
    write(page, "#find", "pena luis")
    look(page)
    for path in ("/reports/", "/audit/", "/sessions/", "/mail/", "/inbox/?due=late", "/nothing/"):
        page.goto(served + prefix + path)
        look(page)
    page.goto(f"{served}{prefix}/mail/")
    choose(page, f'a[href^="{prefix}/submissions/{late}/"]')
    write(page, "#how", "Called at work.", enter=False)
    choose(page, 'button[formaction$="/mail/"]')
    assert "Called at work." in page.locator("main").inner_text()
    choose(page, ".who button")
    assert page.url == f"{served}{prefix}/sign-in/"
    assert [text for text in complaints if "status of 4" not in text] == []
    context.close()


def test_a_new_colleague_sets_up_an_account_with_the_code_an_administrator_reads_out(
    desk: Desk, served: str, chromium: Browser
) -> None:
    admin = chromium.new_page()
    sign_in(admin, desk, f"{served}/sign-in/", "administrator")
    admin.goto(f"{served}/accounts/")
    write(admin, "#email", "luz@example.org", enter=False)
    write(admin, "#name", "Luz Mora")
    look(admin)
    code = admin.locator("#set-up-code").inner_text()
    admin.close()
    context = chromium.new_context(viewport={"width": 320, "height": 800}, color_scheme="dark")
    page = context.new_page()
    page.goto(f"{served}/es/set-up/")
    for field, typed in {"#email": "luz@example.org", "#code": code, "#password": PASSWORD}.items():
        write(page, field, typed, enter=False)
    write(page, "#again", PASSWORD)
    look(page)
    app = pyotp.TOTP(page.locator("#key").inner_text().replace(" ", ""))
    write(page, "#code", app.at(desk.clock.now))
    assert page.locator(".codes li").count() == 10
    look(page)
    choose(page, "main .button")
    assert page.url == f"{served}/es/inbox/"
    for path in ("/es/account/", "/es/account/password/", "/es/account/codes/"):
        page.goto(served + path)
        look(page)
    context.close()


def test_a_call_is_keyed_in_by_keyboard(desk: Desk, served: str, chromium: Browser) -> None:
    context = chromium.new_context(viewport={"width": 360, "height": 800}, color_scheme="dark")
    session = desk.signed_in().client.get_cookie("staff")
    assert session is not None
    context.add_cookies([{"name": "staff", "value": session.value, "url": served}])
    page = context.new_page()
    page.goto(f"{served}/es/inbox/")
    choose(page, 'nav a[href="/es/intake/"]')
    choose(page, "#page .actions button")
    look(page)  # with its mistakes
    assert unseen(page) == []
    for box in ('[name=form][value="complaint"]', '[name=language][value="es"]', '[name=channel][value="phone"]'):
        tick(page, box)
    write(page, "#day-month", "noviembre", enter=False)
    write(page, "#day-day", "16", enter=False)
    write(page, "#day-year", "2026")
    write(page, "#full_name", "Rosa Mendoza")  # Enter saves, and changes neither the language nor the page
    assert page.url.startswith(f"{served}/es/intake/")
    assert page.locator("#full_name").input_value() == "Rosa Mendoza"
    choose(page, 'button[value="check"]')
    look(page)
    assert unseen(page) == []
    tick(page, '[name=safe_ways][value="none"]')
    choose(page, '#part-problem button[value^="keep "]')
    assert page.evaluate("document.activeElement.id || location.hash.slice(1)") == "part-wish"
    choose(page, 'button[value="check"]')
    look(page)
    choose(page, ".notice--warn li a")
    assert page.evaluate("document.activeElement.closest('.field').getBoundingClientRect().top") >= 0
    page.go_back()
    choose(page, "main form button")
    look(page)
    code = page.locator("#receipt-code").inner_text()
    page.locator("main summary").press("Enter")  # asks once
    choose(page, "main form button")
    assert code not in page.content() and "Rosa" not in page.content()
    context.close()


def work_on(page: Page, address: str) -> None:
    """A state and a note, on one page: saving the one leaves the other's words where they are."""
    page.goto(address)
    page.locator("#state").focus()
    page.keyboard.press("ArrowDown")
    assert page.locator("#text").input_value() == "Not sent yet."
    page.locator("#text").fill("Called twice.")
    page.locator("#state").focus()
    choose(page, 'button[formaction$="/change/"]')
    assert page.locator("#text").input_value() == "Called twice."
    look(page)
    choose(page, 'button[formaction$="/note/"]')
    assert page.locator("#text").input_value() == ""
    assert "Called twice." in page.locator("main").inner_text()


def sign_in(page: Page, desk: Desk, address: str, role: str = "supervisor") -> None:
    """First with a wrong password, to see that page too."""
    person = desk.person(role)
    for password in ("wrong", PASSWORD):
        page.goto(address)
        look(page)
        page.locator("#email").focus()
        for typed in (person.email, password):
            page.keyboard.type(typed)
            page.keyboard.press("Tab")
        page.keyboard.type(person.code())
        with page.expect_navigation():
            page.keyboard.press("Enter")
        look(page)
    assert page.url.endswith("/inbox/")
