"""The print queue: nothing is lost or printed twice unnoticed, and the day of mailing is the day that law asks for."""

from __future__ import annotations

import re
from datetime import date
from io import BytesIO
from typing import Any

import pytest
from cryptography.exceptions import InvalidTag
from desk import Browser, Desk
from ground import ON_BOTH
from pypdf import PdfReader
from sqlalchemy import Row, func, select, update
from test_staff_letters import REASON, words, write
from werkzeug.test import TestResponse

from forms_app.models import letters, notes, outbox, submissions
from forms_app.staff.post import print_queue

EMAIL = {"safe_ways": ["mail", "email"], "email": "rosa@example.org"}
QUEUE = "/letters/"


def queue(browser: Browser, reference: str, kind: str, **typed: str) -> None:
    answer = write(browser, reference, kind, do="queue", **typed)
    assert answer.status_code == 303, answer.text


def rows(desk: Desk, reference: str = "") -> list[Row[Any]]:
    with desk.office.database.read() as connection:
        found = select(letters).order_by(letters.c.written_at)
        return list(connection.execute(found.where(letters.c.reference == reference) if reference else found))


def post(browser: Browser, path: str, chosen: list[str], **fields: str) -> TestResponse:
    data = {"form_token": browser.token(), "chosen": chosen, **fields}
    return browser.client.post(path, data=data)


def printed(browser: Browser, chosen: list[str]) -> TestResponse:
    """Print these, and fetch the PDF that the next page offers."""
    answer = post(browser, "/letters/print/", chosen)
    assert answer.status_code == 303, answer.text
    page = browser.get(answer.headers["Location"]).text
    return browser.client.get(re.findall(r'href="(/letters/[0-9a-f]{32}/letters\.pdf)"', page)[0])


def seen(row: Row[Any]) -> str:
    return f"{row.id}@{row.printed}"


def mail(desk: Desk, browser: Browser, reference: str, kind: str, **typed: str) -> TestResponse:
    """Write, print and mail one letter on the present day."""
    queue(browser, reference, kind, **typed)
    printed(browser, [seen(rows(desk, reference)[-1])])
    return post(browser, "/letters/mailed/", [seen(rows(desk, reference)[-1])], mailed_on="2026-11-20")


def row_of(desk: Desk, reference: str) -> Row[Any]:
    with desk.office.database.read() as connection:
        return connection.execute(select(submissions).where(submissions.c.reference == reference)).one()


def mails(desk: Desk) -> int:
    with desk.office.database.read() as connection:
        return connection.execute(select(func.count()).where(outbox.c.kind == "mail")).scalar_one()


@ON_BOTH
def test_mailing_the_answer_is_the_answer(desk: Desk, engine: str) -> None:
    reference, browser = desk.receive(**EMAIL), desk.signed_in()
    before = mails(desk)
    assert mail(desk, browser, reference, "resolution").status_code == 303
    told = desk.told(reference)
    assert (told.state, told.answered_on) == ("answered", date(2026, 11, 20))
    assert row_of(desk, reference).state == "closed" and mails(desk) == before + 1
    page = browser.get(f"/submissions/{reference}/").text
    assert "Mailed on Nov 20, 2026" in page and "answered on Nov 20, 2026" in page and 'id="answered_on"' not in page


def test_mailing_the_notice_is_the_extension(desk: Desk) -> None:
    reference, browser = desk.receive(**EMAIL), desk.signed_in()
    queue(browser, reference, "resolution")
    assert mail(desk, browser, reference, "extension").status_code == 303
    assert desk.told(reference).extended and row_of(desk, reference).due_on == date(2027, 1, 19)
    waits = next(row for row in rows(desk, reference) if row.kind == "resolution")
    assert waits.mail_by == date(2027, 1, 19), "the answer in the queue has until the later day too"
    assert REASON in browser.get("/audit/").text and mails(desk) == 1


def test_mailing_the_copy_of_a_transfer_passes_it_on(desk: Desk) -> None:
    reference, browser = desk.receive(**EMAIL), desk.signed_in()
    queue(browser, reference, "transfer", text="")
    assert rows(desk, reference)[0].mail_by == date(2026, 12, 1)  # five business days, two of them closed
    assert row_of(desk, reference).state == "received", "passed on, but she does not know yet"
    printed(browser, [seen(rows(desk, reference)[0])])
    post(browser, "/letters/mailed/", [seen(rows(desk, reference)[0])], mailed_on="2026-11-20")
    told = desk.told(reference)
    assert (told.state, told.transferred_to, told.transferred_on) == ("transferred", "Alpine", date(2026, 11, 20))
    page = browser.get(f"/submissions/{reference}/").text
    assert "passed on to Alpine County on Nov 20, 2026" in page and '<option value="transfer"' not in page


def test_asking_for_what_is_missing_makes_it_wait_for_the_person(desk: Desk) -> None:
    reference, browser = desk.receive(form="enrollment", case_number=None, role=None), desk.signed_in()
    queue(browser, reference, "enrollment-more")
    assert rows(desk)[0].mail_by == date(2026, 12, 1)
    mail_now(desk, browser)
    assert row_of(desk, reference).state == "waiting" and desk.told(reference).state == "looked_at"


@pytest.mark.parametrize("kind", ["acknowledgement", "amendment"])
def test_mailing_a_letter_that_moves_nothing_keeps_its_day(desk: Desk, kind: str) -> None:
    reference, browser = desk.receive(**EMAIL), desk.signed_in()
    assert mail(desk, browser, reference, kind).status_code == 303
    assert (rows(desk)[0].state, rows(desk)[0].mailed_on) == ("mailed", date(2026, 11, 20))
    assert desk.told(reference).state == "looked_at" and row_of(desk, reference).state == "received"
    assert mails(desk) == 0


def mail_now(desk: Desk, browser: Browser) -> None:
    printed(browser, [seen(row) for row in rows(desk)])
    post(browser, "/letters/mailed/", [seen(row) for row in rows(desk)], mailed_on="2026-11-20")


def test_an_answer_that_was_given_before_the_letter_stays_as_it_is(desk: Desk) -> None:
    reference, browser = desk.receive(), desk.signed_in()
    browser.post(f"/submissions/{reference}/answered/", answered_on="2026-11-20", reply="By telephone.")
    desk.clock.forward(minutes=5)
    assert mail(desk, browser, reference, "resolution").status_code == 303
    assert desk.told(reference).reply == "By telephone." and rows(desk)[0].state == "mailed"


def test_the_most_urgent_letter_stands_first_and_one_without_a_day_last(desk: Desk) -> None:
    browser = desk.signed_in()
    quiet, urgent = desk.receive(), desk.receive()
    queue(browser, quiet, "acknowledgement")
    queue(browser, urgent, "resolution")
    page = browser.get(QUEUE).text
    assert page.index(urgent) < page.index(quiet)
    assert "Dec 21, 2026" in page and "soon; no day is set" in page


def test_the_navigation_counts_the_letters_that_must_go_out_soon(desk: Desk) -> None:
    browser = desk.signed_in()
    queue(browser, desk.receive(), "resolution")
    queue(browser, desk.receive(), "acknowledgement")
    assert "to mail soon" not in browser.get("/inbox/").text
    desk.clock.forward(days=26)
    page = desk.signed_in().get("/inbox/").text
    assert re.search(r'<span class="left left--soon">1<span class="unseen"> to mail soon', page)


def test_many_letters_are_one_pdf_and_none_on_the_back_of_another(desk: Desk) -> None:
    browser = desk.signed_in()
    names = {"en": "Luis Peña", "es": "Rosa Mendoza"}
    for language, name in names.items():
        queue(browser, desk.receive(language=language, full_name=name), "acknowledgement")
        desk.clock.forward(minutes=1)
    answer = printed(browser, [seen(row) for row in rows(desk)])
    pages = [page.extract_text() for page in PdfReader(BytesIO(answer.data)).pages]
    assert len(pages) == 3 and pages[1].strip() == ""
    assert "Luis Peña" in pages[0] and "Rosa Mendoza" not in pages[0] and "Page 1 of 1" in pages[0]
    assert "Rosa Mendoza" in pages[2] and "Luis Peña" not in pages[2] and "Página 1 de 1" in pages[2]
    assert not any("Preview" in page or "Vista previa" in page for page in pages)


def test_a_letter_carries_the_day_on_which_it_was_printed(desk: Desk) -> None:
    reference, browser = desk.receive(language="en"), desk.signed_in()
    queue(browser, reference, "resolution")
    desk.clock.forward(days=3)
    browser = desk.signed_in()
    told = words(printed(browser, [seen(rows(desk)[0])]))
    assert "Monday, November 23, 2026" in told and "received on Friday, November 20, 2026" in told


def test_print_all_prints_what_is_listed(desk: Desk) -> None:
    browser = desk.signed_in()
    for _ in range(3):
        queue(browser, desk.receive(), "acknowledgement")
    listed = re.findall(r'name="listed" value="([^"]+)"', browser.get(QUEUE).text)
    data = {"form_token": browser.token(), "listed": listed, "which": "all"}
    assert browser.client.post("/letters/print/", data=data).status_code == 303
    assert [row.printed for row in rows(desk)] == [1, 1, 1]


@ON_BOTH
def test_a_letter_is_not_printed_twice_unnoticed(desk: Desk, engine: str) -> None:
    reference, browser, colleague = desk.receive(), desk.signed_in(), desk.signed_in("caseworker")
    queue(browser, reference, "resolution")
    first = seen(rows(desk)[0])
    printed(browser, [first])
    answer = post(colleague, "/letters/print/", [first])
    assert answer.status_code == 409 and "A colleague printed, mailed or took back" in answer.text
    assert "supervisor@example.org" in answer.text and rows(desk)[0].printed == 1
    printed(colleague, [seen(rows(desk)[0])])
    assert rows(desk)[0].printed == 2 and "2 times" in colleague.get(QUEUE).text
    trail = browser.get("/audit/").text
    assert "resolution 1" in trail and "resolution 2" in trail


def test_one_stale_letter_among_many_keeps_all_from_being_printed(desk: Desk) -> None:
    browser = desk.signed_in()
    for _ in range(2):
        queue(browser, desk.receive(), "acknowledgement")
    both = [seen(row) for row in rows(desk)]
    printed(browser, both[:1])
    assert post(browser, "/letters/print/", both).status_code == 409
    assert [row.printed for row in rows(desk)] == [1, 0]


def test_a_second_letter_of_one_kind_waits_for_the_first(desk: Desk) -> None:
    reference, browser = desk.receive(), desk.signed_in()
    queue(browser, reference, "resolution")
    answer = write(browser, reference, "resolution", do="queue", text="Another answer")
    assert answer.status_code == 422 and "waits in the print queue already" in answer.text
    assert "Another answer" in answer.text and len(rows(desk)) == 1


def test_a_letter_can_be_taken_back_until_it_is_mailed(desk: Desk) -> None:
    reference, browser = desk.receive(), desk.signed_in()
    queue(browser, reference, "resolution")
    assert "Take it back" in browser.get(f"/submissions/{reference}/").text
    number = rows(desk)[0].id
    fields = {"letter": number, "printed": "0"}
    assert browser.post(f"/submissions/{reference}/letters/take-back/", **fields).status_code == 303
    assert rows(desk)[0].state == "taken_back" and reference not in browser.get(QUEUE).text
    assert desk.told(reference).state == "received"
    assert post(browser, "/letters/mailed/", [f"{number}@0"], mailed_on="2026-11-20").status_code == 409
    mail(desk, browser, reference, "acknowledgement")
    gone = next(row for row in rows(desk) if row.state == "mailed")
    fields = {"letter": gone.id, "printed": str(gone.printed)}
    assert browser.post(f"/submissions/{reference}/letters/take-back/", **fields).status_code == 400


@pytest.mark.parametrize("day", ["2026-11-21", "2026-11-19", "", "20/11/2026"])
def test_a_letter_is_mailed_between_its_writing_and_today(desk: Desk, day: str) -> None:
    reference, browser = desk.receive(), desk.signed_in()
    queue(browser, reference, "resolution")
    printed(browser, [seen(rows(desk)[0])])
    answer = post(browser, "/letters/mailed/", [seen(rows(desk)[0])], mailed_on=day)
    assert answer.status_code == 422 and "A letter is mailed after it was printed" in answer.text
    assert re.search(r'name="chosen" value="[^"]+" checked', answer.text)
    assert desk.told(reference).state == "received" and rows(desk)[0].state == "waiting"


def test_what_was_never_printed_cannot_have_been_mailed(desk: Desk) -> None:
    browser = desk.signed_in()
    queue(browser, desk.receive(), "resolution")
    assert post(browser, "/letters/mailed/", [seen(rows(desk)[0])], mailed_on="2026-11-20").status_code == 422


@pytest.mark.parametrize("path", ["/letters/print/", "/letters/mailed/"])
def test_without_a_choice_nothing_is_done(desk: Desk, path: str) -> None:
    answer = desk.signed_in().post(path, mailed_on="2026-11-20")
    assert answer.status_code == 422 and "Choose the letters first." in answer.text


def test_a_role_prints_only_letters_of_forms_that_it_may_see(desk: Desk) -> None:
    supervisor, unit = desk.signed_in(), desk.signed_in("complaint-unit")
    reference = desk.receive(form="enrollment", case_number=None, role=None)
    queue(supervisor, reference, "enrollment-received")
    waits = seen(rows(desk)[0])
    assert reference not in unit.get(QUEUE).text
    assert post(unit, "/letters/print/", [waits]).status_code == 409
    answer = post(supervisor, "/letters/print/", [waits])
    batch = answer.headers["Location"].partition("batch=")[2]
    assert unit.client.get(f"/letters/{batch}/letters.pdf").status_code == 404
    assert supervisor.client.get(f"/letters/{batch}/letters.pdf").status_code == 200


def test_the_queue_is_locked_and_a_letter_opens_only_in_its_own_place(desk: Desk) -> None:
    browser = desk.signed_in()
    first, second = desk.receive(), desk.receive(full_name="Luis Peña")
    for reference in (first, second):
        queue(browser, reference, "resolution", text="A canary of words")
    one, other = (rows(desk, reference)[0] for reference in (first, second))
    for row in (one, other):
        assert b"canary" not in row.box and b"Mendoza" not in row.box
        assert print_queue.opened(desk.office, row).letter.reference == row.reference
    with desk.office.database.write() as connection:
        connection.execute(update(letters).where(letters.c.id == one.id).values(box=other.box))
    with pytest.raises(InvalidTag):
        print_queue.opened(desk.office, rows(desk, first)[0])


def test_a_copy_says_so_and_shows_no_hidden_address(desk: Desk) -> None:
    browser = desk.signed_in()
    reference = desk.receive(form="enrollment", language="en", contact_is_unsafe="yes", case_number=None, role=None)
    queue(browser, reference, "enrollment-received", reason="To acknowledge")
    told = words(browser.client.get(f"/submissions/{reference}/letters/{rows(desk)[0].id}/copy.pdf"))
    assert "Copy." in told and "Rosa Mendoza" in told and "12 Olive St" not in told
    assert "12 Olive St" in words(printed(browser, [seen(rows(desk)[0])]))
    assert browser.client.get(f"/submissions/{desk.receive()}/letters/{rows(desk)[0].id}/copy.pdf").status_code == 404


def test_a_letter_whose_words_are_gone_from_the_file_can_still_be_mailed(desk: Desk) -> None:
    reference, browser = desk.receive(), desk.signed_in()
    queue(browser, reference, "resolution")
    desk.office.letters.pop("resolution")
    mail_now(desk, browser)
    assert desk.told(reference).state == "answered"
    assert "resolution" in browser.get(f"/submissions/{reference}/").text


@pytest.mark.parametrize("outcome", ["sent", "nothing"])
def test_the_sender_of_a_pin_request_cannot_tell_what_came_of_it(desk: Desk, outcome: str) -> None:
    reference, browser = desk.receive(form="pin-request"), desk.signed_in("caseworker")
    assert "1 PIN letter waits" in browser.get(QUEUE).text
    page = browser.get(f"/submissions/{reference}/").text
    assert "Never write a PIN into this program." in page and 'id="reply"' not in page
    path = f"/submissions/{reference}/pin-letter/"
    fields = {"outcome": outcome, "done_on": "2026-11-20", "remark": "ZIP code differs"}
    assert browser.post(path, **{**fields, "outcome": "other"}).status_code == 400
    assert browser.post(path, **fields).status_code == 303
    told = desk.told(reference)
    assert (told.state, told.answered_on, told.reply) == ("answered", date(2026, 11, 20), "")
    assert row_of(desk, reference).state == "closed"
    page = browser.get(f"/submissions/{reference}/").text
    assert "ZIP code differs" in page and "Done on Nov 20, 2026" in page
    with desk.office.database.read() as connection:
        assert connection.execute(select(func.count()).select_from(notes)).scalar_one() == 1
    assert browser.post(path, **fields).status_code == 400


def test_a_pin_request_is_ended_only_by_whoever_checked_it(desk: Desk) -> None:
    reference, browser = desk.receive(form="pin-request"), desk.signed_in()
    answered = browser.post(f"/submissions/{reference}/answered/", answered_on="2026-11-20", reply="It matched.")
    assert answered.status_code == 400 and desk.told(reference).state == "received"
    complaint = desk.receive()
    fields = {"outcome": "sent", "done_on": "2026-11-20"}
    assert browser.post(f"/submissions/{complaint}/pin-letter/", **fields).status_code == 400


def test_where_no_letter_can_go_a_transfer_is_noted_by_hand(desk: Desk) -> None:
    reference, browser = desk.receive(safe_ways=["phone"]), desk.signed_in()
    path = f"/submissions/{reference}/transferred/"
    for county, day in (("Atlantis", "2026-11-20"), ("Kern", "2026-11-19"), ("Kern", "2026-11-21")):
        assert browser.post(path, county=county, transferred_on=day).status_code == 400
    assert browser.post(path, county="Kern", transferred_on="2026-11-20").status_code == 303
    assert desk.told(reference).transferred_to == "Kern" and row_of(desk, reference).state == "closed"
    assert browser.post(path, county="Kings", transferred_on="2026-11-20").status_code == 400
