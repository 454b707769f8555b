"""A staff member signs in, in a real browser."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

import pyotp

from support.looking import axe_finds_nothing
from support.person import Person
from support.running import Running

EMAIL, PASSWORD = "reader@example.org", "a long walk by the quiet river"


def sign_in(staff: Person, product: Running) -> None:
    printed = product.command(
        "staff", "add", EMAIL, "--role", "administrator", "--password-stdin", typed=PASSWORD + "\n"
    )
    secret = parse_qs(urlsplit(printed.splitlines()[-1]).query)["secret"][0]
    staff.page.goto(product.staff_url)
    assert staff.path == "/sign-in/"
    axe_finds_nothing(staff, "light", "dark")
    staff.page.locator("#email").fill(EMAIL)
    staff.page.locator("#password").fill(PASSWORD)
    staff.page.locator("#code").fill(pyotp.TOTP(secret).now())
    staff.press("main form button")
    assert staff.path == "/inbox/"
