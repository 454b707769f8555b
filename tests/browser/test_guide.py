"""The right door as people meet it: by mouse and by keyboard alone, with and without JavaScript, and Back works."""

from __future__ import annotations

import pytest
from support.looking import criticise, look_over
from support.person import Opens, Person, Setting, full
from support.whole_way import SHORT, WHOLE

# From the first question to a state hearing because no answer came: the longest way that has a form at its end.
WAY = ("n5", "n7", "n13", "n11", "n15", "n29")
SETTINGS = pytest.mark.parametrize("setting", WHOLE if full() else SHORT[::3], ids=str)


def look(person: Person) -> None:
    (criticise if full() or person.setting.scripts else look_over)(person)


@SETTINGS
def test_the_longest_way_leads_to_a_form_that_has_begun(opens: Opens, setting: Setting) -> None:
    person = opens(setting)
    person.open(f"{person.prefix}/forms/")
    for node in WAY:
        look(person)
        person.press(f'main a[href$="/door/{node}/"]')
        assert person.path == f"{person.prefix}/forms/door/{node}/"
    look(person)
    person.begin("state-hearing")
    assert person.path.startswith(f"{person.prefix}/forms/state-hearing/")
    assert person.kept() == {}


@pytest.mark.parametrize("setting", (SHORT[0], SHORT[2]), ids=str)
def test_back_shows_the_question_before(opens: Opens, setting: Setting) -> None:
    person = opens(setting)
    person.open(f"{person.prefix}/forms/")
    asked = []
    for node in WAY[:3]:
        asked.append(person.page.locator("h1").inner_text())
        person.press(f'main a[href$="/door/{node}/"]')
    for heading in reversed(asked):
        person.page.go_back()
        assert person.page.locator("h1").inner_text() == heading


def test_the_keyboard_alone_reaches_every_answer(opens: Opens) -> None:
    person = opens(Setting())
    person.open("/forms/")
    for node in ("n7", "n11", "n26"):
        tab_to(person, f"/forms/door/{node}/")
        with person.page.expect_navigation():
            person.page.keyboard.press("Enter")
        assert person.path == f"/forms/door/{node}/"


def tab_to(person: Person, path: str) -> None:
    """Press Tab until the link to this address has the focus, as long as the page has something to focus."""
    stops = person.page.locator("a[href], button, input, summary").count()
    for _ in range(stops):
        person.page.keyboard.press("Tab")
        if person.page.evaluate("document.activeElement.getAttribute('href')") == path:
            return
    raise AssertionError(f"no Tab leads to {path}")


def test_switching_the_language_keeps_the_question(opens: Opens) -> None:
    person = opens(Setting())
    person.open("/forms/door/n11/")
    person.switch_language()
    assert person.path == "/es/forms/door/n11/"
