"""Done when a complaint filed in Spanish on a phone is read by staff in English: the whole product in one line."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

import pyotp
from looking import axe_finds_nothing
from person import Opens, Person, Setting

from bench.running import Running

EMAIL, PASSWORD = "reader@example.org", "a long walk by the quiet river"
STORY = "Cerraron mi caso en marzo y nadie me avisó."


def test_a_complaint_in_spanish_on_a_phone_is_read_in_english_by_staff(opens: Opens, product: Running) -> None:
    parent = opens(Setting("es", True, 320))
    parent.walk_to("complaint")
    parent.begin("complaint")
    parent.fill_to("complaint", "problem")
    parent.fill_page("complaint")
    parent.fill({"what_happened": [STORY]})
    parent.next()
    parent.fill_to("complaint", "check")
    reference = parent.send()
    staff = opens(Setting("en", True))
    sign_in(staff, product)
    axe_finds_nothing(staff, "light", "dark")
    staff.press(f'a[href$="/submissions/{reference}/"]')
    axe_finds_nothing(staff, "light", "dark")
    text = staff.page.locator("main").inner_text()
    assert STORY in text
    assert "What did the agency do, or not do?" in text
    assert staff.kept() == {}


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
