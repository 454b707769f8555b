"""Each link of an error summary leads into the input, with question, hint and error in sight above it."""

from __future__ import annotations

import pytest
from support.person import Opens, Person, Setting, full
from support.public_forms import FORMS
from support.summary_links import unseen

SHORT = {"complaint": ("es", False), "enrollment": ("en", True)}
WHOLE = [(form, language, scripts) for form in FORMS for language in ("en", "es") for scripts in (True, False)]
EACH = WHOLE if full() else [(form, *how) for form, how in SHORT.items()]
WRONG = """() => document.querySelectorAll('main input').forEach(e => {
  const last = e.name.split(/[-_]/).pop();
  const wrong = {month: '30', day: '2', year: '2026', age: 'x'.repeat(41), line1: '1 Main', line2: '', city: 'X',
    region: 'CA', code: '9', country: ''};
  if (last in wrong) e.value = wrong[last];
  else if (e.type === 'tel') e.value = '5';
  else if (e.type === 'email') e.value = 'x';
  else if (e.type === 'text') e.value = 'x'.repeat(201);
})"""
BLANK = "document.querySelectorAll('main input[type=text], main textarea').forEach(e => { e.value = ''; })"


@pytest.mark.parametrize(("form", "language", "scripts"), EACH)
def test_every_question_of_a_form_is_seen_from_its_link(opens: Opens, form: str, language: str, scripts: bool) -> None:
    person = opens(Setting(language, scripts, 360))
    person.start(form)
    while person.slug != "check":
        slug = person.slug
        person.next()
        if person.slug == slug:
            see_each_question(person)
            person.page.evaluate(WRONG)
            person.next()
            if person.slug == slug:
                see_each_question(person)
                person.page.evaluate(BLANK)
                person.fill_page(form)
                person.next()
        assert person.slug != slug, person.page.locator("#error-summary").all_inner_texts()


@pytest.mark.parametrize("path", ["/es/forms/deadlines/", "/forms/status/", "/es/forms/resume/"])
def test_every_question_of_the_other_pages_is_seen_from_its_link(opens: Opens, path: str) -> None:
    person = opens(Setting("es" if path.startswith("/es") else "en", True, 360))
    person.open(path)
    person.page.evaluate(WRONG)
    person.press("main form button")
    see_each_question(person)


def see_each_question(person: Person) -> None:
    assert person.page.locator("#error-summary a").count() >= 1
    assert unseen(person.page) == [], person.path
