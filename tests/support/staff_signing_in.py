"""A staff member signs in, in a real browser."""

from __future__ import annotations

from itertools import count
from urllib.parse import parse_qs, urlsplit

import pyotp

from support.looking import axe_finds_nothing
from support.person import Person
from support.running import Running

PASSWORD = "a long walk by the quiet river"
NUMBERS = count(1)


def sign_in(staff: Person, product: Running, role: str = "administrator") -> None:
    """As somebody who is new there."""
    email = f"{role}-{next(NUMBERS)}@example.org"
    printed = product.command("staff", "add", email, "--role", role, "--password-stdin", typed=PASSWORD + "\n")
    secret = parse_qs(urlsplit(printed.splitlines()[-1]).query)["secret"][0]
    staff.page.goto(product.staff_url)
    assert staff.path == "/sign-in/"
    axe_finds_nothing(staff, "light", "dark")
    staff.page.locator("#email").fill(email)
    staff.page.locator("#password").fill(PASSWORD)
    staff.page.locator("#code").fill(pyotp.TOTP(secret).now())
    staff.press("main form button")
    assert staff.path == "/inbox/"
