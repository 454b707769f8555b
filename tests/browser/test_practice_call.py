"""The practice call in a real browser: without scripts and by keyboard, on a small dark phone and on a desktop."""

from __future__ import annotations

import pytest
from support.looking import criticise
from support.person import Opens, Person, Setting

PEOPLE = (Setting("es", False, 320, "dark"), Setting("en", True, 1280, "light"))
LANGUAGE_KEY = {"en": "1", "es": "2"}
AT_400_PERCENT = {"width": 320, "height": 256}  # a desktop of 1280 by 1024, zoomed


def press(person: Person, key: str) -> None:
    with person.page.expect_navigation():
        person.page.locator(f'button[name="key"][value="{key}"]').click()


def enter(person: Person) -> None:
    """What stands above the box, typed as it stands there."""
    person.page.locator("#digits").fill(person.page.locator(".told-numbers dd").inner_text())
    with person.page.expect_navigation():
        person.page.locator("#digits").press("Enter")


@pytest.mark.parametrize("setting", PEOPLE, ids=str)
def test_somebody_practises_hearing_of_payments_and_goes_back(opens: Opens, setting: Setting) -> None:
    person = opens(setting)
    person.open(f"{person.prefix}/phone-menu/")
    person.press('main a[href$="/forms/practice-call/"]')
    criticise(person)
    person.page.locator("#goal-payments").check()
    with person.page.expect_navigation():
        person.page.locator("main form button.button").click()
    criticise(person)
    for key in (LANGUAGE_KEY[setting.language], "1"):
        assert person.page.locator(".key--next").inner_text() == key
        press(person, key)
    person.page.locator("#digits").fill("123-45-6789")
    with person.page.expect_navigation():
        person.page.locator("#digits").press("Enter")
    assert person.page.locator("#error-summary").is_visible()
    criticise(person)
    enter(person)
    enter(person)
    press(person, "1")
    assert (
        person.page.locator(".wallet-card").is_visible() and "$1,234.56" in person.page.locator(".voice").inner_text()
    )
    criticise(person)
    person.page.go_back()
    assert person.page.locator(".key--next").inner_text() == "1"
    assert person.kept() == {}


def test_at_four_hundred_percent_nothing_is_cut_off_and_the_voice_can_be_read_aloud(opens: Opens) -> None:
    person = opens(Setting())
    person.page.set_viewport_size(AT_400_PERCENT)  # type: ignore[arg-type]
    person.open("/forms/practice-call/?call=1&goal=payments")
    criticise(person)
    button = person.page.locator("#voice button")
    button.click()
    assert person.page.locator("#voice p").count() >= 1 and button.inner_text() in ("Read aloud", "Stop reading")
