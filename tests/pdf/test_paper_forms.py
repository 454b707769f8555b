"""A form's paper says everything that the form asks, in large print, and never more than it may."""

from __future__ import annotations

from dataclasses import replace

import pytest
from support.answers import most
from support.papers import BY_LANGUAGE, EVERY_PAPER, pages_of, paper, questions_of, said, sizes_of, squeezed, text_of
from support.public_forms import FORMS

from forms_app.deadlines import Rules
from forms_app.facts.agency import Agency
from forms_app.forms.questions import Picker
from forms_app.i18n.translation import force_locale, lazy_gettext
from forms_app.pdf import Compiler, Letter, letter
from forms_app.pdf.conditions import condition

LEAST_POINTS = 16


@pytest.mark.parametrize("kind", ["blank", "large"])
@pytest.mark.parametrize(("name", "language"), BY_LANGUAGE)
def test_the_blank_form_asks_every_question_with_its_hint_and_answers(
    name: str, language: str, kind: str, compiler: Compiler, agency: Agency, rules: Rules
) -> None:
    text = text_of(compiler.pdf(paper(name, language, kind, agency, rules)))
    for question in questions_of(FORMS[name], language):
        assert said(question.label.text, language) in text
        assert said(question.description, language) in text
        for option in () if isinstance(question, Picker) else getattr(question, "options", ()):
            assert said(option.label, language) in text and said(option.hint, language) in text


@pytest.mark.parametrize(("name", "language"), BY_LANGUAGE)
def test_the_blank_form_has_every_page_and_says_when_to_fill_it_in(
    name: str, language: str, compiler: Compiler, agency: Agency, rules: Rules
) -> None:
    text = text_of(compiler.pdf(paper(name, language, "blank", agency, rules)))
    for page in FORMS[name].pages:
        assert said(page.heading, language) in text and said(page.lead, language) in text
        with force_locale(language):
            when = condition(FORMS[name], page)
        assert bool(when) is not page.applies({})
        assert squeezed(when) in text


def test_a_condition_names_the_question_and_the_answer() -> None:
    form = FORMS["complaint"]
    sentence = condition(form, form.by_slug["mail"])
    assert sentence == f"Only if “A letter by mail” is marked in question {form.numbers['safe_ways']}."
    assert condition(form, form.pages[0]) == ""


@pytest.mark.parametrize(
    ("name", "language", "kind"), [each for each in EVERY_PAPER if each[2] in ("filled", "receipt")]
)
def test_a_filled_form_and_a_receipt_show_every_answer(
    name: str, language: str, kind: str, compiler: Compiler, agency: Agency, rules: Rules
) -> None:
    text = text_of(compiler.pdf(paper(name, language, kind, agency, rules)))
    form = FORMS[name]
    with force_locale(language):
        sections = form.reading(form.relevant(most(form).values))
    rows = [row for section in sections for row in section.rows]
    assert rows
    for row in rows:
        assert squeezed(row.label) in text
        assert all(squeezed(line) in text for line in row.lines)


@pytest.mark.parametrize("language", ["en", "es"])
def test_a_filled_form_shows_every_child_of_many(
    language: str, compiler: Compiler, agency: Agency, rules: Rules
) -> None:
    children = [{"first_name": f"Niño{number}", "last_name": "Quetz"} for number in range(1, 21)]
    given = {**most(FORMS["enrollment"]).values, "children": children}
    text = text_of(compiler.pdf(paper("enrollment", language, "filled", agency, rules, given)))
    assert text.count("Quetz") >= 20 and all(f"Niño{number}·Quetz" in text for number in range(1, 21))


@pytest.mark.parametrize("language", ["en", "es"])
def test_the_blank_form_ends_with_a_sheet_to_copy_for_more_children(
    language: str, compiler: Compiler, agency: Agency, rules: Rules
) -> None:
    *others, last = pages_of(compiler.pdf(paper("enrollment", language, "blank", agency, rules)))
    before = "".join(others)
    assert said(lazy_gettext("Write the number of the question first. You can copy this page."), language) in last
    assert said(lazy_gettext("Your name, as on the form"), language) in last
    with force_locale(language):
        child = squeezed(str(FORMS["enrollment"].by_slug["children"].of()["children"].one) % {"number": "___"})
        parent = squeezed(str(FORMS["enrollment"].by_slug["parents"].of()["parents"].one) % {"number": "___"})
    assert last.count(child) >= 2 and last.count(parent) >= 1
    assert said(lazy_gettext("If there are more, use the last page. You can copy it."), language) in before


@pytest.mark.parametrize(("name", "language", "kind"), EVERY_PAPER)
def test_the_first_words_say_that_it_is_a_demonstration(
    name: str, language: str, kind: str, compiler: Compiler, agency: Agency, rules: Rules
) -> None:
    warning = said(lazy_gettext("Demonstration: nothing is sent to any agency."), language)
    document = paper(name, language, kind, agency, rules)
    assert all(page.startswith(warning) for page in pages_of(compiler.pdf(document)))
    official = paper(name, language, kind, replace(agency, official=True), rules)
    assert warning not in text_of(compiler.pdf(official))


@pytest.mark.parametrize(("name", "language"), BY_LANGUAGE)
def test_a_paper_form_is_in_large_print(
    name: str, language: str, compiler: Compiler, agency: Agency, rules: Rules
) -> None:
    kinds = ("large", "filled")
    sizes = {size for kind in kinds for size in sizes_of(compiler.pdf(paper(name, language, kind, agency, rules)))}
    assert min(sizes) >= LEAST_POINTS and max(sizes) > LEAST_POINTS


@pytest.mark.parametrize(("name", "language"), BY_LANGUAGE)
def test_a_paper_form_is_signed_and_says_where_it_goes(
    name: str, language: str, compiler: Compiler, agency: Agency, rules: Rules
) -> None:
    text = text_of(compiler.pdf(paper(name, language, "blank", agency, rules)))
    assert said(lazy_gettext("Your signature"), language) in text
    assert (
        said(lazy_gettext("This form was made by Customer Connect. It is not the state's own form."), language) in text
    )
    numbers = {phone.number for phone in agency.phones.values()}
    end = text[text.index(said(lazy_gettext("Where to send it"), language)) :]
    assert any(number in end for number in numbers)


def test_a_complaint_on_paper_has_the_address_of_the_complaint_unit(
    compiler: Compiler, agency: Agency, rules: Rules
) -> None:
    text = text_of(compiler.pdf(paper("complaint", "en", "blank", agency, rules)))
    assert all(squeezed(line) in text for line in agency.addresses["complaint_unit"].lines)


def test_a_hearing_request_on_paper_sends_to_the_telephone_because_no_address_is_known(
    compiler: Compiler, agency: Agency, rules: Rules
) -> None:
    text = text_of(compiler.pdf(paper("state-hearing", "en", "blank", agency, rules)))
    number = agency.phones["state_hearing_office"].number
    assert squeezed(f"Call {number} and ask where to send this form.") in text
    assert not any(squeezed(line) in text for line in agency.addresses["complaint_unit"].lines[1:])


@pytest.mark.parametrize("language", ["en", "es"])
def test_a_letter_holds_what_it_is_given_and_nobody_elses_data(
    language: str, compiler: Compiler, agency: Agency, rules: Rules
) -> None:
    on = next(iter(rules.closed))
    content = Letter(
        language=language,
        heading="Su queja #1 *no* es _marcado_",
        to=("Ana Núñez", "P.O. Box 1"),
        on=on,
        paragraphs=("Primero.", "Segundo."),
        signed=("Unidad de quejas",),
        reference="7KQ2-M4XD",
    )
    text = text_of(compiler.pdf(letter(content, agency)))
    for line in (content.heading, *content.to, *content.paragraphs, *content.signed, content.reference, str(on.year)):
        assert squeezed(line) in text
