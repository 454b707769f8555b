"""Done when a complaint filed in Spanish on a phone is read by staff in English: the whole product in one line."""

from __future__ import annotations

from support.looking import axe_finds_nothing
from support.person import Opens, Person, Setting
from support.running import Running
from support.staff_signing_in import sign_in

STORY = "Cerraron mi caso en marzo y nadie me avisó."


def the_case_and_the_work_stand_side_by_side(staff: Person) -> None:
    """Also in a very wide window; and what she wrote is in no smaller print than the page."""
    staff.page.set_viewport_size({"width": 1920, "height": 900})
    case, facts, work = (staff.page.locator(name).first.bounding_box() for name in (".answers", ".facts", ".card"))
    assert case and facts and work
    assert 0 < work["x"] - case["x"] - case["width"] <= 64
    assert facts["width"] == case["width"]
    assert staff.page.locator(".answers dd").first.evaluate("e => getComputedStyle(e).fontSize") == "16px"


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
    the_case_and_the_work_stand_side_by_side(staff)
    text = staff.page.locator("main").inner_text()
    assert STORY in text
    assert "What did the agency do, or not do?" in text
    assert staff.kept() == {}
