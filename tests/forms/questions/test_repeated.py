"""Questions that may be answered for several people: adding, removing and leaving out, without a script."""

from __future__ import annotations

import pytest
from support.answers import most, repeated
from support.journey import at, question_of
from support.public_forms import FORMS
from support.visitor import Visitor, home

from forms_app.deadlines import clock
from forms_app.forms.questions import Repeated
from forms_app.storage.drafts import Drafts

EACH = [(*known, language) for known in repeated() for language in ("en", "es")]
pytestmark = pytest.mark.parametrize(("name", "slug", "field", "language"), EACH)


def test_entries_are_added_and_removed_and_keep_what_was_typed(
    visitor: Visitor, name: str, slug: str, field: str, language: str
) -> None:
    at(visitor, name, language, slug)
    first = most(FORMS[name]).of(slug)
    visitor.press("add", first)
    second = {key.replace(f"{field}-1-", f"{field}-2-"): texts for key, texts in first.items()}
    assert {key: visitor.shown[key] for key in first} == first and visitor.shown.keys() >= second.keys()
    assert not any(texts[0] for key, texts in visitor.shown.items() if key.startswith(f"{field}-2-"))
    changed = {key: [f"{text} bis"] for key, (text,) in second.items()}
    visitor.press("remove 1", changed)
    moved = {key.replace(f"{field}-2-", f"{field}-1-"): texts for key, texts in changed.items()}
    assert {key: texts for key, texts in visitor.shown.items() if any(texts)} == moved
    visitor.press("next", first)
    assert visitor.path != f"{home(name, language)}{slug}/"


def test_adding_an_entry_leads_to_it(visitor: Visitor, name: str, slug: str, field: str, language: str) -> None:
    at(visitor, name, language, slug)
    answer = visitor.sent(visitor.path, [*visitor.filled(visitor.page.by_id("page"), {}), ("go", "add")])
    path, _, place = answer.headers["Location"].partition("#")
    assert place == f"{field}-2" and visitor.open(path).page.by_id(place).tag == "fieldset"


@pytest.mark.parametrize(("removed", "entry"), [(1, 1), (2, 2), (3, 2)])
def test_removing_an_entry_leads_to_the_one_in_its_place(
    visitor: Visitor, name: str, slug: str, field: str, language: str, removed: int, entry: int
) -> None:
    at(visitor, name, language, slug)
    visitor.press("add").press("add")
    pairs = visitor.filled(visitor.page.by_id("page"), {})
    answer = visitor.sent(visitor.path, [*pairs, ("go", f"remove {removed}")])
    path, _, place = answer.headers["Location"].partition("#")
    assert place == f"{field}-{entry}" and visitor.open(path).page.by_id(place).tag == "fieldset"


def test_what_must_be_answered_of_the_first_is_not_called_optional(
    visitor: Visitor, name: str, slug: str, field: str, language: str
) -> None:
    at(visitor, name, language, slug).press("add")
    question = _question(visitor, name, slug, field)
    first = _first(visitor, question)
    labels = [label.text for label in visitor.page.all("label") if label.attrs["for"].endswith(f"-{first}")]
    optional = {"en": "(optional)", "es": "(opcional)"}[language]
    assert [optional in label for label in labels] == [not question.required, True]
    visitor.press("next")
    assert list(visitor.page.mistakes) == ([f"{field}-1-{first}"] if question.required else [])


def test_two_entries_are_both_kept(visitor: Visitor, name: str, slug: str, field: str, language: str) -> None:
    at(visitor, name, language, slug)
    first = most(FORMS[name]).of(slug)
    second = {key.replace(f"{field}-1-", f"{field}-2-"): texts for key, texts in first.items()}
    visitor.press("add", first).press("next", second)
    drafts: Drafts = visitor.app.extensions["services"].drafts
    draft = drafts.load(visitor.token, name, clock.utc_now())
    assert draft is not None and len(draft.values[field]) == 2 and draft.values[field][0] == draft.values[field][1]


def test_the_most_entries_can_be_reached_and_not_passed(
    visitor: Visitor, name: str, slug: str, field: str, language: str
) -> None:
    at(visitor, name, language, slug)
    question = _question(visitor, name, slug, field)
    (key, texts), *_ = most(FORMS[name]).of(slug).items()
    one = key.removeprefix(f"{field}-1-")
    many = [(f"{field}-{number}-{one}", texts[0]) for number in range(1, question.most + 1)]
    known = [("token", visitor.hidden("token")), ("version", "0")]
    visitor.post(visitor.path, [*known, *many, ("go", "add")])
    assert len([shown for shown in visitor.shown if shown.endswith(f"-{one}")]) == question.most
    assert "add" not in {button.attrs.get("value") for button in visitor.page.all("button")}


@pytest.mark.parametrize("number", [21, 9999999, 10**9, "9" * 5000])
def test_an_entry_far_away_is_refused_and_makes_no_work(
    visitor: Visitor, name: str, slug: str, field: str, language: str, number: int | str
) -> None:
    at(visitor, name, language, slug)
    known = [("token", visitor.hidden("token")), ("version", "0"), ("go", "next")]
    first = _first(visitor, _question(visitor, name, slug, field))
    visitor.post(visitor.path, [*known, (f"{field}-{number}-{first}", "Ana")])
    question = question_of(visitor.app, name, slug, field, language)
    assert isinstance(question, Repeated)
    too_many = str(question.too_many)
    (said,) = visitor.page.mistakes.values()
    assert visitor.status == 422 and said.endswith(f": {too_many}")
    assert {"en": "up to 20", "es": "hasta 20"}[language] in too_many


def _first(visitor: Visitor, question: Repeated) -> str:
    """The name of what is asked first of each."""
    with visitor.app.test_request_context():
        return str(next(iter(question.entry())).name)


def _question(visitor: Visitor, name: str, slug: str, field: str) -> Repeated:
    with visitor.app.test_request_context():
        found: Repeated = FORMS[name].by_slug[slug].of()[field]
    return found
