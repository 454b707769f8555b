"""A text that is too long: nothing of it is cut in silence, and what is said about it is true."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.answers import most
from support.journey import at
from support.public_forms import FORMS
from support.visitor import Visitor
from werkzeug.datastructures import MultiDict

from forms_app.forms.questions import Page, Question, Repeated, Story, limits

WIDEST = "😀"  # twelve bytes in a post, more than any other single character
PAGES = [(name, slug) for name, form in FORMS.items() for slug in most(form).asked]


def asked(page: Page) -> list[Question]:
    return [q for one in page for q in (asked(one.entries[0]) if isinstance(one, Repeated) else [one])]


def written(page: Page) -> dict[str, int]:
    """The inputs of a page that take words, by name, with the most characters of each answer."""
    kinds = ("line", "story", "phone", "zip_code", "text_or_none", "address")
    names = ((q, name) for q in asked(page) if q.macro in kinds for name in q.inputs)
    return {name: q.longest for q, name in names if not name.endswith("-none")}


@pytest.mark.parametrize(("name", "slug"), PAGES)
def test_every_input_keeps_four_times_its_limit_and_tells_when_it_was_more(
    visitor: Visitor, name: str, slug: str
) -> None:
    at(visitor, name, "en", slug)
    with visitor.app.app_context():
        inputs = written(FORMS[name].by_slug[slug].of())
    assert not [field for field in visitor.page.all("input", "textarea") if "maxlength" in field.attrs]
    for place, longest in inputs.items():
        whole = WIDEST * (4 * longest)
        for typed, said in ((whole, ""), (whole + "!!!", f"You have used {4 * longest + 3}. We kept only the first")):
            visitor.press("next", {**most(FORMS[name]).of(slug), place: [typed]})
            assert visitor.status == 422 and visitor.shown[place] == [whole]
            assert said in " ".join(visitor.page.mistakes.values())
            again = visitor.open(visitor.path + "?again")
            assert again.shown[place] == [whole] and said in " ".join(again.page.mistakes.values())


@pytest.mark.parametrize("name", [name for name in FORMS if name != "pin-request"])  # which asks for no story
def test_the_count_of_a_pasted_story_is_true_in_either_language(visitor: Visitor, name: str) -> None:
    with visitor.app.app_context():
        stories = [(slug, q) for slug in most(FORMS[name]).asked for q in FORMS[name].by_slug[slug].of()]
    slug, story = next((slug, q) for slug, q in stories if isinstance(q, Story))
    line = "Ñandú y más\n"
    typed = line * (2 * story.longest // len(line))
    for language, said in (("en", "You have used"), ("es", "Ha usado")):
        at(visitor, name, language, slug).press("next", {**most(FORMS[name]).of(slug), story.name: [typed]})
        assert f"{said} {len(typed.strip())}." in " ".join(visitor.page.mistakes.values())
        assert visitor.shown[story.name] == [typed]


def test_a_date_and_an_email_are_kept_whole_and_told_what_helps_more(visitor: Visitor) -> None:
    at(visitor, "complaint", "en", "problem")
    visitor.press("next", {**most(FORMS["complaint"]).of("problem"), "learned_on-year": ["2" * 5000]})
    assert visitor.status == 422 and visitor.shown["learned_on-year"] == ["2" * 5000]


@given(st.text(max_size=60), st.integers(1, 12))
def test_what_is_kept_is_the_beginning_and_how_much_it_was_stays_known(text: str, longest: int) -> None:
    plain = text.replace("\r\n", "\n")
    once = limits.truncate(MultiDict({"it": text}), ["it"], 4 * longest)
    assert text.startswith(once["it"][0]) or plain.startswith(once["it"][0])
    assert (limits.first_truncated(once) is None) == (once["it"][0] in (text, plain))
    assert limits.truncate(MultiDict(once), ["it"], 4 * longest) == once
    if found := limits.first_truncated(once):
        assert (found.written, found.kept) == (len(plain), 4 * longest)


@pytest.mark.parametrize("claimed", ["-1", "x", "9" * 30, "٣"])
def test_a_count_that_a_browser_claims_breaks_nothing(claimed: str) -> None:
    kept = limits.truncate(MultiDict({"it": "x" * 40, "it-of": claimed}), ["it"], 40)
    assert kept == {"it": ["x" * 40]}
