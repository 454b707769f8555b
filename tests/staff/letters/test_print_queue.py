"""The print queue: nothing is lost or printed twice unnoticed, and each letter has its day."""

from __future__ import annotations

import re
from dataclasses import asdict
from io import BytesIO

import pytest
from cryptography.exceptions import InvalidTag
from pypdf import PdfReader
from sqlalchemy import insert, update
from support.desk import Browser, Desk
from support.ground import ON_BOTH
from support.letters import words, write
from support.mailing import QUEUE, mail, mail_now, post, printed, queue, rows, seen

from forms_app.sealing.seal import lock
from forms_app.staff.letters import print_queue
from forms_app.storage.tables import letters


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


def test_a_letter_was_mailed_on_or_after_the_day_of_its_first_printing(desk: Desk) -> None:
    reference, browser = desk.receive(), desk.signed_in()
    queue(browser, reference, "resolution")  # on 20 November
    desk.clock.forward(days=2)
    browser = desk.signed_in()
    printed(browser, [seen(rows(desk)[0])])  # on the 22nd
    desk.clock.forward(days=2)
    browser = desk.signed_in()
    printed(browser, [seen(rows(desk)[0])])  # once more on the 24th, by mistake
    for day in ("2026-11-20", "2026-11-21"):
        answer = post(browser, "/letters/mailed/", [seen(rows(desk)[0])], mailed_on=day)
        assert answer.status_code == 422 and "A letter is mailed after it was printed" in answer.text
    assert post(browser, "/letters/mailed/", [seen(rows(desk)[0])], mailed_on="2026-11-22").status_code == 303


def test_every_letter_stands_on_some_page_and_the_unprinted_on_the_first(desk: Desk) -> None:
    browser = desk.signed_in()
    copy(desk, browser, "resolution", 130)
    with desk.office.database.write() as connection:
        connection.execute(
            update(letters).values(printed=1, printed_at=desk.clock.now, first_printed_at=desk.clock.now)
        )
    new = desk.receive()
    queue(browser, new, "acknowledgement")
    page = browser.get(QUEUE).text
    assert new in page and "1 to 50 of 130" in page
    found = set[str]()
    for number in (1, 2, 3):
        found |= set(re.findall(r'name="chosen" value="([^"]+)@1"', browser.get(f"{QUEUE}?mail={number}").text))
        assert new in browser.get(f"{QUEUE}?mail={number}").text
    assert len(found) == 130
    assert 'href="/letters/?mail=2#list-mail"' in page and "/es/letters/?mail=2" in browser.get(f"/es{QUEUE}").text


def copy(desk: Desk, browser: Browser, kind: str, count: int) -> None:
    """As many letters as that, which differ only in their number."""
    queue(browser, desk.receive(), kind)
    (row,) = rows(desk)
    with desk.office.database.write() as connection:
        more = [{**asdict(row), "id": f"{number:032x}"} for number in range(count - 1)]
        connection.execute(insert(letters), more)


def test_a_letter_that_promises_a_day_is_not_printed_after_it(desk: Desk) -> None:
    reference, browser = desk.receive(language="en"), desk.signed_in()
    queue(browser, reference, "acknowledgement")
    desk.clock.forward(days=31)  # to Monday the 21st of December, its last day
    browser = desk.signed_in()
    assert "by Monday, December 21, 2026" in words(printed(browser, [seen(rows(desk)[0])]))
    desk.clock.forward(days=1)
    browser = desk.signed_in()
    answer = post(browser, "/letters/print/", [seen(rows(desk)[0])])
    assert answer.status_code == 422 and f"The letter of {reference} is no longer true" in answer.text
    assert rows(desk)[0].printed == 1
    assert post(browser, "/letters/mailed/", [seen(rows(desk)[0])], mailed_on="2026-12-21").status_code == 303


def test_a_letter_that_promises_an_answer_is_not_printed_after_it(desk: Desk) -> None:
    reference, browser = desk.receive(language="en"), desk.signed_in()
    queue(browser, reference, "acknowledgement")
    browser.post(f"/submissions/{reference}/answered/", answered_on="2026-11-20", reply="Done.")
    answer = post(browser, "/letters/print/", [seen(rows(desk)[0])])
    assert answer.status_code == 422 and f"The letter of {reference} is no longer true" in answer.text
    fields = {"letter": rows(desk)[0].id, "printed": "0"}
    browser.post(f"/submissions/{reference}/letters/take-back/", **fields)
    queue(browser, reference, "acknowledgement")
    again = next(row for row in rows(desk) if row.state == "waiting")
    assert "We sent you our written answer on Friday, November 20, 2026" in words(printed(browser, [seen(again)]))


def test_what_was_never_printed_cannot_have_been_mailed(desk: Desk) -> None:
    browser = desk.signed_in()
    queue(browser, desk.receive(), "resolution")
    assert post(browser, "/letters/mailed/", [seen(rows(desk)[0])], mailed_on="2026-11-20").status_code == 422


def test_a_letter_that_is_damaged_is_no_wrong_day(desk: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    reference, browser = desk.receive(), desk.signed_in()
    queue(browser, reference, "resolution")
    printed(browser, [seen(rows(desk)[0])])
    box = lock(desk.office.key("letters"), b"{", f"letter {reference} {rows(desk)[0].id}".encode())
    with desk.office.database.write() as connection:
        connection.execute(update(letters).values(box=box))
    answer = post(browser, "/letters/mailed/", [seen(rows(desk)[0])], mailed_on="2026-11-20")
    assert answer.status_code == 500 and "JSONDecodeError" in "".join(capsys.readouterr())
    assert rows(desk)[0].state == "waiting"


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


def test_a_refused_day_of_mailing_stays_as_it_was_typed(desk: Desk) -> None:
    reference, browser = desk.receive(), desk.signed_in()
    queue(browser, reference, "acknowledgement")
    printed(browser, [seen(rows(desk)[0])])
    assert 'value="2026-11-20"' in browser.get(QUEUE).text
    for chosen in ([seen(rows(desk)[0])], []):
        refused = post(browser, "/letters/mailed/", chosen, mailed_on="2026-11-02")
        assert refused.status_code == 422 and 'value="2026-11-02"' in refused.text
        assert 'value="2026-11-20"' not in refused.text
