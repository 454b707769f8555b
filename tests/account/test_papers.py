"""Her papers: new, saved, printed, going; and how letters come, which she says after she has opened a sample."""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import replace
from datetime import date, timedelta
from io import BytesIO

import pytest
from flask import Flask
from flask.testing import FlaskClient
from pypdf import PdfReader
from support.account_holder import Inside, open_account, token
from support.case_packages import change, small
from support.ground import SetClock
from support.person_rows import rows_for

from forms_app.account.settings import letter_words
from forms_app.account.views.papers.shelf import which
from forms_app.bundles import documents, papers
from forms_app.bundles import money as money_bundle
from forms_app.bundles.details import Document
from forms_app.bundles.messages import Order
from forms_app.bundles.papers import Consent, Going, Known, Letter, Papers
from forms_app.case_data.bundling import money
from forms_app.i18n.translation import force_locale
from forms_app.sealing.owner_keys import PublicKeys

PDF = b"%PDF-1.7\nhers"
HASH = hashlib.sha256(PDF).hexdigest()
TODAY = date(2026, 11, 20)
ANSWER = Letter("L1", "answers", "Our answer to you", TODAY, "en", 2, HASH, date(2027, 2, 18), True)
NOTED = Letter("L2", "noted", "We have what you sent", TODAY, "es", 1, HASH, None, False)
OLD = Document("D9", "C1", "order", date(2026, 1, 2), "en", 500, HASH, None, True)
HERE = "/settings/letters/"


@pytest.fixture
def her(account: Flask, browser: FlaskClient, clock: SetClock) -> PublicKeys:
    _papers, public = open_account(browser, account)
    Inside(account).confirm(public)
    show(account, public, Papers((ANSWER, NOTED), (Going(OLD, TODAY + timedelta(days=30)),), (), None))
    return public


def show(account: Flask, public: PublicKeys, its: Papers) -> None:
    there = Inside(account)
    there.seal(public, papers.KIND, its)
    for doc_id in ("D1", "D9", "L1", "L2"):
        there.seal(public, documents.kind_of(public.id, doc_id), documents.encode(PDF))


def press(browser: FlaskClient, path: str, **fields: str) -> tuple[int, str]:
    page = browser.get(path).text
    answer = browser.post(path, data={"form_token": token(page), **fields}, follow_redirects=True)
    return answer.status_code, answer.text if answer.mimetype == "text/html" else str(answer.mimetype)


def ordered(account: Flask, kind: str) -> list[dict[str, object]]:
    said = [json.loads(one.signed) for _id, one in Inside(account).read() if isinstance(one, Order)]
    return [one["body"] for one in said if one["kind"] == kind]


@pytest.mark.usefixtures("her")
def test_what_she_saves_is_new_no_more_and_the_inside_hears_once_that_it_was_opened(
    account: Flask, browser: FlaskClient
) -> None:
    assert browser.get("/documents/").text.count("<b>New</b>") == 4
    for _ in range(2):
        assert press(browser, "/documents/", which=which("L1"), do="save") == (200, "application/pdf")

    text = browser.get("/documents/").text
    assert text.count("<b>New</b>") == 3 and "You saved it on Friday, November 20, 2026." in text
    assert ordered(account, "opened") == [{"doc": "L1"}]


def test_a_letter_that_came_meanwhile_does_not_take_the_place_of_the_one_she_presses(
    account: Flask, browser: FlaskClient, her: PublicKeys
) -> None:
    page = browser.get("/documents/").text
    hers = re.findall(r'name="which" value="([^"]+)"', page[page.index(NOTED.title) :])[0]
    show(account, her, Papers((ANSWER, replace(NOTED, doc_id="L0", title="Just come"), NOTED), (), (), None))
    browser.post("/documents/", data={"form_token": token(page), "which": hers, "do": "save"})

    assert ordered(account, "opened") == [{"doc": "L2"}]


@pytest.mark.usefixtures("her")
def test_a_mark_of_hers_is_undone_by_the_button_in_its_place(browser: FlaskClient) -> None:
    assert "You printed it on" in press(browser, "/documents/", which=which("D1"), do="printed")[1]
    assert "You printed it on" not in press(browser, "/documents/", which=which("D1"), do="not-printed")[1]
    assert press(browser, "/documents/", which=which("L9"), do="printed")[0] == 404


@pytest.mark.usefixtures("her")
def test_what_is_to_be_answered_stands_first_and_what_goes_says_from_when(browser: FlaskClient) -> None:
    text = browser.get("/documents/").text

    assert text.index("Our answer to you") < text.index("We have what you sent")
    assert "ask for a State Hearing by Thursday, February 18, 2027" in text
    assert "It stays here until Sunday, December 20, 2026 and then goes." in text
    assert "It is long." in text and "It is in Spanish." in text
    assert browser.get("/documents/going/1.pdf").data == browser.get("/documents/letters/2.pdf").data == PDF


@pytest.mark.parametrize(("days", "warned"), [(59, False), (60, True), (90, True), (91, None)])
def test_a_closed_case_says_30_days_before_that_its_documents_go(
    account: Flask, browser: FlaskClient, her: PublicKeys, days: int, warned: bool | None
) -> None:
    closed = change(small(), "cases", 0, status="closed", closed_on=(TODAY - timedelta(days=days)).isoformat())
    show(account, her, Papers((), (), (Known("D1", True, TODAY),), None))
    Inside(account).seal(her, money_bundle.KIND, money.build(rows_for(closed, "P1")))
    text = browser.get("/documents/").text

    assert ("It stays here until" in text) is bool(warned)
    assert ("We mailed it to you on paper on Friday, November 20, 2026." in text) is (warned is not None)


@pytest.mark.parametrize(("root", "language"), [("", "en"), ("/es", "es")])
def test_she_says_yes_with_the_word_of_the_sample(
    account: Flask, browser: FlaskClient, her: PublicKeys, root: str, language: str
) -> None:
    word = papers.sample_word(her.id, language)
    sample = PdfReader(BytesIO(browser.get(f"{root}{HERE}sample.pdf").data))
    assert word in sample.pages[0].extract_text()
    status, text = press(browser, f"{root}{HERE}", word="zebra", **{"do-here": "yes"})
    assert status == 422 and 'value="zebra"' in text and ordered(account, "consent") == []

    press(browser, f"{root}{HERE}", word=f" {word.upper()}", **{"do-here": "yes"})
    [said] = ordered(account, "consent")
    assert (said["language"], said["wording"]) == (language, papers.wording(paper_goes_on=True))


def test_she_takes_it_back_by_one_question_and_other_words_ask_her_again(
    account: Flask, browser: FlaskClient, her: PublicKeys
) -> None:
    show(account, her, Papers((), (), (), Consent(papers.wording(paper_goes_on=True), TODAY)))
    assert "Back to paper?" in browser.get(HERE).text
    press(browser, HERE, **{"do-paper": "yes"})
    assert ordered(account, "no-consent") == [{}]

    show(account, her, Papers((), (), (), Consent("0", TODAY)))
    text = browser.get(HERE).text
    assert "everything comes by mail again" in text and 'name="word"' in text


def test_other_words_have_another_number(account: Flask) -> None:
    """Whoever changes what is said before "yes" gives it a new number (bundles.papers.WORDING): all are asked again."""
    with account.app_context(), force_locale("en"):
        marks = [letter_words.text_mark(paper_goes_on=on) for on in (True, False)]
    assert (papers.WORDING, marks) == (1, ["fb5c839bed0b6b5c", "ccb3756ee8add0d5"])
