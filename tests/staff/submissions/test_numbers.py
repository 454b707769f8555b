"""What looks like a Social Security number is shown nowhere: not on a page, in a letter, a file, a search, a note."""

from __future__ import annotations

import io
from dataclasses import replace
from typing import Any

import pytest
from pypdf import PdfReader
from support.desk import Desk
from support.keying_in import begin, fill, opened, store

from forms_app.forms import FORMS
from forms_app.forms.questions import Address, Lines, Page, Phone, Purpose, Repeated, Whose
from forms_app.i18n.translation import lazy_gettext as _l

NUMBER, SHOWN = "123 - 45 - 6789", "***-**-6789"


@pytest.mark.parametrize(
    "answers",
    [
        {"what_happened": f"My number is {NUMBER}."},
        {"what_happened": "My number is 123-\n45-6789."},
        {"case_number": {"text": NUMBER}},
        {"full_name": f"Rosa {NUMBER}"},
        {"call_times": NUMBER},
        {"address": {"line1": NUMBER, "city": "Norwalk", "region": "CA", "postal_code": "90012-1234"}},
    ],
    ids=lambda answers: next(iter(answers)),
)
def test_it_is_masked_on_the_page_and_in_both_files(desk: Desk, answers: dict[str, Any]) -> None:
    reference, browser = desk.receive(**answers), desk.signed_in()
    for path in ("", "answers.csv", "answers.json"):
        shown = browser.get(f"/submissions/{reference}/{path}").text
        assert SHOWN in shown and "45-6789" not in shown and "45 - 6789" not in shown


def test_a_zip_code_and_a_telephone_are_shown_as_what_they_are(desk: Desk) -> None:
    there = {"line1": "1 Olive St", "city": "Norwalk", "postal_code": "90012-1234"}
    reference = desk.receive(address=there, phone={"number": "+31 612 34 5678", "extension": ""})
    page = desk.signed_in().get(f"/submissions/{reference}/").text
    assert "90012-1234" in page and "+31 612 34 5678" in page and "***" not in page


def test_a_note_an_answer_and_a_search_are_masked_too(desk: Desk) -> None:
    reference, browser = desk.receive(), desk.signed_in()
    browser.post(f"/submissions/{reference}/note/", text=f"\u202aShe said {NUMBER}.\u202c")
    browser.post(f"/submissions/{reference}/answered/", answered_on="2026-11-20", reply=f"Your number is {NUMBER}.")
    assert desk.told(reference).reply == f"Your number is {SHOWN}."
    assert SHOWN in browser.post("/inbox/search/", find=NUMBER).text
    for path in (f"/submissions/{reference}/", "/audit/"):
        page = browser.get(path).text
        assert NUMBER not in page and SHOWN in page
    assert f">She said {NUMBER}.<" in browser.post(f"/submissions/{reference}/reveal/", reason="Case look-up").text


def test_a_letter_prints_its_last_digits_only(desk: Desk) -> None:
    written = {"kind": "resolution", "text": f"We took out {NUMBER}.", "do": "preview", "county": "", "reason": ""}
    reference = desk.receive(full_name=f"Rosa {NUMBER}")
    answer = desk.signed_in().post(f"/submissions/{reference}/letter/", **written, transferred_on="")
    printed = "".join(page.extract_text() for page in PdfReader(io.BytesIO(answer.data)).pages)
    assert f"We took out {SHOWN}." in printed and f"Rosa {SHOWN}" in printed and "45 - 6789" not in printed


def test_who_keys_in_is_warned_and_never_stopped(desk: Desk) -> None:
    browser = desk.signed_in()
    path = begin(browser)
    typed = {"full_name": "Rosa", "safe_ways": "none", "case_number": NUMBER, "what_happened": f"She said {NUMBER}"}
    assert fill(browser, path, typed, "check").status_code == 303
    page = browser.get(f"{path}check/").text
    assert SHOWN in page and NUMBER not in page
    assert "This looks like a Social Security number" in page
    assert f'href="{path}#case_number"' in page and f'href="{path}#what_happened"' in page
    reference = store(browser, path)["reference"]
    assert opened(desk, reference)["answers"]["case_number"] == {"text": NUMBER}


class Place(Page):
    slug = "place"
    heading = _l("Child")

    first = Lines(_l("First name"), purpose=Purpose.NAME, whose=Whose.CHILD)
    where = Address(_l("Mailing address"))
    phone = Phone(_l("Telephone number"))


class Places(Page):
    slug = "places"
    heading = _l("The children")

    places = Repeated(
        Place, _l("First name"), one=_l("Child %(number)s"), more="", less=_l("Child"), most=9, too_many=_l("Child")
    )


@pytest.mark.parametrize(("danger", "is_hidden"), [("yes", True), ("no", False)])
def test_an_address_in_a_list_of_entries_is_hidden_as_every_other(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, danger: str, is_hidden: bool
) -> None:
    known = FORMS["enrollment"]
    planted = replace(known, pages=(*known.pages, Places))
    monkeypatch.setitem(FORMS, "enrollment", planted)
    there = {"line1": "9 Hidden Way", "city": "Norwalk"}
    entry = {"first": f"Luz {NUMBER}", "where": there, "phone": {"number": "(213) 555-0177", "extension": ""}}
    reference = desk.receive("enrollment", contact_is_unsafe=danger, places=[entry], case_number=None)
    browser = desk.signed_in()
    for path in ("", "answers.csv", "answers.json"):
        shown = browser.get(f"/submissions/{reference}/{path}").text
        assert f"Luz {SHOWN}" in shown
        assert ("9 Hidden Way" in shown, "555-0177" in shown) == (not is_hidden, not is_hidden)
