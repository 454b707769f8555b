"""The inbox and one submission: newest first, dates of the law, the reader's language, nothing dangerous shown."""

from __future__ import annotations

import re

import pytest
from sqlalchemy import text
from support.desk import ANSWERS, STORY, Desk
from support.ground import ON_BOTH
from support.paging import walked

from forms_app.deadlines.clock import utc_now
from forms_app.forms import FORMS
from forms_app.staff.submissions import contents
from forms_app.storage import draft_budget
from forms_app.storage.tables import drafts
from forms_app.worker import loop

REFERENCES = re.compile(r"/submissions/([0-9A-Z]{4}-[0-9A-Z]{4})/")
DANGEROUS = [
    "<script>alert(1)</script>",
    "</dd><img src=x onerror=alert(1)>",
    "{{ 7*7 }} ${7*7} <%= 7*7 %>",
    '"><svg/onload=alert(1)>',
    "see [x](javascript:alert(1)) <!-- -->",
]


def test_what_came_last_stands_first_and_older_ones_are_pages_away(desk: Desk) -> None:
    sent = []
    for _ in range(51):
        sent.append(desk.receive())
        desk.clock.forward(seconds=1)
    browser = desk.signed_in()
    first = browser.get("/inbox/").text
    assert REFERENCES.findall(first) == sent[:0:-1]
    older = re.findall(r'href="(/inbox/\?after=[^"]+)"', first)[0]
    assert REFERENCES.findall(browser.get(older).text) == sent[:1]


def test_a_place_in_the_list_that_never_was_is_not_found(desk: Desk) -> None:
    assert desk.signed_in().get("/inbox/?after=AAAA-AAAA").status_code == 404


def test_the_due_day_is_the_laws(desk: Desk) -> None:
    desk.receive()  # 20 November 2026; thirty days later is a Sunday
    page = desk.signed_in().get("/inbox/").text
    assert "Dec 21, 2026" in page and "31 days left" in page


def test_of_what_is_due_on_one_day_what_came_first_stands_first_on_all_pages(desk: Desk) -> None:
    sent = []
    for _ in range(53):
        sent.append(desk.receive())
        desk.clock.forward(minutes=1)
    desk.clock.forward(days=33)
    assert walked(desk.signed_in(), "/inbox/?due=late") == sent
    assert walked(desk.signed_in(), "/inbox/") == sent


@pytest.mark.parametrize("after", ["2026-11-20~AAAA-AAAA", "2026-11-20T10:00:00~2026-11-20T10:00:00~AAAA-AAAA"])
def test_a_place_of_another_list_is_not_found(desk: Desk, after: str) -> None:
    reference, staff = desk.receive(), desk.signed_in()
    pages = ("/inbox/", "/inbox/?due=late", "/inbox/unread/", f"/submissions/{reference}/linked/")
    for page in pages:
        assert staff.get(f"{page}{'&' if '?' in page else '?'}after={after}").status_code == 404, page


def test_no_form_is_called_inside_as_it_is_called_to_the_person(desk: Desk) -> None:
    """Whoever answers is not told of “your caseworker”."""
    with desk.app.test_request_context():
        assert not [name for name in FORMS if re.search(r"\b(your|my)\b", contents.title(name), re.IGNORECASE)]


def test_a_late_one_says_so(desk: Desk) -> None:
    desk.receive()
    desk.clock.forward(days=33)
    assert "2 days late" in desk.signed_in().get("/inbox/").text


@pytest.mark.parametrize(
    ("written", "read", "label"), [("es", "/submissions", "What happened"), ("en", "/es/submissions", "condado")]
)
def test_it_reads_in_the_readers_language_whatever_it_was_written_in(
    desk: Desk, written: str, read: str, label: str
) -> None:
    reference = desk.receive(language=written)
    page = desk.signed_in().get(f"{read}/{reference}/").text
    assert label.casefold() in page.casefold() and f"<bdi>{STORY}</bdi>" in page


@pytest.mark.parametrize(
    ("prefix", "words"),
    [("", "A helper, for the person named here"), ("/es", "Alguien que ayuda a la persona nombrada aquí")],
)
def test_it_says_that_a_helper_filled_it_in(desk: Desk, prefix: str, words: str) -> None:
    helped, alone = desk.receive(helper=True), desk.receive()
    browser = desk.signed_in()
    assert words in browser.get(f"{prefix}/submissions/{helped}/").text
    assert words not in browser.get(f"{prefix}/submissions/{alone}/").text


def test_opening_is_written_down_before_anything_is_shown(desk: Desk) -> None:
    reference, browser = desk.receive(), desk.signed_in()
    with desk.office.database.write() as connection:
        connection.execute(text("ALTER TABLE audit RENAME TO hidden"))
    answer = browser.client.get(f"/submissions/{reference}/")
    assert answer.status_code == 503 and STORY not in answer.text


def test_opening_stands_in_the_trail_with_who_and_what(desk: Desk) -> None:
    reference = desk.receive()
    desk.signed_in("caseworker").get(f"/submissions/{reference}/")
    page = desk.signed_in().get("/audit/").text
    assert "Opened a submission" in page and "caseworker@example.org" in page and reference in page


def test_a_reference_that_never_was_is_not_found_and_not_written_down(desk: Desk) -> None:
    browser = desk.signed_in()
    assert browser.get("/submissions/AAAA-AAAA/").status_code == 404
    assert "AAAA-AAAA" not in browser.get("/audit/").text


@pytest.mark.parametrize("typed", DANGEROUS)
def test_what_was_typed_is_only_text(desk: Desk, typed: str) -> None:
    reference = desk.receive(what_happened=typed, full_name=typed)
    page = desk.signed_in().get(f"/submissions/{reference}/").text
    assert typed not in page or not set("<>") & set(typed)
    assert not re.findall(r"<(script|img src=x|svg)", page)


@pytest.mark.parametrize("typed", ["123-45-6789", "123 45 6789", "123456789", "123.45.6789", "123\u201145\u20116789"])
def test_what_looks_like_an_ssn_is_masked(desk: Desk, typed: str) -> None:
    reference = desk.receive(what_happened=f"My number is {typed}, call me.")
    page = desk.signed_in().get(f"/submissions/{reference}/").text
    assert typed not in page and "My number is ***-**-6789, call me." in page


def test_longer_numbers_stay_whole(desk: Desk) -> None:
    reference = desk.receive(case_number={"text": "2000000123456"}, what_happened="Call (213) 555-0123")
    page = desk.signed_in().get(f"/submissions/{reference}/").text
    assert "2000000123456" in page and "(213) 555-0123" in page


def test_another_rows_content_does_not_open(desk: Desk) -> None:
    first, second = desk.receive(), desk.receive(full_name="Somebody Else")
    with desk.office.database.write() as connection:
        moved = (
            "UPDATE submissions SET sealed = (SELECT sealed FROM submissions WHERE reference = :b) WHERE reference = :a"
        )
        connection.execute(text(moved), {"a": first, "b": second})
    answer = desk.signed_in().get(f"/submissions/{first}/")
    assert answer.status_code == 503 and ANSWERS["full_name"] not in answer.text and "Somebody" not in answer.text


@ON_BOTH
@pytest.mark.parametrize(
    ("bytes_taken", "said"),
    [(400, ""), (600, "Nobody can keep a form for later at present"), (900, "Nobody can begin a form at present")],
)
def test_whoever_oversees_reads_that_half_finished_forms_fill_their_place(
    desk: Desk, engine: str, monkeypatch: pytest.MonkeyPatch, bytes_taken: int, said: str
) -> None:
    monkeypatch.setattr(draft_budget, "BUDGET", 1000)
    with desk.office.database.write() as connection:
        row = {"id": bytes(32), "version": 1, "wrapped_key": b"", "box": bytes(bytes_taken), "touched_at": utc_now()}
        connection.execute(drafts.insert().values(**row))
    loop.look_after(desk.office.database, [])
    for role in ("supervisor", "administrator", "caseworker"):
        page = desk.signed_in(role).get("/inbox/").text
        assert ("Forms that are begun can be sent." in page) == bool(said and role != "caseworker")
        assert said in page or role == "caseworker"
    assert (f"{bytes_taken // 10} %" in desk.signed_in().get("/es/inbox/").text) == bool(said)
