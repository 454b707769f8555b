"""Moving about in a half-filled form loses nothing: another language, Back, Forward, a link that leads away."""

from __future__ import annotations

from itertools import product as every

import pytest
from support.answers import most
from support.person import Opens, Person, Setting, full
from support.public_forms import FORMS
from support.running import Running

BOTH = [Setting("en", True), Setting("es", False, 320)]
MOVED_FORMS = list(FORMS) if full() else ["complaint"]
SWITCHED = list(every(FORMS, BOTH) if full() else zip(["complaint", "pin-request"], BOTH, strict=True))
NEWEST_DRAFT = "SELECT version FROM drafts ORDER BY touched_at DESC LIMIT 1"
NONSENSE = "¿mañana? <12>"


@pytest.mark.parametrize(("form", "setting"), SWITCHED, ids=str)
def test_switching_the_language_keeps_what_was_typed_right_or_wrong(opens: Opens, form: str, setting: Setting) -> None:
    person = opens(setting)
    person.start(form)
    while person.slug != "check":
        slug = person.slug
        for place in person.page.locator("#page").locator("textarea, input[type=text], input[type=tel]").all():
            place.fill(NONSENSE)
        before = person.typed
        switched(person)
        assert (person.slug, person.typed) == (slug, before)
        person.fill_page(form)
        person.next()


def switched(person: Person) -> None:
    there = "en" if "/es/" in person.path else "es"
    person.switch_language()
    assert person.page.locator("html").get_attribute("lang") == there


@pytest.mark.parametrize("setting", BOTH, ids=str)
@pytest.mark.parametrize("form", MOVED_FORMS)
def test_the_browsers_back_and_forward_show_what_was_answered(opens: Opens, form: str, setting: Setting) -> None:
    person = opens(setting)
    person.start(form)
    answered = []
    for _ in range(3):
        person.fill_page(form)
        answered.append((person.slug, person.typed))
        person.next()
    for slug, typed in reversed(answered):
        person.page.go_back()
        assert (person.slug, person.typed) == (slug, typed)
    for slug, typed in answered[1:]:
        person.page.go_forward()
        assert (person.slug, person.typed) == (slug, typed)


@pytest.mark.parametrize("setting", BOTH, ids=str)
def test_reload_and_back_meet_a_page_with_mistakes_and_no_warning_of_the_browsers(
    opens: Opens, setting: Setting
) -> None:
    person = opens(setting)
    person.start("pin-request")
    slug = person.slug
    person.next()
    for _ in range(2):
        assert person.slug == slug and person.page.title().startswith("Error:")
        assert person.page.locator("#error-summary a").count() > 0
        person.page.reload()
    person.fill_page("pin-request")
    answered = person.typed
    person.next()
    person.page.go_back()
    assert (person.slug, person.typed, person.page.locator("#error-summary").count()) == (slug, answered, 0)
    person.page.go_back()
    assert (person.slug, person.typed) == (slug, answered)
    person.page.go_forward()
    person.page.go_forward()
    assert person.slug != slug


@pytest.mark.parametrize("setting", BOTH, ids=str)
def test_our_own_back_keeps_what_was_begun(opens: Opens, setting: Setting) -> None:
    person = opens(setting)
    person.start("complaint")
    person.fill_page("complaint")
    person.next()
    first = person.page.locator("#page input:not([type=hidden])").first
    first.check()
    begun = person.typed
    person.back()
    assert person.typed
    person.next()
    assert person.typed == begun


def test_what_was_typed_survives_a_link_that_leads_away(opens: Opens, product: Running) -> None:
    person = opens(Setting("en", True))
    person.start("complaint")
    person.fill_page("complaint")
    typed = person.typed
    before = product.rows(NEWEST_DRAFT)
    person.press(".head__home")
    for _ in range(200):  # the browser sends it beside the next page; nothing tells when it has arrived
        if product.rows(NEWEST_DRAFT) != before:
            break
        person.context.request.get(product.url + "/healthz")
    person.page.go_back()
    assert person.typed == typed


def test_change_on_the_check_page_leads_back_to_the_check_page(opens: Opens) -> None:
    person = opens(Setting("es", False, 320))
    person.come_to("complaint", "check")
    first = most(FORMS["complaint"]).asked[0]
    person.press(f'main a[href$="/{first}/"]')
    assert person.slug == first
    person.page.locator("#page input[type=text]").first.fill("Otra Persona")
    person.next()
    assert person.slug == "check"
    assert "Otra Persona" in person.page.locator("main").inner_text()


def test_another_child_is_added_and_removed_without_a_loss(opens: Opens) -> None:
    person = opens(Setting("es", False, 320))
    person.come_to("enrollment", "children")
    person.fill_page("enrollment")
    one = person.typed
    person.press("main button[value=add]")
    person.page.locator("#children-2-first_name").fill("Ángel")
    person.press('main button[value="remove 1"]')
    assert person.page.locator("#children-1-first_name").input_value() == "Ángel"
    assert person.page.locator("#children-2-first_name").count() == 0
    assert len(person.typed) == len(one)
