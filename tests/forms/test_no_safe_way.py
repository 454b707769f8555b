"""Where nobody may write, call or e-mail, the person reads that she must call, whom and when: three times."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

import pytest
from flask import Flask
from support.answers import asked_for
from support.journey import FORMS_BY_LANGUAGE, at, fill_in, send, slug_of
from support.public_forms import FORMS
from support.visitor import Visitor, home

from forms_app.deadlines.clock import utc_now
from forms_app.facts.agency import to_dial
from forms_app.filling.page_cache import PageCache
from forms_app.forms.questions import Address, Email, Phone
from forms_app.pdf import Sent, receipt
from forms_app.public.services import services

ASKING = [(name, language) for name, language in FORMS_BY_LANGUAGE if "reach" in FORMS[name].by_slug]
HERE = {"en": "You can also read the answer on this site", "es": "También puede leer la respuesta en este sitio"}
WHEN = {"en": "Call a ", "es": "Llame una"}
WHY = {"en": "If no way is safe, no", "es": "Si ninguna manera es segura, no"}


@pytest.mark.parametrize(("name", "language"), ASKING)
def test_she_reads_whom_to_call_at_once_before_sending_and_on_the_receipt(
    visitor: Visitor, name: str, language: str
) -> None:
    with visitor.app.app_context():
        number = f"tel:{to_dial(services().agency.phones[FORMS[name].policy.ways.phone].number)}"
    at(visitor, name, language, "reach").press("next", {"safe_ways": "none"})
    assert visitor.path == f"{home(name, language)}no-safe-way/"
    _told(visitor, number, language)
    visitor.press("next")
    fill_in(visitor, asked_for(FORMS[name], "no-safe-way"))
    _told(visitor, number, language)
    send(visitor)
    _told(visitor, number, language)


@pytest.fixture
def official(app: Flask) -> Iterator[Visitor]:
    """A visitor of the site that the agency itself runs."""
    parts = app.extensions["services"]
    own = replace(parts.agency, official=True)
    app.extensions["services"] = replace(parts, agency=own, page_cache=PageCache())
    yield Visitor(app)
    app.extensions["services"] = parts


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize(
    ("name", "reads_it_here"), [("complaint", True), ("enrollment", True), ("state-hearing", False)]
)
def test_on_the_agencys_own_site_she_reads_that_the_answer_can_be_read_here(
    official: Visitor, name: str, reads_it_here: bool, language: str
) -> None:
    at(official, name, language, "reach").press("next", {"safe_ways": "none"})
    for step in ("page", "check", "receipt"):
        assert (HERE[language] in official.page.one("main").text) == reads_it_here, step
        if step == "page":
            official.press("next")
            fill_in(official, asked_for(FORMS[name], "no-safe-way"))
        elif step == "check":
            send(official)


@pytest.mark.parametrize("language", ["en", "es"])
def test_a_practice_form_promises_no_answer_here(visitor: Visitor, language: str) -> None:
    at(visitor, "complaint", language, "reach").press("next", {"safe_ways": "none"})
    assert HERE[language] not in visitor.page.one("main").text


@pytest.mark.parametrize(("name", "language"), ASKING)
def test_the_receipt_on_paper_says_it_too(visitor: Visitor, name: str, language: str) -> None:
    form = FORMS[name]
    with visitor.app.test_request_context("/"):
        parts = services()
        texts = []
        for slug in ("no-safe-way", "mail"):
            answers = form.relevant(asked_for(form, slug).values)
            sent = Sent(form, "7KQ2-M4XD", None, utc_now(), answers)
            paper = receipt(sent, language, parts.agency, parts.rules, "http://127.0.0.1/forms/status/")
            texts.append(" ".join(block.get("text", "") for block in paper.blocks))
        number = parts.agency.phones[FORMS[name].policy.ways.phone].number
    assert re.search(rf"{WHY[language]}.*{WHEN[language]}.*{number}", texts[0]) and WHEN[language] not in texts[1]


@pytest.mark.parametrize("name", sorted({name for name, _ in ASKING}))
def test_whoever_has_a_safe_way_does_not_read_it(visitor: Visitor, name: str) -> None:
    at(visitor, name, "en", "reach").press("next", {"safe_ways": "phone"})
    assert slug_of(visitor) == "phone"


def test_enrollment_asks_about_danger_before_anything_that_tells_where_somebody_is(visitor: Visitor) -> None:
    assert FORMS["enrollment"].pages[1].slug == "safety"
    with visitor.app.test_request_context("/"):
        before = [question for page in FORMS["enrollment"].pages[:2] for question in page.of()]
    assert not [question.name for question in before if isinstance(question, Address | Email | Phone)]


def _told(visitor: Visitor, number: str, language: str) -> None:
    main = visitor.page.one("main")
    assert number in [link.attrs["href"] for link in visitor.page.all("a") if main in link.around]
    assert WHEN[language] in main.text
