"""The connection is gone when a button is pressed: the page stays, says so, and nothing that was typed is lost."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from support.looking import criticise
from support.person import Opens, Person, Setting

WORDS = "Lo que me pasó, sin conexión."
BUTTONS = {
    "next": "main button[value=next]",
    "later": "button[value=later]",
    "language": ".switch",
    "back": "button[value=back]",
}


@contextmanager
def no_connection(person: Person) -> Iterator[None]:
    person.context.set_offline(True)
    try:
        yield
    finally:
        person.context.set_offline(False)
        person.complaints.clear()  # that there was none


@pytest.mark.parametrize("button", BUTTONS)
def test_the_page_stays_with_every_word_until_the_connection_is_back(opens: Opens, button: str) -> None:
    person = opens(Setting("es", True, 320))
    person.come_to("complaint", "wish")
    person.fill({"wanted": [WORDS]})
    with no_connection(person):
        person.page.locator(BUTTONS[button]).first.click()
        person.page.locator("#lost").wait_for(state="visible")
    assert person.slug == "wish" and person.page.locator("#wanted").input_value() == WORDS
    if button == "next":
        criticise(person, "light", "dark")
    assert person.kept() == {}
    person.press(BUTTONS[button])
    assert person.slug != "wish" or "/es/" not in person.path
    person.open("/forms/complaint/wish/")
    assert person.page.locator("#wanted").input_value() == WORDS


def test_back_after_a_press_without_a_connection_keeps_what_was_typed(opens: Opens) -> None:
    person = opens(Setting())
    person.start("complaint")
    person.fill_to("complaint", "wish")
    person.fill({"wanted": [WORDS]})
    with no_connection(person):
        person.page.locator(BUTTONS["next"]).click()
        person.page.locator("#lost").wait_for(state="visible")
    person.page.go_back()
    person.page.go_forward()
    for _ in range(50):  # what is kept on leaving arrives beside the next page
        if person.page.locator("#wanted").input_value() == WORDS:
            return
        person.page.reload()
    raise AssertionError("what was typed is gone")


def test_a_post_that_breaks_on_the_way_leaves_the_words_on_the_server(opens: Opens) -> None:
    """The connection holds for what is saved first and is gone for the page that was to follow."""
    person = opens(Setting())
    person.come_to("complaint", "wish")
    person.fill({"wanted": [WORDS]})
    person.page.route(
        "**/wish/", lambda route: route.abort() if route.request.is_navigation_request() else route.continue_()
    )
    with person.page.expect_event("requestfailed"):
        person.page.locator(BUTTONS["next"]).click()
    person.page.wait_for_url("chrome-error://**")
    person.page.unroute("**/wish/")
    person.complaints.clear()
    person.open("/forms/complaint/wish/")
    assert person.page.locator("#wanted").input_value() == WORDS


def test_sending_without_a_connection_sends_nothing_and_says_so(opens: Opens) -> None:
    person = opens(Setting())
    person.start("inquiry")
    person.fill_to("inquiry", "check")
    with no_connection(person):
        person.page.locator("button[value=send]").click()
        person.page.locator("#lost").wait_for(state="visible")
    assert person.slug == "check"
    person.send()


@pytest.mark.parametrize(
    ("path", "field"), [("deadlines", "#filed_on-year"), ("status", "#reference"), ("resume", "#code")]
)
def test_what_was_typed_into_the_other_pages_stays_as_well(opens: Opens, path: str, field: str) -> None:
    person = opens(Setting())
    person.open(f"/forms/{path}/")
    person.page.locator(field).fill("2026")
    with no_connection(person):
        person.page.locator("main .form .button").first.click()
        person.page.locator("#lost").wait_for(state="visible")
        person.page.locator("#lost button").click()
    assert not person.page.locator("#lost").is_visible()
    assert person.page.locator(field).input_value() == "2026"


def test_without_scripts_the_first_page_and_the_one_before_sending_say_what_it_means(opens: Opens) -> None:
    person = opens(Setting("en", False))
    person.open("/forms/inquiry/")
    assert "Keep a copy of a long text." in person.page.locator("main").inner_text()
    person.begin("inquiry")
    person.fill_to("inquiry", "check")
    assert "Nothing is sent twice." in person.page.locator("main").inner_text()
