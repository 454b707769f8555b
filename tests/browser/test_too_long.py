"""A long text in a real browser: counted while it is typed, kept whole when it is too long."""

from __future__ import annotations

import pytest
from support.looking import axe_finds_nothing
from support.person import Opens, Setting

PASTED = ("Ñandú " * 1200)[:6010].strip()


@pytest.mark.parametrize("setting", [Setting("es", True, 320), Setting("en", False)], ids=str)
def test_a_pasted_story_stays_whole_and_its_count_is_true(opens: Opens, setting: Setting) -> None:
    person = opens(setting)
    person.come_to("complaint", "problem")
    person.fill_page("complaint")
    story, limit = person.page.locator("#what_happened"), person.page.locator("#what_happened ~ .limit")
    story.focus()
    person.page.keyboard.insert_text("x")
    if setting.scripts:
        left = 5000 - len(story.input_value().strip())
        assert limit.inner_text() == f"Caracteres que quedan: {left}"
    story.fill("")
    person.page.keyboard.insert_text(PASTED)
    if setting.scripts:
        assert limit.inner_text() == f"Caracteres de más: {len(PASTED) - 5000}"
        person.page.get_by_role("status").filter(has_text="Caracteres de más").wait_for(state="attached")
        axe_finds_nothing(person, "light", "dark")
    person.next()
    assert str(len(PASTED)) in person.page.locator("#error-summary").inner_text()
    assert story.input_value() == PASTED


def test_a_line_is_counted_only_while_it_is_too_long(opens: Opens) -> None:
    person = opens(Setting())
    person.start("complaint")
    name = person.page.locator("#full_name")
    name.fill("Ana " * 60)
    assert person.page.locator(".limit").inner_text() == "Characters too many: 39"
    name.fill("Ana")
    assert person.page.locator(".limit").count() == 0
