"""Back, change, another language, another tab, another order: nothing that was typed is lost and no step is skipped."""

from __future__ import annotations

import pytest
from sqlalchemy import select
from support.answers import Raw, most
from support.journey import FORMS_BY_LANGUAGE, STEPS, at, begin, scribbled, send, slug_of
from support.public_forms import FORMS
from support.visitor import Visitor, home

from forms_app.public.filling.resume import PER_ADDRESS
from forms_app.storage.database import Database
from forms_app.storage.tables import submissions

IN_TURN = [(name, language) for name, language in FORMS_BY_LANGUAGE if not FORMS[name].task_list]
MOVES = [(name, language, slug, go) for name, language, slug in STEPS for go in ("back", "other")]


@pytest.mark.parametrize(("name", "language", "slug", "go"), MOVES)
def test_going_back_or_to_the_other_language_keeps_right_and_wrong_answers(
    visitor: Visitor, name: str, language: str, slug: str, go: str
) -> None:
    peer = "en" if language == "es" else "es"
    at(visitor, name, language, slug)
    here, scrawl = visitor.path, scribbled(visitor)
    for typed in (scrawl, most(FORMS[name]).of(slug)):
        visitor.press(peer if go == "other" else "back", typed)
        assert visitor.status == 200 and not visitor.page.mistakes
        assert visitor.path == home(name, peer) + f"{slug}/" if go == "other" else visitor.path != here
        assert _contains(visitor.open(here).shown, typed)


@pytest.mark.parametrize("typed", ["1234 5678 9012 3456 7890", "12 ¿?"])
def test_switching_the_language_keeps_a_code_as_it_was_typed_and_is_no_try(visitor: Visitor, typed: str) -> None:
    visitor.open("/forms/resume/")
    for number in range(PER_ADDRESS.tries + 2):
        (switch,) = [button for button in visitor.page.all("button") if "formaction" in button.attrs]
        fields = visitor.filled(visitor.page.by_id("page"), {"code": typed})
        visitor.post(switch.attrs["formaction"], [*fields, (switch.attrs["name"], switch.attrs["value"])])
        assert visitor.path == home("resume", "en" if number % 2 else "es") and visitor.status == 200
        assert visitor.shown == {"code": [typed]} and not visitor.page.of_class("error-summary")


@pytest.mark.parametrize(("name", "language"), FORMS_BY_LANGUAGE)
def test_the_other_language_has_the_same_page_everywhere(visitor: Visitor, name: str, language: str) -> None:
    other, word = {"en": ("es", "Español"), "es": ("en", "English")}[language]
    at(visitor, name, language)
    assert visitor.follow(word).path == home(name, other) + "check/"
    send(visitor)
    assert visitor.path == home("receipt", other)
    assert visitor.follow({"en": "English", "es": "Español"}[language]).path == home("receipt", language)


@pytest.mark.parametrize(("name", "language", "slug"), STEPS)
def test_an_answer_can_be_changed_from_the_check(visitor: Visitor, name: str, language: str, slug: str) -> None:
    at(visitor, name, language)
    visitor.open(f"{home(name, language)}{slug}/")
    assert _contains(visitor.shown, most(FORMS[name]).of(slug))
    assert slug_of(visitor.press("next")) == "check"


@pytest.mark.parametrize(("name", "language"), FORMS_BY_LANGUAGE)
def test_every_section_of_the_check_has_a_link_that_changes_it(visitor: Visitor, name: str, language: str) -> None:
    at(visitor, name, language)
    links = [link.attrs["href"] for link in visitor.page.of_class("change")]
    filled = most(FORMS[name])
    asking = [slug for slug in filled.asked if filled.of(slug)]  # a page may only say something
    assert links == [f"{home(name, language)}{slug}/" for slug in asking]


@pytest.mark.parametrize(("name", "language"), IN_TURN)
def test_no_page_can_be_reached_before_the_ones_before_it(visitor: Visitor, name: str, language: str) -> None:
    slugs = [page.slug for page in FORMS[name].pages]
    begin(visitor, name, language)
    first = visitor.path
    assert first.endswith(f"/{slugs[0]}/")
    for slug in (*slugs[1:], "check"):
        assert visitor.open(f"{home(name, language)}{slug}/").path == first


@pytest.mark.parametrize(("name", "language"), FORMS_BY_LANGUAGE)
def test_posting_pages_in_another_order_never_sends_an_unfinished_form(
    visitor: Visitor, database: Database, name: str, language: str
) -> None:
    begin(visitor, name, language)
    first, token = visitor.path, dict(visitor.filled(visitor.page.by_id("page"), {}))["token"]
    check = f"{home(name, language)}check/"
    for version, slug in enumerate(most(FORMS[name]).asked[1:], start=1):
        texts = [(field, text) for field, values in most(FORMS[name]).of(slug).items() for text in values]
        visitor.post(f"{home(name, language)}{slug}/", [("token", token), ("version", "0"), *texts, ("go", "next")])
        assert visitor.status == 200 and visitor.path != check
        visitor.post(check, [("token", token), ("version", str(version)), ("go", "send")])
        assert visitor.status == 200 and visitor.path == first
    with database.read() as connection:
        assert not connection.execute(select(submissions)).all()


@pytest.mark.parametrize("language", ["en", "es"])
def test_a_page_that_is_no_longer_asked_for_leads_on(visitor: Visitor, language: str) -> None:
    at(visitor, "complaint", language, "phone")
    other = visitor.tab().open(f"{home('complaint', language)}reach/")
    other.press("next", {"safe_ways": ["mail"]})
    visitor.press("next", most(FORMS["complaint"]).of("phone"))
    assert visitor.status == 200 and slug_of(visitor) == "case"


@pytest.mark.parametrize("language", ["en", "es"])
def test_answers_to_a_page_that_is_no_longer_asked_are_not_sent(visitor: Visitor, language: str) -> None:
    at(visitor, "complaint", language)
    number = most(FORMS["complaint"]).values["phone"]["number"]
    assert number in visitor.page.text
    visitor.open(f"{home('complaint', language)}reach/").press("next", {"safe_ways": ["mail"]})
    assert slug_of(visitor) == "check" and number not in visitor.page.text


@pytest.mark.parametrize("language", ["en", "es"])
class TestTwoTabs:
    """Two tabs of one browser hold the same form."""

    def test_the_later_one_is_asked_and_both_texts_can_be_reached(self, visitor: Visitor, language: str) -> None:
        at(visitor, "complaint", language, "wish")
        late = visitor.tab()
        visitor.press("next", {"wanted": ["first"]})
        late.press("next", {"wanted": ["second"]})
        assert late.status == 409 and late.shown["wanted"] == ["second"]
        saved = late.tab()
        assert saved.status == 200 and saved.shown["wanted"] == ["first"]
        assert slug_of(late.press("next")) == "help"
        assert saved.open(saved.path).shown["wanted"] == ["second"]

    def test_the_same_text_in_both_is_no_question(self, visitor: Visitor, language: str) -> None:
        at(visitor, "complaint", language, "wish")
        late = visitor.tab()
        visitor.press("next", {"wanted": ["same"]})
        assert slug_of(late.press("next", {"wanted": ["same"]})) == "help"

    def test_different_pages_do_not_disturb_each_other(self, visitor: Visitor, language: str) -> None:
        at(visitor, "complaint", language)
        problem, wish = (
            Visitor(visitor.app, visitor.client).open(f"{home('complaint', language)}{slug}/")
            for slug in ("problem", "wish")
        )
        assert slug_of(wish.press("next", {"wanted": ["from one"]})) == "check"
        assert slug_of(problem.press("next", {"what_happened": ["from two"]})) == "check"
        assert "from one" in problem.page.text and "from two" in problem.page.text

    def test_what_changed_after_the_check_was_drawn_is_not_sent_unseen(
        self, visitor: Visitor, database: Database, language: str
    ) -> None:
        at(visitor, "complaint", language)
        visitor.tab().open(f"{home('complaint', language)}wish/").press("next", {"wanted": ["changed"]})
        visitor.press("send")
        assert visitor.status == 409 and "changed" in visitor.page.text
        with database.read() as connection:
            assert not connection.execute(select(submissions)).all()
        assert visitor.press("send").path == home("receipt", language)


@pytest.mark.parametrize(("name", "language"), FORMS_BY_LANGUAGE)
def test_a_form_begun_can_be_gone_on_with_or_begun_again(visitor: Visitor, name: str, language: str) -> None:
    first = most(FORMS[name]).asked[0]
    begin(visitor, name, language).press("next", most(FORMS[name]).of(first))
    visitor.open(home(name, language))
    onward = [link.attrs["href"] for link in visitor.page.of_class("button") if link.tag == "a"]
    assert slug_of(visitor.tab().open(onward[0])) == most(FORMS[name]).asked[1]
    begin(visitor, name, language)
    assert not any(text for texts in visitor.shown.values() for text in texts)


def test_two_visitors_do_not_see_each_other(visitor: Visitor) -> None:
    at(visitor, "complaint", "en", "wish")
    other = Visitor(visitor.app)
    begin(other, "complaint", "en")
    assert other.shown["full_name"] == [""]
    assert Visitor(visitor.app).open(home("complaint", "en") + "you/").path == home("expired", "en")


def _contains(shown: Raw, typed: Raw) -> bool:
    return all(shown.get(name, []) == list(texts) for name, texts in typed.items() if texts != [""])


@pytest.mark.parametrize("way", ["tasks", "back", "later"])
@pytest.mark.parametrize(
    ("typed", "done"), [({"has_order": "no"}, True), ({"order_where": "Kern"}, False), ({}, False)]
)
def test_complete_answers_count_however_the_page_is_left(
    visitor: Visitor, way: str, typed: dict[str, str], done: bool
) -> None:
    at(visitor, "enrollment", "en", "order")
    visitor.press(way, typed)
    visitor.open("/forms/enrollment/tasks/")
    assert (visitor.page.by_id("order-state").text == "Done") == done
    shown = visitor.open("/forms/enrollment/order/").shown
    assert {name: texts for name, texts in shown.items() if name in typed} == {n: [text] for n, text in typed.items()}
    assert not visitor.page.mistakes
