"""On a phone the heading of a form's page stands in the first screen, close to its top, and the exit stays in reach."""

from __future__ import annotations

import pytest
from support.answers import most
from support.person import Opens, Person, Setting, full
from support.public_forms import FORMS

MOST = 200  # pixels above the heading, at 360 px
TOP = "document.querySelector('h1').getBoundingClientRect().top + scrollY"
# `make test` walks one form in each language; the frame around all is the same.
WALKS = (
    [(form, language) for form in FORMS for language in ("en", "es")]
    if full()
    else [
        ("enrollment", "es"),
        ("complaint", "en"),
    ]
)
BEFORE = ["", "deadlines/", "status/", "resume/", "expired/", *(f"{form}/" for form in FORMS)]


def too_low(person: Person) -> list[str]:
    top = person.page.evaluate(TOP)
    return [] if top <= MOST else [f"{person.path}: the heading begins at {top:.0f} px"]


@pytest.mark.parametrize(("form", "language"), WALKS)
def test_every_question_begins_near_the_top_of_a_phone(opens: Opens, form: str, language: str) -> None:
    person = opens(Setting(language, True, 360))
    person.start(form)
    found = too_low(person)
    while person.slug != "check":
        person.fill(most(FORMS[form]).of(person.slug))
        person.next()
        found += too_low(person)
    assert found == []


@pytest.mark.parametrize("language", ["en", "es"])
def test_so_does_every_page_before_a_form(opens: Opens, language: str) -> None:
    person = opens(Setting(language, True, 360))
    found = []
    for path in BEFORE:
        person.open(f"{person.prefix}/forms/{path}")
        found += too_low(person)
    assert found == []


@pytest.mark.parametrize(("width", "height"), [(320, 568), (360, 640), (640, 320), (1280, 720)])
def test_the_exit_is_in_sight_however_far_a_page_is_scrolled(opens: Opens, width: int, height: int) -> None:
    person = opens(Setting("es", True, 320))
    person.page.set_viewport_size({"width": width, "height": height})
    person.open("/es/forms/complaint/")
    person.page.evaluate("scrollTo(0, document.documentElement.scrollHeight)")
    box = person.page.locator(".exit").bounding_box()
    assert box and box["y"] >= 0 and box["y"] + box["height"] <= height and box["x"] + box["width"] <= width


def test_at_400_percent_the_heading_is_in_the_first_screen(opens: Opens) -> None:
    person = opens(Setting("en", True, 320))
    person.page.set_viewport_size({"width": 320, "height": 256})  # a window of 1280 by 1024, four times as large
    for path in ("/forms/deadlines/", "/forms/status/", "/", "/complaints/", "/safety/"):
        person.open(path)
        assert person.page.evaluate(TOP) < 256, path


@pytest.mark.parametrize("language", ["en", "es"])
def test_a_childs_date_stays_in_one_row_on_a_small_phone(opens: Opens, language: str) -> None:
    person = opens(Setting(language, True, 320))
    person.come_to("enrollment", "children")
    parts = [box.bounding_box() for box in person.page.locator("fieldset .parts input").all()]
    assert len(parts) >= 3 and len({box["y"] for box in parts[:3] if box}) == 1
