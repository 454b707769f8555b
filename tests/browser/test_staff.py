"""Done when a complaint filed in Spanish on a phone is read by staff in English: the whole product in one line."""

from __future__ import annotations

from support.looking import axe_finds_nothing
from support.person import Opens, Setting
from support.running import Running
from support.staff_signing_in import sign_in

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
