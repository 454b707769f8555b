"""Keying in: every form over every channel, from the first question to the status page of the public app."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select
from support.answers import most
from support.desk import Desk
from support.keying_in import (
    DAY,
    SOME,
    STAMP,
    VERSION,
    arrival,
    begin,
    count,
    fill,
    keyed_in,
    opened,
    row_of,
    store,
    typed,
)
from support.public_forms import FORMS

from forms_app import deadlines, public
from forms_app.sealing import codes
from forms_app.staff.submissions.channels import WAYS
from forms_app.storage import status
from forms_app.storage.tables import NO_DAY, outbox

CHANNELS = sorted(set(WAYS) - {"online"})
ENROLLING = {"role": "parent", "full_name": "Luz Vega", "safe_ways": "none", "contact_is_unsafe": "no"}


@pytest.mark.parametrize("channel", CHANNELS)
@pytest.mark.parametrize("form", sorted(FORMS))
def test_every_form_is_keyed_in_over_every_channel(desk: Desk, form: str, channel: str) -> None:
    browser, filled = desk.signed_in(), most(FORMS[form])
    path = begin(browser, form, channel)
    answer = fill(browser, path, typed(filled), "check")
    assert answer.headers["Location"] == f"{path}check/", answer.text
    told = store(browser, path)
    reference, code = told["reference"], codes.read(told["receipt-code"])
    content, row = opened(desk, reference), row_of(desk, reference)
    assert content["answers"] == {name: value for name, value in filled.values.items() if value is not None}
    assert content["keyed"]["receipt_code"] == code
    assert (row.language, row.channel) == (filled.values.get("language", "es"), channel)
    with desk.office.database.read() as connection:
        standing = status.read(connection, reference, status.key_of(desk.office.pepper, reference, code))
        kinds = connection.scalars(select(outbox.c.kind).where(outbox.c.reference == reference)).all()
    assert sorted(kinds) == (["arrived", "mail"] if "email" in filled.values else ["arrived"])
    counted = deadlines.local_date(row.received_at), standing.filed_on, standing.received_on
    assert counted == (expected(desk, form, channel), date(2026, 11, 16), expected(desk, form, channel))
    desk.take_in()
    due = FORMS[form].policy.clock.due_on(desk.office.rules, counted[0])
    assert row_of(desk, reference).due_on == (due.last_day if due else NO_DAY)


def expected(desk: Desk, form: str, channel: str) -> date:
    """The received day of what was mailed on the 16th and stamped on the 18th, or came on the 16th."""
    mailed = deadlines.received_on(desk.office.rules, "mail", date(2026, 11, 16))
    stamped = mailed if FORMS[form].policy.clock.by_mail else date(2026, 11, 18)
    return date(2026, 11, 16) if channel != "mail" else stamped


@pytest.mark.parametrize(
    ("channel", "day", "received", "due"),
    [
        ("phone", "16", "2026-11-16", "2026-12-16"),
        ("hand", "", "2026-11-20", "2026-12-21"),  # today; the thirtieth day is a Sunday
        ("mail", "16", "2026-11-23", "2026-12-23"),  # five business days after the postmark
        ("mail", "18", "2026-11-25", "2026-12-28"),  # the thirtieth day is closed, then comes a weekend
    ],
)
def test_a_complaints_clock_runs_from_the_day_of_its_channel(
    desk: Desk, channel: str, day: str, received: str, due: str
) -> None:
    browser = desk.signed_in()
    known = {"day-day": day} if day else dict.fromkeys(DAY, "")
    path = begin(browser, channel=channel, **known)
    fill(browser, path, SOME, "check")
    reference = store(browser, path)["reference"]
    desk.take_in()
    row = row_of(desk, reference)
    assert (deadlines.local_date(row.received_at).isoformat(), row.due_on.isoformat()) == (received, due)


def test_the_code_opens_the_status_page_of_the_public_app(desk: Desk, built: Path) -> None:
    told = keyed_in(desk.signed_in(), SOME, channel="mail")
    app = public.create_app(replace(desk.office.settings, build_dir=built))
    asked = {"reference": told["reference"], "receipt_code": told["receipt-code"]}
    page = app.test_client().post("/es/forms/status/", data=asked).text
    assert "lunes 23 de noviembre de 2026" in page and "miércoles 23 de diciembre de 2026" in page
    app.extensions["services"].database.close()


def test_the_page_of_the_submission_says_who_keyed_it_in_and_why_the_clock_runs_so(desk: Desk) -> None:
    browser = desk.signed_in()
    reference = keyed_in(browser, SOME, channel="mail")["reference"]
    desk.take_in()
    page = browser.get(f"/submissions/{reference}/").text
    for part in ("Nov 23, 2026</time>", "by letter", "stamped Nov 18, 2026", "supervisor@example.org</bdi>", "110164"):
        assert part in page
    assert ">Nov 23, 2026</time>" in browser.get("/inbox/").text  # no time of day: nobody knows it
    trail = browser.get("/audit/").text
    assert "Keyed in a call, a letter or a visit" in trail and "complaint, mail 2026-11-16" in trail


@pytest.mark.parametrize(
    ("typed_in", "sentence"),
    [
        ({"form": ""}, "Choose the form."),
        ({"form": "divorce"}, "Choose one of the answers"),
        ({"language": "fr"}, "Choose one of the answers"),
        ({"channel": "online"}, "Choose one of the answers"),
        ({"channel": "fax"}, "Choose one of the answers"),
        ({"day-day": "21"}, "This date is in the future."),
        ({"day-year": "0026"}, "This date is too long ago."),
        ({"day-month": "x"}, "This is not a real date."),
        ({"day-year": ""}, "Enter the month, the day and the year"),
        ({"day-month": "9"}, "This day is more than 30 days ago."),
        ({"channel": "mail", **dict.fromkeys(DAY, ""), **STAMP}, "Enter the postmark"),
        ({"channel": "mail", **STAMP, "came_in_on-day": "15"}, "A letter cannot come in before its postmark."),
        ({"channel": "mail", **STAMP, "came_in_on-day": "21"}, "This date is in the future."),
    ],
)
def test_an_arrival_that_cannot_be_is_asked_again(desk: Desk, typed_in: dict[str, str], sentence: str) -> None:
    answer = desk.signed_in().post("/intake/", **{**arrival(), **typed_in})
    assert answer.status_code == 422 and sentence in answer.text and "<title>Error:" in answer.text
    assert count(desk, "intakes") == 0


def test_a_day_long_ago_is_only_asked_about(desk: Desk) -> None:
    browser = desk.signed_in()
    path = begin(browser, **{"day-month": "3", "sure": "yes"})
    assert "Mar 16, 2026" in browser.get(path).text


def test_from_when_a_day_is_long_ago_stands_in_the_rules_alone(desk: Desk) -> None:
    rules = desk.office.rules
    fewer = replace(rules["complaint_answer"], days=3)
    shorter = replace(rules, periods={**rules.periods, "complaint_answer": fewer})
    desk.office = desk.app.extensions["office"] = replace(desk.office, rules=shorter)
    answer = desk.signed_in().post("/intake/", **arrival())
    assert answer.status_code == 422 and "This day is more than 3 days ago." in answer.text


def test_a_day_is_corrected_and_what_was_typed_stays(desk: Desk) -> None:
    browser = desk.signed_in()
    path = begin(browser)
    fill(browser, path, SOME)
    assert browser.post(f"{path}arrival/", **arrival(**{"day-day": "31"})).status_code == 422
    assert browser.post(f"{path}arrival/", **arrival("enrollment")).status_code == 422
    assert browser.post(f"{path}arrival/", **arrival(**{"day-day": "17"})).status_code == 303
    page = browser.get(path).text
    assert "Nov 17, 2026" in page and "Rosa Mendoza" in page


@pytest.mark.parametrize("form", sorted(FORMS))
def test_what_is_not_known_stays_open(desk: Desk, form: str) -> None:
    """One answer is enough, and those on safety where a form asks for them."""
    browser = desk.signed_in()
    with desk.app.app_context():
        names = {name for names in FORMS[form].names.values() for name in names}
    some = {"full_name": "Rosa", "last_name": "Rosa", "safe_ways": "none", "contact_is_unsafe": "unsaid"}
    path = begin(browser, form)
    fill(browser, path, {name: text for name, text in some.items() if name in names}, "check")
    page = browser.get(f"{path}check/").text
    assert "Not known yet" in page
    answers = opened(desk, store(browser, path)["reference"])["answers"]
    assert answers and set(answers) <= set(some)


@pytest.mark.parametrize(
    ("form", "typed_in", "sentence"),
    [
        ("complaint", {"full_name": "Rosa"}, "Choose the ways that are safe"),
        ("enrollment", {**ENROLLING, "contact_is_unsafe": ""}, "Choose yes, no, or “I prefer not to say”."),
        ("inquiry", {}, "Enter at least one answer."),
        ("complaint", {**SOME, "phone": "55"}, "Enter a telephone number"),
        ("complaint", {**SOME, "full_name": "Ro\ue000sa"}, "We cannot take the character after “Ro”."),
    ],
)  # fmt: skip
def test_what_must_be_changed_is_said_and_nothing_typed_is_lost(
    desk: Desk, form: str, typed_in: dict[str, str], sentence: str
) -> None:
    browser = desk.signed_in()
    path = begin(browser, form)
    answer = fill(browser, path, typed_in, "check")
    assert answer.status_code == 422 and sentence in answer.text and "<title>Error:" in answer.text
    kept = browser.get(path).text
    assert all(f'value="{text}"' in kept for text in typed_in.values())
    assert browser.get(f"{path}check/").status_code == 303 and count(desk, "submissions") == 0


def test_what_other_answers_rule_out_is_kept_found_and_marked(desk: Desk) -> None:
    browser = desk.signed_in()
    told = {"full_name": "Rosa Mendoza", "safe_ways": "mail", "phone": "213 555 0123", "address-none": "yes"}
    reference = keyed_in(browser, told)["reference"]
    desk.take_in()
    assert opened(desk, reference)["answers"]["phone"]["number"] == "(213) 555-0123"
    assert "Other answers rule this out: “Where a call is safe”" in browser.get(f"/submissions/{reference}/").text
    assert reference in browser.post("/inbox/search/", find="213 555 0123").text


def test_whereabouts_of_somebody_hiding_are_masked_as_ever(desk: Desk) -> None:
    browser = desk.signed_in()
    reference = keyed_in(browser, {"safe_ways": "none", "address-line1": "9 Hidden Way", "address-city": "Norwalk"})
    page = browser.get(f"/submissions/{reference['reference']}/").text
    assert "9 Hidden Way" not in page and "Do not write, call or e-mail." in page


def test_a_message_is_left_only_where_that_was_said_to_be_safe(desk: Desk) -> None:
    browser = desk.signed_in()
    reference = keyed_in(browser, SOME)["reference"]
    assert "Leave no message on the telephone." in browser.get(f"/submissions/{reference}/").text


@pytest.mark.parametrize(("day", "status"), [("2026-11-18", 303), ("2026-11-15", 422)])
def test_a_mailed_complaint_is_passed_on_before_it_counts_as_received(desk: Desk, day: str, status: int) -> None:
    browser = desk.signed_in()
    reference = keyed_in(browser, SOME, channel="mail")["reference"]  # postmark the 16th, counts from the 23rd
    fields = {"transferred_on": day, "county": "Fresno"}
    assert browser.post(f"/submissions/{reference}/transferred/", **fields).status_code == status


def test_children_are_added_and_removed_on_the_long_page(desk: Desk) -> None:
    browser = desk.signed_in()
    path = begin(browser, "enrollment")
    added = fill(browser, path, {**ENROLLING, "children-1-first_name": "Ana"}, "add")
    assert added.headers["Location"] == f"{path}#children-2"
    assert 'id="children-2"' in browser.get(path).text
    two: dict[str, Any] = {**ENROLLING, "children-1-first_name": "Ana", "children-2-first_name": "Beto"}
    fill(browser, path, two, "remove 1")
    page = browser.get(path).text
    assert 'value="Beto"' in page and 'value="Ana"' not in page and 'value="Luz Vega"' in page


def test_a_whole_form_fits_in_any_script(desk: Desk) -> None:
    """8 000 Thai letters are 72 000 bytes as a browser posts them."""
    browser = desk.signed_in()
    path = begin(browser)
    long = {**SOME, "what_happened": "ก" * 5000, "wanted": "ข" * 2000, "accommodation": "ค" * 1000}
    assert fill(browser, path, long, "check").headers["Location"] == f"{path}check/"
    assert fill(browser, path, {"what_happened": "ก" * 20000}).status_code == 413


def test_pressing_store_twice_stores_once(desk: Desk) -> None:
    browser = desk.signed_in()
    path = begin(browser)
    fill(browser, path, SOME, "check")
    version = VERSION.findall(browser.get(f"{path}check/").text)[0]
    places = [browser.post(f"{path}check/", version=version).headers["Location"] for _ in range(2)]
    assert places == [f"{path}stored/"] * 2 and count(desk, "submissions") == 1
    assert browser.get(path).headers["Location"] == f"{path}stored/"
