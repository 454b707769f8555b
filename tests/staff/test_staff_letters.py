"""Letters: in the person's language, only where mail is safe, and without a word of anybody else."""

from __future__ import annotations

from io import BytesIO

import pytest
from desk import Browser, Desk
from pypdf import PdfReader
from sqlalchemy import select
from werkzeug.test import TestResponse

from forms_app.models import audit
from forms_app.settings import ROOT
from forms_app.staff import letters

REASON = "The records are in another county."
OTHER = {
    "other_name": "Canary Ramos",
    "other_address": {"line1": "77 Canary Row", "city": "Fresno"},
    "other_phone": {"number": "(559) 555-0177", "extension": ""},
    "representative_name": "Canary Lawyer",
}


def write(
    browser: Browser, reference: str, kind: str, text: str = "The records are in another county."
) -> TestResponse:
    fields = {"form_token": browser.token(), "kind": kind, "text": text}
    return browser.client.post(f"/submissions/{reference}/letter/", data=fields)


def words(answer: TestResponse) -> str:
    assert answer.mimetype == "application/pdf"
    return " ".join(" ".join(page.extract_text() for page in PdfReader(BytesIO(answer.data)).pages).split())


@pytest.mark.parametrize(
    ("language", "said"), [("en", "Our answer to your complaint"), ("es", "Nuestra respuesta a su queja")]
)
def test_a_letter_speaks_the_persons_language(desk: Desk, language: str, said: str) -> None:
    text = words(write(desk.signed_in(), desk.receive(language=language), "resolution"))
    for part in (said, "Rosa Mendoza", "12 Olive St", REASON, "866-289-4714"):
        assert part in text


def test_a_notice_of_more_time_says_both_days_and_the_reason(desk: Desk) -> None:
    text = words(write(desk.signed_in(), desk.receive(language="en"), "extension"))
    assert "December 21, 2026" in text and "January 19, 2027" in text


@pytest.mark.parametrize("kind", sorted(letters.load(ROOT / "agency")))
def test_a_letter_holds_nothing_of_the_other_parent(desk: Desk, kind: str) -> None:
    form = "enrollment" if kind.startswith("enrollment") else "complaint"
    known = {"has_representative": "yes", "case_number": None, "role": None, **OTHER}
    text = words(write(desk.signed_in(), desk.receive(form=form, **known), kind))
    assert "Rosa Mendoza" in text
    for canary in ("Canary", "Fresno", "0177"):
        assert canary not in text


@pytest.mark.parametrize("answers", [{"safe_ways": ["phone"]}, {"safe_ways": ["none"]}, {"address": {"none": True}}])
def test_where_mail_is_not_safe_there_is_no_letter(desk: Desk, answers: dict[str, object]) -> None:
    reference, browser = desk.receive(**answers), desk.signed_in()
    assert write(browser, reference, "acknowledgement").status_code == 400
    assert "No letter: this person did not say that mail is safe" in browser.get(f"/submissions/{reference}/").text


@pytest.mark.parametrize(("kind", "text"), [("nothing", "x"), ("enrollment-received", "x"), ("resolution", " ")])
def test_a_letter_that_makes_no_sense_is_not_written(desk: Desk, kind: str, text: str) -> None:
    assert write(desk.signed_in(), desk.receive(), kind, text).status_code == 400


def test_what_was_written_stands_in_the_trail(desk: Desk) -> None:
    browser = desk.signed_in()
    write(browser, desk.receive(), "acknowledgement")
    page = browser.get("/audit/").text
    assert "Wrote a letter" in page and "acknowledgement" in page


def test_a_letter_to_a_hidden_address_counts_as_a_look_behind_the_mask(desk: Desk) -> None:
    browser, kind = desk.signed_in(), next(k for k in letters.load(ROOT / "agency").values() if k.form == "enrollment")
    for unsafe, reveals in (("no", 0), ("yes", 1)):
        reference = desk.receive(form="enrollment", contact_is_unsafe=unsafe, case_number=None, role=None)
        assert write(browser, reference, kind.id).status_code == 200
        with desk.office.database.read() as connection:
            seen = select(audit.c.action).where(audit.c.reference == reference, audit.c.action == "revealed")
            assert len(connection.execute(seen).all()) == reveals
