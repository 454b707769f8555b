"""From the receipt to the status page in a real browser: both numbers are typed, the answer is read, nothing stays."""

from __future__ import annotations

import pytest
from support.looking import criticise, look_over
from support.person import Opens, Person, Setting
from support.running import Running

PEOPLE = (
    Setting("es", True, 320, "dark"),
    Setting("en", True, 1280, "light"),
    Setting("es", False, 1280, "light"),
    Setting("en", False, 320, "dark"),
)
STATE = {"en": "Received", "es": "Recibido"}
OTHER = {"en": "es", "es": "en"}


def numbers(person: Person) -> dict[str, str]:
    """Send the smallest form; what its receipt says."""
    person.come_to("inquiry", "check")
    reference = person.send()
    return {"reference": reference, "receipt_code": person.page.locator("#receipt-code").inner_text()}


def look(person: Person, typed: dict[str, str]) -> None:
    for name, text in typed.items():
        person.page.locator(f"#{name}").fill(text)
    with person.page.expect_navigation():
        person.page.locator("#receipt_code").press("Enter")


@pytest.mark.parametrize("setting", PEOPLE, ids=str)
def test_from_the_receipt_to_where_it_stands(opens: Opens, setting: Setting) -> None:
    person, see = opens(setting), criticise if setting.scripts else look_over
    typed = numbers(person)
    person.press(f'main a[href="{person.prefix}/forms/status/"]')
    see(person)
    look(person, typed | {"receipt_code": "1234"})
    assert person.page.locator("#error-summary").is_visible()
    see(person)
    look(person, typed)
    assert person.page.locator("#state").inner_text() == STATE[setting.language]
    assert person.traces() == []
    see(person)
    person.switch_language()
    assert person.page.locator("#state").inner_text() == STATE[OTHER[setting.language]]


@pytest.mark.parametrize("setting", PEOPLE[1:3], ids=str)
def test_changing_the_language_keeps_what_is_typed(opens: Opens, setting: Setting) -> None:
    person = opens(setting)
    person.open(f"{person.prefix}/forms/status/")
    person.page.locator("#reference").fill("7kq2")
    person.switch_language()
    assert person.page.locator("#reference").input_value() == "7kq2"
    assert person.page.locator("#error-summary").count() == 0


@pytest.mark.parametrize("setting", PEOPLE[:1] + PEOPLE[3:], ids=str)
def test_closing_it_leaves_nothing_to_go_back_to(opens: Opens, product: Running, setting: Setting) -> None:
    person = opens(setting)
    typed = numbers(person)
    person.open(f"{person.prefix}/forms/status/")
    look(person, typed)
    person.press('main button[value="close"]')
    assert person.path == f"{person.prefix}/"
    assert "look" not in {cookie["name"] for cookie in person.context.cookies(product.url)}
    for _ in range(2):
        person.page.go_back()
        assert typed["receipt_code"] not in person.page.content()
        assert person.page.locator("#state").count() == 0
