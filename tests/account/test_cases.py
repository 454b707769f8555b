"""What is around the money: the case, dates, documents, and who sees what, each as its holder reads it."""

from __future__ import annotations

import hashlib
import re
from dataclasses import fields, is_dataclass, replace
from datetime import date, datetime, timedelta
from inspect import getmembers, isclass
from types import ModuleType

import icalendar
import pytest
from flask import Flask
from flask.testing import FlaskClient
from support.account_holder import Inside, open_account, token
from support.case_packages import Tables, change, small
from support.ground import SetClock
from support.person_rows import rows_for

from forms_app.account.views.cases import other_parent
from forms_app.account.views.cases.shown import next_due
from forms_app.account.views.papers.shelf import which
from forms_app.bundles import details as details_bundle
from forms_app.bundles import documents as document_bundle
from forms_app.bundles import history as history_bundle
from forms_app.bundles import money as money_bundle
from forms_app.bundles import papers as papers_bundle
from forms_app.bundles.details import Details, Event
from forms_app.bundles.money import OrderLine
from forms_app.case_data.bundling import details, money
from forms_app.sealing.owner_keys import PublicKeys

PDF = b"%PDF-1.7\nhers"
NOON = datetime.fromisoformat("2026-11-02T12:00:00-08:00")
HEARING = Event("E1", "C1", "court", NOON + timedelta(days=29), "Room 5", "in_person", "photo_id", True, "set", None)
ICS = "/dates/{}.ics"


@pytest.fixture
def her(account: Flask, browser: FlaskClient, clock: SetClock) -> PublicKeys:
    """Signed in and confirmed, on a Monday."""
    clock.now = NOON
    _papers, public = open_account(browser, account)
    show(account, public)
    return public


def show(account: Flask, public: PublicKeys, tables: Tables | None = None, **changed: object) -> Details:
    """Her bundles of these tables, the details changed like this; everything else as of today."""
    there, rows = Inside(account), rows_for(tables or small(), "P1")
    whole = replace(details.build(rows), **{"events": (HEARING,), **changed})  # type: ignore[arg-type]
    there.seal(public, money_bundle.KIND, money.build(rows))
    there.seal(public, details_bundle.KIND, whole)
    there.stand(public, "open", None)
    return whole


def give(account: Flask, public: PublicKeys, pdf: bytes = PDF) -> None:
    """Her document, under the hash of the right one."""
    listed = tuple(
        replace(one, sha256=hashlib.sha256(PDF).hexdigest()) for one in details.build(rows_for(small(), "P1")).documents
    )
    show(account, public, documents=listed)
    Inside(account).seal(public, document_bundle.kind_of(public.id, "D1"), document_bundle.encode(pdf))


def page(browser: FlaskClient, path: str, status: int = 200) -> str:
    answer = browser.get(path)
    assert answer.status_code == status
    return answer.get_data(as_text=True)


@pytest.mark.usefixtures("her")
def test_the_case_says_who_works_on_it_what_was_ordered_and_what_comes_next(browser: FlaskClient) -> None:
    text = page(browser, "/case/1/")

    for said in (
        "Los Angeles",
        "BF123",
        "Eva",
        "Downtown",
        "Rosa Díaz",
        "tel:+18669013212",
        "$300.00",
        "Court hearing",
    ):
        assert said in text, said
    assert "Spanish" in text and "need an interpreter" in text
    assert "C1" not in text
    assert browser.get("/case/2/").status_code == 404


def test_a_new_account_reads_of_its_case_what_is_money_and_when_the_rest_opens(
    account: Flask, browser: FlaskClient, her: PublicKeys
) -> None:
    Inside(account).stand(her, "new", date(2026, 11, 9))
    for path in ("/case/1/", "/home/", "/dates/", "/documents/"):
        text = page(browser, path)
        assert "Monday, November 9, 2026" in text and "A hearing or an answer soon?" in text, path
        for hidden in ("BF123", "Rosa", "Downtown", "Eva", "Room 5", "Court hearing", "Statement"):
            assert hidden not in text, (path, hidden)
    assert "$300.00" in page(browser, "/case/1/")
    assert "BEGIN:VCALENDAR" not in page(browser, "/dates/1.ics")


def test_a_closed_case_says_until_when_it_can_be_read_and_then_is_gone(
    account: Flask, browser: FlaskClient, her: PublicKeys
) -> None:
    show(account, her, change(small(), "cases", 0, status="closed", closed_on="2026-08-05"))
    assert "until Tuesday, November 3, 2026" in page(browser, "/case/1/")

    show(account, her, change(small(), "cases", 0, status="closed", closed_on="2026-08-03"))
    assert "A closed case can be read for 90 days" in page(browser, "/home/")
    assert "A closed case can be read for 90 days" in page(browser, "/case/1/")
    assert "Court hearing" not in page(browser, "/dates/")


def test_the_next_date_comes_first_and_what_was_moved_or_cancelled_is_marked(
    account: Flask, browser: FlaskClient, her: PublicKeys
) -> None:
    off = replace(HEARING, event_id="E2", starts_at=NOON + timedelta(days=1), state="cancelled", kind="phone")
    moved = replace(HEARING, event_id="E3", starts_at=NOON + timedelta(days=2), state="moved")
    instead = replace(HEARING, replaces=1, attend="by_video")
    show(account, her, events=(off, moved, instead))

    text = page(browser, "/dates/")
    assert text.index("Tuesday, December 1, 2026, 12:00 PM") < text.index("It was canceled.")
    assert "This takes the place of Wednesday, November 4, 2026" in text
    assert "It was moved to Tuesday, December 1, 2026" in text
    assert "Join by video" in text and "An interpreter is asked for." in text
    assert "Tuesday, December 1, 2026" in page(browser, "/home/")


def read_calendar(browser: FlaskClient, path: str) -> icalendar.Component:
    answer = browser.get(path)
    assert answer.mimetype == "text/calendar" and "no-store" in answer.headers["Cache-Control"]
    [event] = icalendar.Calendar.from_ical(answer.data).walk("VEVENT")
    return event


def test_a_calendar_learns_the_moment_and_nothing_else_unless_she_asks(browser: FlaskClient, her: PublicKeys) -> None:
    plain, with_place = (read_calendar(browser, ICS.format(1) + more) for more in ("", "?place=yes"))

    assert str(plain["SUMMARY"]) == "Appointment" and plain.decoded("DTSTART") == HEARING.starts_at
    assert str(plain["STATUS"]) == "CONFIRMED"
    assert "LOCATION" not in plain and str(with_place["LOCATION"]) == "Room 5"
    assert plain["UID"] == with_place["UID"]
    assert str(read_calendar(browser, "/es/dates/1.ics")["SUMMARY"]) == "Cita"


def test_a_later_file_moves_or_strikes_out_the_same_entry(
    account: Flask, browser: FlaskClient, her: PublicKeys, clock: SetClock
) -> None:
    first = read_calendar(browser, ICS.format(1))
    clock.now = NOON + timedelta(minutes=1)
    later = replace(HEARING, event_id="E9", starts_at=HEARING.starts_at + timedelta(days=1), replaces=0)
    show(account, her, events=(replace(HEARING, state="moved"), later))
    second = read_calendar(browser, ICS.format(2))
    assert second["UID"] == first["UID"] and int(str(second["SEQUENCE"])) > int(str(first["SEQUENCE"]))

    show(account, her, events=(replace(HEARING, state="cancelled"),))
    assert str(read_calendar(browser, ICS.format(1))["STATUS"]) == "CANCELLED"


def test_no_file_of_a_date_that_is_off_strikes_out_what_took_its_place(
    account: Flask, browser: FlaskClient, her: PublicKeys
) -> None:
    off = replace(HEARING, state="cancelled")
    instead = replace(HEARING, event_id="E9", starts_at=HEARING.starts_at + timedelta(days=7), replaces=0)
    last = replace(instead, event_id="E10", starts_at=HEARING.starts_at + timedelta(days=8), replaces=1)
    show(account, her, events=(off, replace(instead, state="moved"), last))

    text = page(browser, "/dates/")
    assert "/dates/3.ics" in text and "/dates/1.ics" not in text and "/dates/2.ics" not in text
    found = [read_calendar(browser, ICS.format(place)) for place in (1, 2, 3)]
    assert {(str(one["STATUS"]), one.decoded("DTSTART")) for one in found} == {("CONFIRMED", last.starts_at)}
    assert len({one["UID"] for one in found}) == 1


def test_two_dates_in_place_of_one_are_two_entries(account: Flask, browser: FlaskClient, her: PublicKeys) -> None:
    first, second = (
        replace(HEARING, event_id=name, starts_at=HEARING.starts_at + timedelta(days=days), replaces=0)
        for name, days in (("E8", 1), ("E9", 2))
    )
    show(account, her, events=(replace(HEARING, state="moved"), first, second))

    found = [read_calendar(browser, ICS.format(place)) for place in (2, 3)]
    assert len({one["UID"] for one in found}) == 2


def test_a_document_is_saved_as_it_came_under_a_name_that_says_nothing(
    account: Flask, browser: FlaskClient, her: PublicKeys
) -> None:
    give(account, her)
    text = page(browser, "/documents/")
    assert "<b>New</b>" in text
    posted = browser.post("/documents/", data={"form_token": token(text), "which": which("D1"), "do": "save"})
    assert posted.headers["Location"] == "/documents/1.pdf"
    answer = browser.get("/documents/1.pdf")

    assert answer.data == PDF and answer.mimetype == "application/pdf"
    assert answer.headers["Content-Disposition"] == 'attachment; filename="document.pdf"'
    assert "no-store" in answer.headers["Cache-Control"]
    assert browser.get("/documents/2.pdf").status_code == 404
    assert "It is in Spanish." in page(browser, "/documents/") and "Está en" not in page(browser, "/es/documents/")


def test_a_document_that_is_another_or_not_there_is_not_shown(
    account: Flask, browser: FlaskClient, her: PublicKeys
) -> None:
    assert "We cannot show it here. Call" in page(browser, "/documents/")
    assert "We cannot show this document" in page(browser, "/documents/1.pdf", 404)
    give(account, her, PDF + b"!")
    assert "We cannot show this document" in page(browser, "/documents/1.pdf", 404)


def test_what_is_to_be_answered_stands_first(account: Flask, browser: FlaskClient, her: PublicKeys) -> None:
    tables = change(small(), "documents", 0, answer_by="2026-11-20")
    show(account, her, tables)
    home = page(browser, "/es/home/")
    assert home.index("Conteste a más tardar el viernes 20 de noviembre de 2026") < home.index("403.00")

    show(account, her, change(small(), "documents", 0, answer_by="2026-11-01"))
    assert "The last day to answer was Sunday, November 1, 2026" in page(browser, "/documents/")
    assert "Answer by" not in page(browser, "/home/")


def test_many_documents_are_all_there_by_year(account: Flask, browser: FlaskClient, her: PublicKeys) -> None:
    [one] = details.build(rows_for(small(), "P1")).documents
    many = tuple(replace(one, doc_id=f"D{nth}", dated=date(2025, 1, 1) + timedelta(days=20 * nth)) for nth in range(30))
    show(account, her, documents=many)

    newest = page(browser, "/documents/")
    assert newest.count('id="document-') == 24 and 'id="document-case-30"' in newest
    by_year = [page(browser, f"/documents/?year={year}").count('id="document-') for year in (2025, 2026)]
    assert sum(by_year) == 30
    assert page(browser, "/documents/?year=<b>").count('id="document-') == 24


def test_two_cases_of_one_county_are_told_apart_by_first_names(
    account: Flask, browser: FlaskClient, her: PublicKeys
) -> None:
    tables = small()
    tables["cases"][1] |= {"county": "Los Angeles", "court_number": "BF999"}
    tables["case_parties"][3] |= {"person_id": "P1"}
    show(account, her, tables)
    for path in ("/case/2/", "/payments/2/", "/balances/", "/home/"):
        text = page(browser, path)
        assert "Eva" in text and "Jo" in text and "BF999" in text, path

    Inside(account).stand(her, "new", None)
    assert "Eva" not in page(browser, "/payments/1/")


@pytest.mark.parametrize(
    ("line", "on"),
    [
        (("month", 1, "2020-01-01", None), "2026-12-01"),
        (("month", 2, "2020-01-01", None), "2026-11-02"),
        (("month", 31, "2020-01-01", None), "2026-11-30"),
        (("month", 1, "2020-01-01", "2026-11-30"), None),
        (("month", None, "2020-01-01", None), None),
        (("week", None, "2026-10-30", None), "2026-11-06"),
        (("two_weeks", None, "2026-10-19", None), "2026-11-02"),
        (("twice_a_month", None, "2020-01-01", None), None),
    ],
)
def test_when_support_is_due_next(line: tuple[str, int | None, str, str | None], on: str | None) -> None:
    every, due_day, begins_on, ends_on = line
    order = OrderLine(
        "child", 1, every, due_day, date.fromisoformat(begins_on), date.fromisoformat(ends_on) if ends_on else None
    )
    assert next_due(order, NOON.date()) == (date.fromisoformat(on) if on else None)


def all_fields(module: ModuleType, prefix: str = "") -> set[str]:
    types = [kind for _name, kind in getmembers(module, isclass) if kind.__module__ == module.__name__]
    return {f"{prefix}{kind.__name__}.{one.name}" for kind in types if is_dataclass(kind) for one in fields(kind)}


def test_every_field_of_every_bundle_stands_on_a_line_about_who_sees_it() -> None:
    every = all_fields(money_bundle) | all_fields(details_bundle) | all_fields(history_bundle, "history.")
    every |= all_fields(papers_bundle)
    told = {field for line in other_parent.LINES for field in line.fields}
    covered = {field for field in every if field in told or field.rpartition(".")[0] in told}

    assert every == covered | other_parent.SHOWN_TO_NOBODY
    assert {field for field in told if field not in every} <= {field.rpartition(".")[0] for field in every}


@pytest.mark.parametrize("path", ["/what-others-see/", "/es/what-others-see/"])
def test_a_receiver_reads_what_the_payer_sees_and_names_nobody(
    browser: FlaskClient, her: PublicKeys, path: str
) -> None:
    text = page(browser, path)
    words = {line.role: str(line.words) for line in other_parent.BOTH if line.role}

    assert ("whole of each payment" in text) or ("pago completo" in text)
    assert words["payer"] not in text
    assert not re.search(r"Luis|Ruiz|protect|protec", text.partition("<main")[2].partition("</main")[0])
