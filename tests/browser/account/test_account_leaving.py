"""An account on a screen that somebody else may see next: warned, emptied, left in a hurry, signed out in a tab."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from browser.account.conftest import Holder
from flask import Flask
from support.account_holder import PASSWORD, Inside, post
from support.in_process import Sitting
from support.left_behind import leave
from support.looking import criticise
from support.person import Person, Setting

from forms_app.bundles.history import By, Event, History

MONEY = "$"
Sits = Callable[[Setting], Sitting]


def shows_money(person: Person) -> bool:
    return MONEY in person.page.locator("main").inner_text()


def must_show_nothing(person: Person, seen: str) -> None:
    """Back as far as it goes, Forward, reload, and the page opened again."""
    for move in (*[person.page.go_back] * 3, person.page.go_forward, person.page.reload):
        move()
        assert not person.page.locator("main").count() or not shows_money(person), person.page.url
    person.page.goto(seen)
    assert person.path in (f"{person.prefix}/sign-in/", f"{person.prefix}/signed-out/") and not shows_money(person)


def test_a_warning_in_time_more_time_and_then_nothing_is_on_the_screen(sits: Sits) -> None:
    sitting = sits(Setting("es", True, 320))
    person = sitting.person
    person.press('a[href="/es/payments/1/"] >> nth=-1')
    assert shows_money(person)
    sitting.wait(9)
    assert not sitting.warning
    sitting.wait(1.5)
    sitting.must_be_warned()
    criticise(person, "light", "dark")
    with person.page.expect_response("**/time/") as stayed:
        person.page.keyboard.press("Enter")
    assert stayed.value.headers["left"] == "900"
    person.page.locator("#idle").wait_for(state="hidden")
    sitting.wait(10.5)
    sitting.must_be_warned()
    seen = person.page.url
    sitting.wait(5)
    person.page.wait_for_url("**/es/signed-out/")
    must_show_nothing(person, seen)


@pytest.mark.parametrize("setting", [Setting("en", True, 320), Setting("es", False)], ids=str)
def test_after_leaving_nothing_is_found_and_the_session_is_over(sits: Sits, holder: Holder, setting: Setting) -> None:
    person = sits(setting).person
    seen = person.page.url
    assert shows_money(person)
    leave(person)
    until_over(person, holder)
    until(person, lambda: person.context.cookies(person.product.url) == [])  # the answer comes behind the session's end
    must_show_nothing(person, seen)
    assert person.kept() == {}
    person.elsewhere.clear()  # by Back, too


@pytest.mark.parametrize("path", ["/sign-in/", "/es/activate/"])
def test_the_doors_have_the_exit_too(window: Callable[[Setting], Person], path: str) -> None:
    person = window(Setting("es" if "/es/" in path else "en"))
    person.open(path)
    leave(person)
    until(person, lambda: person.context.cookies(person.product.url) == [])


def test_signing_out_in_one_tab_empties_the_others(sits: Sits) -> None:
    person = sits(Setting()).person
    other = person.context.new_page()
    other.goto(person.page.url)
    person.press(".bar form button")
    assert person.path == "/signed-out/"
    other.wait_for_url("**/signed-out/")
    must_show_nothing(person, f"{person.product.url}/payments/1/")


def test_ended_from_another_browser_the_next_press_says_so_and_she_comes_back(
    sits: Sits, holder: Holder, account: Flask
) -> None:
    person = sits(Setting("es")).person
    other = account.test_client()
    post(other, "/sign-in/", participant="10001", password=PASSWORD, code=holder.codes[0])
    post(other, "/settings/sessions/", session="all", sure="yes")

    person.press('a[href="/es/payments/1/"] >> nth=-1')
    assert person.path == "/es/signed-out/" and not shows_money(person)
    person.press("main .button")
    for name, typed in (("participant", "10001"), ("password", PASSWORD), ("code", holder.codes[1])):
        person.page.locator(f"#{name}").fill(typed)
    person.press("main form .button:not([type=button])")
    assert person.path == "/es/home/" and shows_money(person)


@pytest.mark.parametrize("setting", [Setting("es", False, 320), Setting("en", True, 1280, "dark")], ids=str)
def test_history_and_browsers_are_read_and_used_by_everybody(
    sits: Sits, holder: Holder, account: Flask, setting: Setting
) -> None:
    person = sits(setting).person
    now = account.extensions["account"].now()
    told = (Event(now, what, By.HOLDER.value, "") for what in ("signed-in", "password-changed"))
    Inside(account).seal(holder.public, "history", History(tuple(told)))
    post(account.test_client(), "/sign-in/", participant="10001", password=PASSWORD, code=holder.codes[0])
    for path in ("/history/", "/settings/sessions/"):
        person.open(person.prefix + path)
        criticise(person)
    person.press("button[value=all]")
    criticise(person)
    person.press("button[name=sure]")
    assert person.page.locator(".session").count() == 1
    criticise(person)
    person.press(".session button")
    assert person.path == f"{person.prefix}/signed-out/"
    criticise(person)


def until_over(person: Person, holder: Holder) -> None:
    until(person, lambda: holder.client.get("/home/").status_code == 303)


def until(person: Person, done: Callable[[], bool]) -> None:
    """What is told beside the next page has arrived; nothing says when."""
    for _ in range(400):
        if done():
            return
        person.context.request.get(person.product.url + "/healthz")
    raise AssertionError("it never came about")
