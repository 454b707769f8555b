"""The walks on the practice page in a real browser: two of them, and all in `make drill ONLY=phone_practice`."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from itertools import cycle
from pathlib import Path

import pytest
from flask import Flask
from playwright.sync_api import Browser, Locator
from support.ground import SetClock
from support.in_process import InProcess, serving
from support.looking import criticise
from support.person import Person, Setting
from support.phone_line import LINE
from support.practice_calls import can_be_practised, missed

from bench import weight
from forms_app.phone import made_up, walks
from forms_app.phone.walks import Walk

ALL = walks.load(Path("tests/data/walks.yaml"), LINE)
SHORT = ("appointments in Spanish", "a wrong PIN")
WALKS = [walk for walk in ALL if os.environ.get("FULL") or walk.name in SHORT]
BUTTONS = {"silence": "s", "hangup": "h", "not_answered": "n"}
TURNS = cycle(((320, 640), (1280, 900), (320, 256)))  # the last: a desktop of 1280 by 1024, at 400 percent
MADE_UP = {made_up.PARTICIPANT_ID, made_up.PIN}
Opens = Callable[[Setting], Person]


class Refused(Exception):
    """The page takes the made-up number and PIN alone."""


class Call:
    """A practice call in a window, made with what stands on the page. `speechless`: where a number is entered, the page
    takes no words at all."""

    def __init__(self, person: Person) -> None:
        self.person, self.page, self.heard, self.speechless = person, person.page, "", False
        person.open(f"{person.prefix}/forms/practice-call/")
        self._do(self.page.locator("#page button.button"))

    def take(self, walk: Walk, act: str, value: str) -> None:
        if act == "identify":
            self._enter(walk.caller or made_up.PARTICIPANT_ID)
            self._enter(made_up.PIN if value == "right" else made_up.WRONG_PIN)
        elif act == "say":
            self._say(value)
        elif self.page.locator("#digits").count() and value.rstrip("#").isdecimal():
            self._enter(value.rstrip("#"))
        else:
            self._press(BUTTONS.get(act, value))

    def _press(self, key: str) -> None:
        """On a page of a call that is over there is no such button: nothing happens then, as on a telephone."""
        button = self.page.locator(f'button[name="key"][value="{key}"]')
        if button.count():
            self._do(button)

    def _enter(self, digits: str) -> None:
        box = self.page.locator("#digits")
        if not box.count():
            return
        box.fill(digits)
        self._do(self.page.locator("form:has(#digits) button"))
        if self.page.locator("#error-summary").count():
            raise Refused

    def _say(self, words: str) -> None:
        if self.page.locator("#digits").count():
            self.speechless = True
            return
        self.page.locator("details.helping summary").click()
        self.page.locator("#said").fill(words)
        self._do(self.page.locator("form:has(#said) button"))

    def _do(self, button: Locator) -> None:
        with self.page.expect_navigation():
            button.first.click()
        self.heard += " " + " ".join(self.page.locator(".voice p").all_inner_texts())


@pytest.fixture
def practice(app: Flask) -> Iterator[InProcess]:
    with serving(app) as served:
        yield served


@pytest.fixture
def window(practice: InProcess, chromium: Browser) -> Iterator[Opens]:
    with ExitStack() as closing:

        def open_one(setting: Setting) -> Person:
            person = Person(practice, chromium, setting)
            closing.callback(person.close)
            return person

        yield open_one


@pytest.mark.parametrize("walk", WALKS, ids=lambda walk: walk.name)
def test_a_walk_is_made_on_the_page_and_arrives_as_on_the_engine(window: Opens, clock: SetClock, walk: Walk) -> None:
    """What the page does not take, another's number, a wrong PIN, codes, it refuses kindly and keeps nowhere."""
    clock.now = walk.at
    width, height = next(TURNS)
    person = window(Setting(walk.language, width > 320, width, "dark" if height < 900 else "light"))
    person.page.set_viewport_size({"width": width, "height": height})
    call = Call(person)
    try:
        for act, value in walk.steps:
            call.take(walk, act, value)
    except Refused:
        assert not can_be_practised(walk)
        assert person.page.locator("#digits").input_value() == "" and "call=" not in person.page.url
    if can_be_practised(walk):
        assert person.page.locator("h1").inner_text() == LINE.menu.nodes[walk.arrives].name[walk.language]
        assert call.speechless or missed(walk, call.heard) == []
    typed = {value.rstrip("#") for act, value in walk.steps if act == "key" and len(value) > 2}
    shown = person.page.content() + person.page.url
    assert [number for number in typed - MADE_UP if number in shown] == []
    criticise(person)
    person.must_have_been_quiet()
    assert person.kept() == {}


@pytest.mark.parametrize("path", ["/forms/practice-call/", "/es/forms/practice-call/?call=2&goal=payments"])
def test_the_first_view_weighs_as_little_as_a_form(practice: InProcess, path: str) -> None:
    assert weight.weigh(practice.url + path)[0] <= weight.FORM
