"""Leaving in a real browser, and looking for what stayed."""

from __future__ import annotations

from support.person import Person

WEATHER = "https://www.weather.gov/"


def leave(person: Person) -> None:
    """Away to where the exit leads. Where a redirect leads cannot be answered here: it fails, and is then gone to."""
    with person.page.expect_request(WEATHER):
        person.page.locator(".exit").click()
    if person.setting.scripts:
        person.page.wait_for_url(WEATHER)
    else:
        person.page.wait_for_url("chrome-error://**")
        person.page.goto(WEATHER)
    assert person.elsewhere == [WEATHER]
    person.elsewhere.clear()  # going there is what was asked for


def assert_nothing_is_found(person: Person, kept_address: str) -> None:
    """Back as far as it goes, Forward, reload, and the page opened again."""
    for move in (*[person.page.go_back] * 3, person.page.go_forward, person.page.reload):
        move()
        assert person.traces() == [], person.page.url
    person.page.goto(kept_address)
    assert person.traces() == []
    assert person.path == f"{person.prefix}/forms/expired/"
    assert person.kept() == {}
