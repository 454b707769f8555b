"""A letter written at the desk."""

from __future__ import annotations

from io import BytesIO

from pypdf import PdfReader
from werkzeug.test import TestResponse

from forms_app.forms import letter_texts
from forms_app.settings import ROOT
from support.desk import Browser
from support.public_forms import FORMS

KINDS = letter_texts.load(ROOT / "agency")
REASON = "The records are in another county."


def form_of(kind: str) -> str:
    """A form that this letter answers."""
    return next(form.name for form in FORMS.values() if kind in form.policy.letters)


def fields_for(kind: str, **typed: str) -> dict[str, str]:
    """What staff type for this letter."""
    known = KINDS.get(kind)
    fields = {"kind": kind, "text": REASON if known is None or known.takes_text else ""}
    if known is not None and known.mailing == "transfers":
        fields |= {"county": "Alpine", "transferred_on": "2026-11-20"}
    return {**fields, **typed}


def write(browser: Browser, reference: str, kind: str, **typed: str) -> TestResponse:
    """A preview, or with do="queue" into the print queue."""
    fields = {"form_token": browser.token(), **fields_for(kind, **typed)}
    return browser.client.post(f"/submissions/{reference}/letter/", data=fields)


def words(answer: TestResponse) -> str:
    assert answer.mimetype == "application/pdf"
    return " ".join(" ".join(page.extract_text() for page in PdfReader(BytesIO(answer.data)).pages).split())
