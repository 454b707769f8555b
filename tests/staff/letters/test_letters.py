"""Letters: in the person's language, only where mail is safe, and without a word of anybody else."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select, update
from support.desk import Desk
from support.letters import KINDS, REASON, fields_for, form_of, words, write

from forms_app.deadlines import Arrival
from forms_app.facts.files import FactsError
from forms_app.forms import letter_texts
from forms_app.sealing import keys
from forms_app.sealing.seal import SealingKey
from forms_app.settings import ROOT
from forms_app.storage.submissions import submissions
from forms_app.storage.submissions.submission import Keyed
from forms_app.storage.tables import audit
from forms_app.storage.tables import submissions as table

OTHER = {
    "other_name": "Canary Ramos",
    "other_address": {"line1": "77 Canary Row", "city": "Fresno"},
    "other_phone": {"number": "(559) 555-0177", "extension": ""},
    "representative_name": "Canary Lawyer",
}


@pytest.mark.parametrize(
    ("language", "said"), [("en", "Our answer to your complaint"), ("es", "Nuestra respuesta a su queja")]
)
def test_a_letter_speaks_the_persons_language(desk: Desk, language: str, said: str) -> None:
    told = words(write(desk.signed_in(), desk.receive(language=language), "resolution"))
    for part in (said, "Rosa Mendoza", "12 Olive St", REASON, "866-289-4714"):
        assert part in told


def test_a_notice_of_more_time_says_both_days_and_the_reason(desk: Desk) -> None:
    told = words(write(desk.signed_in(), desk.receive(language="en"), "extension"))
    assert "December 21, 2026" in told and "January 19, 2027" in told


@pytest.mark.parametrize(
    ("county", "agency"),
    [
        ("Alpine", "Central Sierra Child Support Agency, which serves Alpine County"),
        ("Kings", "the child support agency of Kings County"),
        ("Marin", "the child support agency of Marin County"),
    ],
)
def test_a_transfer_names_the_other_agency_and_its_last_day(desk: Desk, county: str, agency: str) -> None:
    told = words(write(desk.signed_in(), desk.receive(language="en"), "transfer", county=county, text=""))
    assert agency in told and "December 21, 2026" in told  # 30 days after 20 November, a Sunday


def test_an_amendment_after_a_notice_of_more_time_gives_the_later_day(desk: Desk) -> None:
    reference, browser = desk.receive(language="en"), desk.signed_in()
    browser.post(f"/submissions/{reference}/extended/", reason=REASON)
    assert "January 19, 2027" in words(write(browser, reference, "amendment"))


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("kind", sorted(KINDS))
def test_a_letter_holds_nothing_of_the_other_parent(desk: Desk, kind: str, language: str) -> None:
    known = {"has_representative": "yes", "case_number": None, "role": None, **OTHER}
    reference = desk.receive(form=form_of(kind), language=language, **known)
    told = words(write(desk.signed_in(), reference, kind))
    assert "Rosa Mendoza" in told and KINDS[kind].heading[language] in told
    for canary in ("Canary", "Fresno", "0177"):
        assert canary not in told


@pytest.mark.parametrize(
    ("answers", "why"),
    [
        ({"safe_ways": ["phone"]}, "Call, and say what the letter would say."),
        ({"safe_ways": ["none"]}, "this person did not say that mail is safe"),
        ({"address": {"none": True}}, "this person has no fixed address"),
    ],
)
def test_where_mail_is_not_safe_there_is_no_letter_but_another_way(
    desk: Desk, answers: dict[str, Any], why: str
) -> None:
    reference, browser = desk.receive(**answers), desk.signed_in()
    assert write(browser, reference, "acknowledgement").status_code == 400
    page = browser.get(f"/submissions/{reference}/").text
    assert why in page and "the person reads it with the receipt code" in page and 'id="kind"' not in page


@pytest.mark.parametrize("kind", ["nothing", "enrollment-received"])
def test_a_letter_of_another_form_is_not_written(desk: Desk, kind: str) -> None:
    assert write(desk.signed_in(), desk.receive(), kind).status_code == 400


@pytest.mark.parametrize(
    ("kind", "typed", "says"),
    [
        ("resolution", {"text": " "}, "Write what this letter has to say."),
        ("resolution", {"text": "x" * 6001}, "It is too long for a letter"),
        ("resolution", {"text": "They ask\x00b"}, "We cannot take the character after “They ask”."),
        ("acknowledgement", {"text": "kept words"}, "This letter has fixed words"),
        ("transfer", {"county": "Atlantis"}, "Choose the county."),
        ("transfer", {"transferred_on": "20/11/2026"}, "Enter the day on which it was passed on."),
        ("transfer", {"transferred_on": "2026-11-22"}, "It cannot be before it was received, or after today."),
        ("transfer", {"transferred_on": "2026-11-19"}, "It cannot be before it was received, or after today."),
    ],
)
def test_what_is_missing_is_said_and_nothing_typed_is_lost(
    desk: Desk, kind: str, typed: dict[str, str], says: str
) -> None:
    reference, browser = desk.receive(), desk.signed_in()
    answer = browser.post(f"/submissions/{reference}/letter/", **fields_for(kind, **typed))
    assert answer.status_code == 422 and says in answer.text
    assert typed.get("text", REASON).replace("\x00", "") in answer.text.replace("\x00", "").replace("\ufffd", "")
    assert f'<option value="{kind}" selected>' in answer.text


def test_a_preview_says_that_it_is_one_and_stands_in_the_trail(desk: Desk) -> None:
    browser = desk.signed_in()
    told = words(write(browser, desk.receive(language="es"), "acknowledgement"))
    assert "Vista previa." in told
    page = browser.get("/audit/").text
    assert "Looked at a letter before it goes to the print queue" in page and "acknowledgement" in page


@pytest.mark.parametrize("do", ["preview", "queue"])
def test_a_letter_to_a_hidden_address_needs_a_reason_and_counts_as_a_look(desk: Desk, do: str) -> None:
    browser = desk.signed_in()
    for unsafe, reason, status, looks in (("no", "", 0, 0), ("yes", "", 422, 0), ("yes", "Form is incomplete", 0, 1)):
        reference = desk.receive(form="enrollment", contact_is_unsafe=unsafe, case_number=None, role=None)
        answer = write(browser, reference, "enrollment-more", reason=reason, do=do)
        assert answer.status_code == (status or {"preview": 200, "queue": 303}[do])
        with desk.office.database.read() as connection:
            seen = select(audit.c.action).where(audit.c.reference == reference, audit.c.action == "revealed")
            assert len(connection.execute(seen).all()) == looks
    assert "Form is incomplete" in browser.get("/audit/").text


def test_a_letter_that_was_previewed_and_then_queued_is_one_look(desk: Desk) -> None:
    browser, reason = desk.signed_in(), "Form is incomplete"
    reference = desk.receive(form="enrollment", contact_is_unsafe="yes", case_number=None, role=None)
    for do in ("preview", "queue"):
        write(browser, reference, "enrollment-more", reason=reason, do=do)
    with desk.office.database.read() as connection:
        seen = select(audit.c.action).where(audit.c.reference == reference, audit.c.action == "revealed")
        assert len(connection.execute(seen).all()) == 1


@pytest.mark.parametrize("language", ["en", "es"])
def test_the_acknowledgement_of_what_was_keyed_in_gives_the_receipt_code(desk: Desk, language: str) -> None:
    reference = desk.receive(language=language)
    told = words(write(desk.signed_in(), reference, "acknowledgement"))
    assert "forms/status" not in told
    key_in(desk, reference, "12345678901234567897")
    told = words(write(desk.signed_in(), reference, "acknowledgement"))
    assert "1234 5678 9012 3456 7897" in told.replace("\u00a0", " ")
    assert f"http://127.0.0.1:8000{'' if language == 'en' else '/es'}/forms/status/" in told


def key_in(desk: Desk, reference: str, code: str) -> None:
    """As if staff had keyed it in: the code stands sealed beside the answers."""
    office = desk.office
    with office.database.write() as connection:
        row = submissions.find(connection, reference)
        assert row is not None
        content = json.loads(office.opening.open(row.sealed, context=reference))
        keyed = Keyed(1, Arrival("phone", date(2026, 11, 20)), date(2026, 11, 20), receipt_code=code)
        content["keyed"] = keyed.vouched(lambda told: office.vouch(reference, told)).packed()
        key = SealingKey.of(keys.public_pair(office.settings, "inbox"))
        sealed = key.seal(json.dumps(content).encode(), context=reference)
        connection.execute(update(table).where(table.c.reference == reference).values(sealed=sealed))


@pytest.mark.parametrize(
    ("before", "after", "says"),
    [
        ('mailing = "noted"', 'mailing = "burns"', "unknown mailing 'burns'. Use one of"),
        ("on {received_on}", "on {to_agency}", "has a name that this letter does not know: to_agency"),
        ("stands: {receipt_code}", "stands: {pin}", "code_en has a name that this letter does not know: pin"),
    ],
)
def test_a_wrong_line_stops_the_start_and_is_named(tmp_path: Path, before: str, after: str, says: str) -> None:
    whole = (ROOT / "agency" / "letters.toml").read_text("utf-8")
    (tmp_path / "letters.toml").write_text(whole.replace(before, after, 1), "utf-8")
    with pytest.raises(FactsError, match=says):
        letter_texts.load(tmp_path)


def test_a_line_of_a_letter_that_a_person_filled_cannot_become_a_name(desk: Desk) -> None:
    assert "{received_on}" in words(write(desk.signed_in(), desk.receive(), "resolution", text="See {received_on}"))


def test_the_kinds_of_one_form_are_told_apart_by_what_mailing_them_means() -> None:
    acts = {kind.id: kind.mailing for kind in KINDS.values() if kind.mailing != "noted"}
    assert acts == {
        "transfer": "transfers",
        "extension": "extends",
        "resolution": "answers",
        "enrollment-more": "asks",
    }
    assert replace(KINDS["transfer"], body={"en": "", "es": ""}).takes_text is False


@pytest.mark.parametrize("form", ["letter", "note", "answered"])
def test_what_was_written_while_the_session_ran_out_is_kept_as_a_note(desk: Desk, form: str) -> None:
    reference, browser = desk.receive(), desk.signed_in()
    fields = {"form_token": browser.token(), "kind": "resolution", "text": REASON, "reply": REASON, "do": "queue"}
    desk.clock.forward(minutes=16)
    answer = browser.client.post(f"/submissions/{reference}/{form}/", data=fields)
    assert answer.headers["Location"] == "/sign-in/?kept=yes"
    page = desk.signed_in().get(f"/submissions/{reference}/").text
    assert "Written when the session had ended" in page and REASON in page and desk.told(reference).state == "received"


@pytest.mark.parametrize(("role", "form"), [("administrator", "complaint"), ("caseworker", "state-hearing")])
def test_nothing_is_kept_for_who_could_not_have_written_it(desk: Desk, role: str, form: str) -> None:
    reference, browser = desk.receive(form=form), desk.signed_in(role)
    fields = {"form_token": browser.token(), "text": REASON}
    desk.clock.forward(minutes=16)
    answer = browser.client.post(f"/submissions/{reference}/note/", data=fields)
    assert answer.headers["Location"] == "/sign-in/"
    assert REASON not in desk.signed_in().get(f"/submissions/{reference}/").text
