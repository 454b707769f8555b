"""Leaving in a hurry: whoever uses this device next finds nothing of what was typed."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from support.left_behind import WEATHER, assert_nothing_is_found, leave
from support.person import Opens, Person, Setting, full
from support.public_forms import FORMS
from support.running import Running

PEOPLE = [Setting("en", True), Setting("es", True, 320), Setting("en", False, 320), Setting("es", False)]
LEAVING = PEOPLE if full() else PEOPLE[1:3]
LEFT_FORMS = list(FORMS) if full() else ["complaint"]


@pytest.mark.parametrize("setting", LEAVING, ids=str)
@pytest.mark.parametrize("form", LEFT_FORMS)
def test_after_leaving_nothing_that_was_typed_is_found(
    opens: Opens, product: Running, form: str, setting: Setting
) -> None:
    person = opens(setting)
    person.start(form)
    first = person.page.url
    seen = list[str]()
    for last in (False, False, True):
        person.fill_page(form)
        seen += person.traces()
        if not last:  # there it is typed, not sent
            person.next()
    assert seen, "the test would not see what it looks for"
    drafts = product.rows("SELECT count(*) FROM drafts")[0][0]
    leave(person)
    until(person, lambda: product.rows("SELECT count(*) FROM drafts")[0][0] == drafts - 1)
    until(person, lambda: person.context.cookies(product.url) == [])
    assert_nothing_is_found(person, first)


@pytest.mark.parametrize("path", ["", "/forms/nowhere/", "/safety/", "/es/enroll/"])
def test_shift_three_times_leaves_from_every_page_with_an_exit(opens: Opens, product: Running, path: str) -> None:
    person = opens(Setting())
    person.start("pin-request")
    person.fill_page("pin-request")
    first = person.page.url
    if path:
        person.open(path)
        person.complaints.clear()  # Chromium says of what is not there that it is not
    with person.page.expect_request(WEATHER):
        for _ in range(3):
            person.page.keyboard.press("Shift")
    person.page.wait_for_url(WEATHER)
    person.elsewhere.clear()  # going there is what was asked for
    until(person, lambda: person.context.cookies(product.url) == [])
    person.page.goto(first)
    assert person.path == "/forms/expired/" and person.traces() == []


@pytest.mark.parametrize("setting", PEOPLE[:1] + PEOPLE[3:], ids=str)
def test_after_leaving_the_receipt_nothing_is_found(opens: Opens, setting: Setting) -> None:
    person = opens(setting)
    person.start("pin-request")
    person.fill_to("pin-request", "check")
    person.send()
    receipt = person.page.url
    assert person.traces()
    leave(person)
    assert_nothing_is_found(person, receipt)


@pytest.mark.parametrize("setting", PEOPLE[1:3], ids=str)
def test_i_am_done_leaves_nothing(opens: Opens, setting: Setting) -> None:
    person = opens(setting)
    person.start("pin-request")
    person.fill_to("pin-request", "check")
    person.send()
    receipt = person.page.url
    person.press(f'main form[action="{person.prefix}/forms/receipt/"] button')
    assert person.path == f"{person.prefix}/forms/receipt/done/" and person.traces() == []
    person.press("main button[value=delete]")
    assert "/forms/deleted/" in person.path
    assert_nothing_is_found(person, receipt)


@pytest.mark.parametrize(
    ("path", "scripts"), [("/safety/", True), ("/es/safety/", False), ("/enroll/", False), ("/es/enroll/", True)]
)
def test_the_pages_on_safety_and_enrolling_have_the_exit_too(
    opens: Opens, product: Running, path: str, scripts: bool
) -> None:
    person = opens(Setting("es" if "/es/" in path else "en", scripts, 320))
    person.start("complaint")
    first = person.page.url
    person.open(path)
    leave(person)
    until(person, lambda: person.context.cookies(product.url) == [])
    person.page.goto(first)
    assert person.path == f"{person.prefix}/forms/expired/"


BETWEEN: dict[str, Callable[[Person], None]] = {
    "Alt held, for another language": lambda it: held(it, "Alt"),
    "AltGr held": lambda it: held(it, "AltGraph"),
    "Ctrl held": lambda it: held(it, "Control"),
    "a capital letter": lambda it: it.page.keyboard.press("Shift+A"),
    "a letter": lambda it: pressed(it, "Shift", "a"),
    "the other Shift": lambda it: held(it, "ShiftLeft", "ShiftRight"),
    "the mouse": lambda it: it.page.locator("h1").click(modifiers=["Shift"]),
}


def pressed(person: Person, *keys: str) -> None:
    """One after the other."""
    for key in keys:
        person.page.keyboard.press(key)


def held(person: Person, *keys: str) -> None:
    """Shift is pressed and released while another key is down."""
    other, shift = (*keys, "Shift")[:2]
    person.page.keyboard.down(other)
    person.page.keyboard.press(shift)
    person.page.keyboard.up(other)


def test_shift_with_anything_else_leaves_nothing(opens: Opens) -> None:
    person = opens(Setting())
    person.start("complaint")
    person.page.locator("#full_name").focus()
    seen = person.page.url
    for what, done in BETWEEN.items():
        for _ in range(4):
            done(person)
        assert person.page.evaluate("document.documentElement.hidden") is False, what
    assert person.page.url == seen and person.elsewhere == []


@pytest.mark.parametrize("lost", ["the server stands still", "no connection"])
def test_the_page_goes_at_once_while_the_server_cannot_be_reached(opens: Opens, product: Running, lost: str) -> None:
    person = opens(Setting("es", True, 320))
    person.start("complaint")
    person.fill_page("complaint")
    seen = person.page.url
    with standing_still(product) if lost == "the server stands still" else offline(person):
        person.page.locator(".exit").click()
        person.page.wait_for_url(WEATHER)
    person.elsewhere.clear()  # going there is what was asked for
    person.complaints.clear()  # that the post found no connection
    person.page.goto(seen)
    assert person.path == "/es/forms/expired/" and person.traces() == []
    until(person, lambda: person.context.cookies(product.url) == [])


def test_every_other_tab_goes_with_the_one_that_is_left(opens: Opens) -> None:
    person = opens(Setting())
    person.start("complaint")
    person.fill_page("complaint")
    other = person.context.new_page()
    other.goto(person.page.url)
    person.page.locator(".exit").click()
    other.wait_for_url(WEATHER)
    person.page.wait_for_url(WEATHER)
    person.elsewhere.clear()


@contextmanager
def standing_still(product: Running) -> Iterator[None]:
    """Connections are taken and nothing is answered."""
    os.killpg(product.process.pid, signal.SIGSTOP)
    try:
        yield
    finally:
        os.killpg(product.process.pid, signal.SIGCONT)


@contextmanager
def offline(person: Person) -> Iterator[None]:
    """No connection to us; the weather is still there."""
    person.context.route(person.product.url + "/**", lambda route: route.abort("internetdisconnected"))
    try:
        yield
    finally:
        person.context.unroute(person.product.url + "/**")


def until(person: Person, done: Callable[[], bool]) -> None:
    """What is told beside the next page has arrived; nothing says when."""
    for _ in range(400):
        if done():
            return
        person.context.request.get(person.product.url + "/healthz")
    raise AssertionError("it never came about")
