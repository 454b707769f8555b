"""By keyboard alone: every stop is seen, nothing hides it, and Enter in a field goes on."""

from __future__ import annotations

from collections.abc import Callable
from itertools import product as every

import pytest
from support.answers import most
from support.person import Opens, Person, Setting, full
from support.public_forms import FORMS

MOST_STOPS = 150
SHORT = (Setting("en", True), Setting("es", False, 320))
WHOLE = tuple(Setting(*each) for each in every(("en", "es"), (True, False), (1280, 320)))
# What has the focus: name, kind, value; whether it is marked, and whether it is what one sees in its place.
STOP = """(() => {
  const e = document.activeElement;
  if (!e || e === document.body) return null;
  const style = getComputedStyle(e), box = e.getBoundingClientRect();
  const marked = (style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2) || style.boxShadow !== 'none';
  const x = Math.min(Math.max(box.left + 3, 0), innerWidth - 1);
  const y = Math.min(Math.max(box.top + 3, 0), innerHeight - 1);
  const seen = document.elementFromPoint(x + Math.min(box.width, 12) / 2, y + Math.min(box.height, 12) / 2);
  return {name: e.name || '', kind: e.type || '', value: e.value || '', href: e.getAttribute('href') || '',
    html: e.outerHTML.slice(0, 150), main: !!e.closest('main'), marked,
    uncovered: !!seen && (seen === e || e.contains(seen) || seen.contains(e)),
    inside: box.top >= -1 && box.top < innerHeight};
})()"""


@pytest.mark.parametrize("setting", WHOLE if full() else SHORT, ids=str)
@pytest.mark.parametrize("form", FORMS if full() else ["complaint"])
def test_a_form_can_be_filled_in_and_sent_by_keyboard_alone(opens: Opens, form: str, setting: Setting) -> None:
    person = opens(setting)
    person.open(f"{person.prefix}/forms/{form}/")
    tab_to(person, lambda stop: bool(stop["main"]) and stop["kind"] == "submit")
    enter(person)
    if person.slug == "tasks":
        first = f"/{most(FORMS[form]).asked[0]}/"
        tab_to(person, lambda stop: stop["href"].endswith(first))
        enter(person)
    while person.slug != "check":
        slug = person.slug
        type_page(person, form)
        assert person.slug != slug, (slug, person.page.locator("#error-summary").all_inner_texts())
    tab_to(person, lambda stop: (stop["name"], stop["value"]) == ("go", "send"))
    enter(person)
    assert person.path == f"{person.prefix}/forms/receipt/"


def type_page(person: Person, form: str) -> None:
    """Answer the inputs in the order in which Tab reaches them; Enter in the last line of text, or on Continue."""
    typed, last = dict(most(FORMS[form]).of(person.slug)), ""
    while typed:
        stop = tab_to(person, lambda stop: stop["name"] in typed)
        texts = typed[stop["name"]]
        if answered(person, stop, texts):
            del typed[stop["name"]]
            last = stop["kind"]
    if last not in ("text", "tel", "email"):
        tab_to(person, lambda stop: (stop["name"], stop["value"]) == ("go", "next"))
    enter(person)


def answered(person: Person, stop: dict[str, str], texts: list[str]) -> bool:
    """Type or choose; False while boxes of the same name are still to come."""
    keyboard, kind = person.page.keyboard, stop["kind"]
    if kind == "checkbox":
        if stop["value"] in texts:
            keyboard.press("Space")
        return stop["value"] == texts[-1]
    if kind == "radio":
        keyboard.press("Space")
        for _ in range(20):
            if person.page.evaluate("document.activeElement.value") == texts[0]:
                return True
            keyboard.press("ArrowDown")
        raise AssertionError(f"no arrow leads to {texts[0]}")
    if kind == "select-one":
        keyboard.press("End" if texts[0] == "unsure" else "Home")
        if texts[0] != "unsure":
            keyboard.press("ArrowDown")
        return True
    keyboard.insert_text(texts[0])
    return True


def tab_to(person: Person, wanted: Callable[[dict[str, str]], bool]) -> dict[str, str]:
    """Press Tab until the focus is on what is wanted; on the way every stop must be visible."""
    for _ in range(MOST_STOPS):
        person.page.keyboard.press("Tab")
        stop = person.page.evaluate(STOP)
        if stop is None:
            continue
        assert stop["marked"], f"{person.path}: the focus cannot be seen on {stop['html']}"
        assert stop["inside"] and stop["uncovered"], f"{person.path}: something covers {stop['html']}"
        if wanted(stop):
            return dict(stop)
    raise AssertionError(f"{person.path}: Tab does not lead there")


def enter(person: Person) -> None:
    with person.page.expect_navigation():
        person.page.keyboard.press("Enter")
