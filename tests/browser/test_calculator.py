"""The calculator as people meet it: page by page and at once, with and without JavaScript, on a small phone."""

from __future__ import annotations

import pytest
from support.calculating import GROSS
from support.looking import criticise, look_over
from support.person import Opens, Person, Setting, full
from support.whole_way import SHORT, WHOLE

SETTINGS = pytest.mark.parametrize("setting", WHOLE if full() else SHORT[::3], ids=str)
ON_PHONES = pytest.mark.parametrize("setting", WHOLE if full() else SHORT[1:3], ids=str)
CUT_OFF = """[...document.querySelectorAll('.curve text')].filter(text => {
  const picture = text.closest('svg').getBoundingClientRect(), box = text.getBoundingClientRect();
  return box.left < picture.left - .5 || box.right > picture.right + .5;
}).map(text => text.textContent)"""


def look(person: Person) -> None:
    (criticise if full() or person.setting.scripts else look_over)(person)


def answer(person: Person) -> None:
    """Each page of the longer way, until the estimate."""
    while person.slug in GROSS:
        (criticise if full() else look_over)(person)
        person.fill({name: [str(text)] for name, text in GROSS[person.slug].items()})
        person.press("main button[name=go][value=next]")


@ON_PHONES
def test_page_by_page_to_an_estimate_that_opens_into_its_steps(opens: Opens, setting: Setting) -> None:
    person = opens(setting)
    person.open(f"{person.prefix}/forms/calculator/")
    look(person)
    person.press("main form .button")
    answer(person)
    assert person.slug == "estimate"
    assert person.page.evaluate(CUT_OFF) == []
    closed = person.page.locator("main details:not([open]) > summary")
    while closed.count():
        closed.first.click()
    look(person)
    assert person.kept() == {}


@SETTINGS
def test_all_at_once_a_mistake_is_found_and_back_shows_what_was_typed(opens: Opens, setting: Setting) -> None:
    person = opens(setting)
    person.open(f"{person.prefix}/forms/calculator/")
    person.press("main button[value=tasks]")
    look(person)
    person.fill({"children": ["12"], "my_net": ["2,000"], "my_net-every": ["monthly"]})
    person.press("main button[name=go][value=next]")
    person.page.wait_for_url("**/?again")
    look(person)
    assert person.page.locator("#error-summary a").count() >= 3
    person.press("main .way a, header a")
    person.page.go_back()
    assert person.page.locator("#my_net").input_value() == "2,000"
