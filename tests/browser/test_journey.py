"""Every form, from the home page to the receipt, as people meet it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from support.answers import most
from support.looking import criticise, look_over
from support.person import Opens, Person, Setting, full
from support.public_forms import FORMS
from support.running import Running
from support.whole_way import SHORT, WHOLE

from forms_app.forms.questions import Page

# In `make test` every form with scripts in both languages, without scripts in one or the other.
WALKS = [
    (form, setting)
    for place, form in enumerate(FORMS)
    for setting in (WHOLE if full() else (*SHORT[:2], SHORT[2 + place % 2]))
]
TOO_LONG = "x" * 6000
SEEN: set[tuple[type[Page], str]] = set()  # forms share pages


@pytest.mark.parametrize(("form", "setting"), WALKS, ids=str)
def test_from_the_home_page_to_the_receipt(opens: Opens, product: Running, form: str, setting: Setting) -> None:
    person = opens(setting)
    look = criticise if full() or setting.scripts else look_over
    person.walk_to(form)
    look(person)
    person.begin(form)
    if FORMS[form].task_list:
        look_at_the_pages_around(person, form, look)
    while person.slug != "check":
        (criticise if seen_first(form, person, "empty") else look_over)(person)
        if seen_first(form, person, "mistakes"):
            make_mistakes(person)
        person.fill_page(form)
        person.next()
    look(person)
    reference = person.send()
    look(person)
    assert person.kept() == {}
    stored = product.rows("SELECT form, language FROM submissions WHERE reference = :it", {"it": reference})
    assert stored == [(form, most(FORMS[form]).values.get("language", setting.language))]


def look_at_the_pages_around(person: Person, form: str, look: Callable[[Person], None]) -> None:
    """What no way straight through a form leads to: its parts, the code for later and where it is typed, the end."""
    first = person.path
    person.press("button[value=tasks]")
    look(person)
    person.open(first)
    person.press("button[value=later]")
    assert person.slug == "code"
    look(person)
    for path in ("resume", "expired"):
        person.open(f"{person.prefix}/forms/{path}/")
        look(person)
    person.open(first)


def seen_first(form: str, person: Person, state: str) -> bool:
    """Whether to look at a page with axe. In `make test` once: empty in English, with its mistakes in Spanish."""
    setting, page = person.setting, FORMS[form].by_slug[person.slug]
    turn = setting.scripts and state == ("empty" if setting.language == "en" else "mistakes")
    if full() or (turn and (page, state) not in SEEN):
        SEEN.add((page, state))
        return True
    return False


def make_mistakes(person: Person) -> None:
    """Continue with nothing, or where nothing is needed with far too much: the page says so and stays."""
    inputs = person.page.locator("#page").locator("textarea, input[type=text]")
    if not needs_an_answer(person) and not inputs.count():
        return
    before = person.slug
    if not needs_an_answer(person):
        inputs.first.fill(TOO_LONG)
    person.next()
    assert person.slug == before
    summary = person.page.locator("#error-summary")
    assert summary.locator("a").count() > 0
    assert not person.setting.scripts or summary.evaluate("e => e === document.activeElement")
    assert person.page.title().startswith(("Error: ", "Error:"))
    for link in summary.locator("a").all():
        assert person.page.locator(link.get_attribute("href") or "").is_visible()
    criticise(person)


def needs_an_answer(person: Person) -> bool:
    """Some question of the page is not marked as optional."""
    asked = person.page.locator("#page .field > label, #page .field > legend")
    return asked.count() > asked.locator(".optional").count()
