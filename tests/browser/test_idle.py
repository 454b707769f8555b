"""Nobody at the screen: a warning that is heard comes in time, then nothing that was shown or typed can be found."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from flask import Flask
from playwright.sync_api import Browser
from support.ground import SetClock
from support.in_process import InProcess, Sitting, serving
from support.left_behind import assert_nothing_is_found
from support.looking import criticise
from support.person import Person, Setting


@pytest.fixture
def served(app: Flask) -> Iterator[InProcess]:
    with serving(app) as found:
        yield found


@pytest.fixture
def sits(served: InProcess, chromium: Browser, clock: SetClock) -> Iterator[Callable[[Setting], Sitting]]:
    people: list[Person] = []

    def sit(setting: Setting) -> Sitting:
        people.append(Person(served, chromium, setting))
        return Sitting(people[-1], clock)

    yield sit
    for person in people:
        person.close()
        person.must_have_been_quiet()


def test_the_warning_follows_the_servers_clock_and_staying_prolongs_there(
    sits: Callable[[Setting], Sitting],
) -> None:
    sitting = sits(Setting("es", True, 320))
    person = sitting.person
    person.start("complaint")
    person.fill_page("complaint")
    person.next()
    sitting.wait(20)
    person.page.reload()  # looking is not doing: ten minutes are left
    person.fill_page("complaint")
    field = person.page.evaluate("document.activeElement.name")
    with person.page.expect_response(lambda answer: answer.status == 204):
        sitting.wait(4)  # what is typed is kept by itself every two minutes, and that is doing
    sitting.wait(20)
    assert not sitting.warning
    sitting.wait(5.5)
    sitting.must_be_warned()
    criticise(person, "light", "dark")
    with person.page.expect_response("**/time/") as stayed:
        person.page.keyboard.press("Enter")
    assert stayed.value.headers["left"] == "1800"
    person.page.locator("#idle").wait_for(state="hidden")
    assert person.page.evaluate("document.activeElement.name") == field
    sitting.wait(24)
    assert not sitting.warning
    sitting.wait(1.5)
    sitting.must_be_warned()
    seen = person.page.url
    sitting.wait(5)
    person.page.wait_for_url("**/forms/expired/")
    assert_nothing_is_found(person, seen)


def test_what_another_tab_keeps_alive_is_neither_warned_of_nor_emptied(sits: Callable[[Setting], Sitting]) -> None:
    sitting = sits(Setting())
    person = sitting.person
    person.start("complaint")
    person.fill_page("complaint")
    person.next()
    first, other = person.page, person.context.new_page()
    for before, after in ((24, 2), (20, 4)):
        sitting.wait(before)
        person.page = other
        person.open("/forms/complaint/you/")
        person.next()
        person.page = first
        with first.expect_response("**/time/"):
            sitting.wait(after)
        assert not sitting.warning
    first.reload()
    assert person.slug != "expired"


def tasks(person: Person) -> None:
    person.open(f"{person.prefix}/forms/enrollment/")
    person.press("main form button")


def check(person: Person) -> None:
    person.start("inquiry")
    person.fill_to("inquiry", "check")


def code(person: Person) -> None:
    person.start("inquiry")
    person.fill_page("inquiry")
    person.press("button[value=later]")


def receipt(person: Person) -> None:
    check(person)
    person.send()


def standing(person: Person) -> None:
    receipt(person)
    numbers = [person.page.locator(f"#{name}").inner_text() for name in ("reference", "receipt-code")]
    person.open(f"{person.prefix}/forms/status/")
    for name, number in zip(("reference", "receipt_code"), numbers, strict=True):
        person.page.locator(f"#{name}").fill(number)
    person.press("main button[value=show]")


SHOWN: dict[Callable[[Person], None], str] = {standing: "#state"}  # where the heading alone is nobody's


@pytest.mark.parametrize("come_to", [tasks, check, code, receipt, standing])
def test_no_page_with_something_personal_stays_on_the_screen(
    sits: Callable[[Setting], Sitting], come_to: Callable[[Person], None]
) -> None:
    sitting = sits(Setting())
    person = sitting.person
    come_to(person)
    shown, seen = person.page.locator(SHOWN.get(come_to, "h1")).first.inner_text(), person.page.url
    sitting.wait(25.5)
    sitting.must_be_warned()
    if come_to is receipt:  # it is heard, and goes on all the same
        person.page.keyboard.press("Enter")
        assert not sitting.warning
    sitting.wait(5)
    person.page.wait_for_url("**/forms/expired/")
    for move in (person.page.go_back, person.page.go_back, person.page.go_forward, person.page.reload):
        move()
        assert person.traces() == [] and shown not in person.page.locator("body").inner_text()
    person.page.goto(seen)
    assert shown not in person.page.locator("body").inner_text()
