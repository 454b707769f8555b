"""Where it stands: told to who has both numbers, in both languages, on every day of its course, and to nobody else."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest
from flask import Flask
from hypothesis import given, settings
from hypothesis import strategies as some
from sqlalchemy import select
from support.ground import ON_BOTH, SetClock
from support.journey import FORMS_BY_LANGUAGE, at, send
from support.visitor import Visitor, home

from forms_app.i18n.translation import force_locale, gettext
from forms_app.sealing import codes
from forms_app.sealing.unseal import OpeningKeys
from forms_app.storage import status
from forms_app.storage import tables as models
from forms_app.storage.database import Database
from forms_app.storage.status import State, Status
from forms_app.storage.submissions import references
from forms_app.storage.submissions.references import new_reference

LANGUAGES = ["en", "es"]


class Sent:
    """A complaint of 20 November 2026 with what its sender holds and what staff find in it."""

    def __init__(self, app: Flask, language: str = "en") -> None:
        parts = app.extensions["services"]
        self.database, self.language = parts.database, language
        self.reference, code = new_reference(), codes.new()
        self.code, self.key = codes.for_print(code), status.key_of(parts.pepper, self.reference, code)
        first = Status("complaint", date(2026, 11, 20), date(2026, 11, 20))
        with self.database.write() as connection:
            status.begin(connection, self.reference, self.key, first)

    def rewrite(self, state: State, answered_on: date | None = None, reply: str = "") -> None:
        extended = state == "extended" or self._read().extended
        self.change(state=state, answered_on=answered_on, reply=reply, extended=extended)

    def change(self, **now: Any) -> None:
        """As the staff app does."""
        with self.database.write() as connection:
            status.write(connection, self.reference, self.key, replace(self._read(), **now))

    def _read(self) -> Status:
        with self.database.read() as connection:
            return status.read(connection, self.reference, self.key)

    def look(self, visitor: Visitor, code: str = "", reference: str = "") -> Visitor:
        typed = {"reference": reference or self.reference, "receipt_code": code or self.code}
        return visitor.open(home("status", self.language)).press("show", typed)


@pytest.fixture
def sent(app: Flask) -> Sent:
    return Sent(app)


def noon(year: int, month: int, day: int) -> datetime:
    return datetime(year, month, day, 20, 0, tzinfo=UTC)


def said(app: Flask, sentence: str, language: str) -> str:
    with app.app_context(), force_locale(language):
        return str(gettext(sentence))


@pytest.mark.parametrize(("name", "language"), FORMS_BY_LANGUAGE)
def test_every_form_can_be_asked_about_once_it_is_sent(app: Flask, name: str, language: str) -> None:
    receipt = at(Visitor(app), name, language).press("send").page
    typed = {"reference": receipt.by_id("reference").text, "receipt_code": receipt.by_id("receipt-code").text}
    page = Visitor(app).open(home("status", language)).press("show", typed)
    assert page.status == 200
    assert page.page.by_id("state").text == said(app, "Received", language)
    assert {"en": "November 20, 2026", "es": "20 de noviembre de 2026"}[language] in page.page.text


def test_what_staff_open_holds_the_key_to_the_senders_status(
    visitor: Visitor, database: Database, opening: OpeningKeys
) -> None:
    reference = send(at(visitor, "complaint", "en"))
    with database.read() as connection:
        sealed = connection.execute(select(models.submissions.c.sealed)).scalar_one()
        key = bytes.fromhex(json.loads(opening.open(sealed, reference))["status_key"])
        assert status.read(connection, reference, key).filed_on == date(2026, 11, 20)


@pytest.mark.parametrize("between", ["", " ", "-", "\u00a0"])
def test_the_numbers_may_be_typed_as_they_are_read(sent: Sent, app: Flask, between: str) -> None:
    code = between.join(sent.code.split())
    for reference in (sent.reference.lower(), sent.reference.replace("-", " "), sent.reference.replace("-", "")):
        assert sent.look(Visitor(app), code, reference).status == 200


def test_each_number_in_the_others_box_is_read_all_the_same(sent: Sent, app: Flask) -> None:
    assert sent.look(Visitor(app), sent.reference, sent.code).status == 200


BEFORE = ("Ref: ", "ref. ", "REF#", "Reference: ", "Your reference ", "Su referencia: ", "No. ", "Nº ")


@pytest.mark.parametrize("before", BEFORE)
def test_a_reference_may_be_typed_with_the_word_before_it(sent: Sent, app: Flask, before: str) -> None:
    for reference in (sent.reference, sent.reference.lower(), sent.reference.replace("-", " ")):
        assert sent.look(Visitor(app), sent.code, f"{before}{reference}.").status == 200


@settings(max_examples=200, deadline=None, derandomize=True, database=None)
@given(some.from_regex(r"[2-9A-HJKMNP-TV-Z]{8}", fullmatch=True), some.sampled_from(["", "Ref: ", "Su ref.: ", "No. "]))
def test_a_word_before_it_never_makes_another_reference_of_it(typed: str, before: str) -> None:
    try:
        reference = references.read_reference(typed)
    except ValueError:
        return
    assert reference == f"{typed[:4]}-{typed[4:]}" == references.read_reference(before + typed)


@pytest.mark.parametrize(
    ("state", "words"),
    [("looked_at", "Being looked at"), ("extended", "The agency needs more time"), ("received", "Received")],
)
def test_it_says_what_staff_last_wrote(sent: Sent, app: Flask, state: State, words: str) -> None:
    sent.rewrite(state)
    assert sent.look(Visitor(app)).page.by_id("state").text == words


@pytest.mark.parametrize(("language", "day"), [("en", "December 28, 2026"), ("es", "28 de diciembre de 2026")])
def test_after_a_transfer_the_other_agencys_days_count(app: Flask, language: str, day: str) -> None:
    sent = Sent(app, language)
    passed: dict[str, Any] = {"transferred_on": date(2026, 11, 26), "transferred_to": "Fresno"}
    with sent.database.write() as connection:
        before = status.read(connection, sent.reference, sent.key)
        status.write(connection, sent.reference, sent.key, replace(before, state="transferred", **passed))
    page = sent.look(Visitor(app)).page
    assert page.by_id("state").text == said(app, "Passed to another agency", language)
    assert "Fresno" in page.text and day in page.by_id("due").text


def test_an_extension_stays_when_work_goes_on(sent: Sent, app: Flask) -> None:
    assert sent.look(Visitor(app)).page.by_id("due").text == "Monday, December 21, 2026"
    sent.rewrite("extended")
    assert sent.look(Visitor(app)).page.by_id("due").text == "Tuesday, January 19, 2027"
    sent.rewrite("looked_at")
    assert sent.look(Visitor(app)).page.by_id("due").text == "Tuesday, January 19, 2027"


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (noon(2026, 12, 20), "You may ask for a State Hearing from Monday, December 21, 2026"),
        (noon(2026, 12, 21), "You may now ask for a State Hearing, until Thursday, February 18, 2027."),
        (noon(2027, 2, 18), "You may now ask for a State Hearing, until Thursday, February 18, 2027."),
        (noon(2027, 2, 19), "The last day to ask for a State Hearing was Thursday, February 18, 2027."),
    ],
)
def test_the_hearings_window_opens_and_closes_by_the_day_it_is_read(
    sent: Sent, app: Flask, clock: SetClock, day: datetime, words: str
) -> None:
    clock.now = day
    assert words in sent.look(Visitor(app)).page.text


def test_a_last_day_that_has_passed_is_never_a_closed_door(sent: Sent, app: Flask, clock: SetClock) -> None:
    clock.now = noon(2027, 3, 1)
    assert "You can still send your request." in sent.look(Visitor(app)).page.text


@pytest.mark.parametrize(
    ("answered_on", "last"),
    [
        (date(2026, 12, 1), "Monday, March 1, 2027"),
        # Sent in time, but by mail it reaches her after the thirty days: the earlier day is the safe one.
        (date(2026, 12, 18), "Thursday, February 18, 2027"),
        (date(2027, 1, 5), "Thursday, February 18, 2027"),
    ],
)
def test_an_answer_is_counted_from_the_safer_of_two_days(
    sent: Sent, app: Flask, clock: SetClock, answered_on: date, last: str
) -> None:
    clock.now = noon(2027, 1, 6)
    sent.rewrite("answered", answered_on)
    page = sent.look(Visitor(app)).page
    assert page.by_id("state").text == "Answered" and page.by_id("last").text == last


def test_only_who_has_the_code_reads_the_reply(sent: Sent, app: Flask, database: Database) -> None:
    sent.rewrite("answered", date(2026, 11, 20), "Your order is from 2019.\nCall <b>me</b>.")
    assert "Your order is from 2019." in sent.look(Visitor(app)).page.text
    assert "<b>me" not in sent.look(Visitor(app)).response.text
    with database.read() as connection:
        assert b"order" not in connection.execute(select(models.status.c.box)).scalar_one()


def test_the_length_of_a_row_does_not_tell_how_far_it_is(sent: Sent, database: Database) -> None:
    lengths = set()
    for state in ("received", "extended", "looked_at"):
        sent.rewrite(state)
        with database.read() as connection:
            lengths.add(len(connection.execute(select(models.status.c.box)).scalar_one()))
    assert lengths == {status.BLOCK + 28}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_wrong_code_and_an_unknown_reference_get_the_same_page(app: Flask, language: str) -> None:
    sent, code = Sent(app, language), codes.new()
    visitor = Visitor(app)
    wrong = sent.look(visitor, code).status, _without_typed(visitor)
    unknown = sent.look(visitor, code, new_reference()).status, _without_typed(visitor)
    assert wrong == unknown and wrong[0] == 422


def _without_typed(visitor: Visitor) -> str:
    html = visitor.response.text.replace(visitor.hidden("token"), "")  # masked anew in every answer
    for texts in visitor.shown.values():
        for text in texts:
            html = html.replace(text, "")
    return html


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("reference", "code", "wrong"),
    [
        ("", "", {"reference", "receipt_code"}),
        ("7KQ2-M4XD", "1234", {"receipt_code"}),
        ("7KQ2-M4X", "0" * 20, {"reference"}),
        ("0OIL-1U1U", "0" * 20, {"reference"}),
        ("2222-2222", "0" * 20, {"reference"}),
        ("7KQ2-M4XD", "0" * 19 + "1", {"receipt_code"}),
        ("<b>x</b>", "\u0000", {"reference", "receipt_code"}),
    ],
)
def test_a_slip_of_the_keys_is_told_at_its_field(
    app: Flask, language: str, reference: str, code: str, wrong: set[str]
) -> None:
    typed = {"reference": reference, "receipt_code": code}
    page = Visitor(app).open(home("status", language)).press("show", typed)
    assert page.status == 422 and set(page.page.mistakes) == wrong


def test_nothing_is_kept_of_a_look(sent: Sent, app: Flask, database: Database) -> None:
    tables = [table for table in models.metadata.sorted_tables if table is not models.throttles]

    def everything() -> list[object]:
        with database.read() as connection:
            return [connection.execute(select(table)).all() for table in tables]

    before = everything()
    sent.look(Visitor(app))
    sent.look(Visitor(app), codes.new())
    assert everything() == before


def test_changing_the_language_keeps_what_was_typed_and_looks_nothing_up(app: Flask, database: Database) -> None:
    page = Visitor(app).open("/forms/status/")
    page.post("/es/forms/status/", [("reference", "7kq2"), ("receipt_code", "12"), ("go", "switch")])
    assert page.status == 200 and page.shown == {"reference": ["7kq2"], "receipt_code": ["12"]}
    with database.read() as connection:
        assert connection.execute(select(models.throttles)).all() == []


def test_a_result_is_shown_again_in_the_other_language(sent: Sent, app: Flask) -> None:
    page = sent.look(Visitor(app))
    page.post("/es/forms/status/", [*((name, texts[0]) for name, texts in page.shown.items()), ("go", "show")])
    assert page.page.by_id("state").text == said(app, "Received", "es")
    assert "lunes 21 de diciembre de 2026" in page.page.text


@pytest.mark.parametrize("way", ["close", "exit"])
def test_back_and_reload_show_nothing_once_it_was_closed_or_left(sent: Sent, app: Flask, way: str) -> None:
    visitor = sent.look(Visitor(app))
    again = [("token", visitor.hidden("token")), ("reference", sent.reference), ("receipt_code", sent.code)]
    assert "Received" in visitor.post("/forms/status/", again).page.text
    if way == "close":
        visitor.press("close")
        assert visitor.path == "/"
    else:
        visitor.client.get("/forms/exit/", base_url=visitor.base_url, headers={"Sec-Fetch-Site": "same-origin"})
    visitor.post("/forms/status/", again)
    assert visitor.status == 200 and visitor.hops == ["/forms/status/"]
    assert visitor.shown == {"reference": [""], "receipt_code": [""]} and "Received" not in visitor.page.text


def test_another_site_cannot_make_a_browser_ask(sent: Sent, app: Flask) -> None:
    fields = [("reference", sent.reference), ("receipt_code", sent.code)]
    page = Visitor(app).post("/forms/status/", fields, Sec_Fetch_Site="cross-site")
    assert page.status == 400 and "Received" not in page.page.text


@ON_BOTH
def test_the_key_of_one_row_opens_no_other(sent: Sent, app: Flask, database: Database) -> None:
    other = Sent(app)
    with database.read() as connection, pytest.raises(status.NoStatus):
        status.read(connection, other.reference, sent.key)
    assert other.look(Visitor(app), sent.code).status == 422


@pytest.mark.parametrize(
    ("state", "answered_on"), [("answered", None), ("received", date(2026, 12, 1)), ("answered", date(2026, 11, 19))]
)
def test_a_status_that_cannot_be_is_not_written(sent: Sent, state: State, answered_on: date | None) -> None:
    with pytest.raises(ValueError, match="answer"):
        sent.rewrite(state, answered_on)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_notice_that_came_too_late_leaves_the_day_passed(app: Flask, clock: SetClock, language: str) -> None:
    sent = Sent(app, language)
    sent.change(state="extended", notice_on=date(2026, 12, 30))
    clock.now = noon(2027, 1, 2)
    page = sent.look(Visitor(app)).page
    assert said(app, "This day has passed.", language) in page.by_id("due").text
    assert {"en": "December 21, 2026", "es": "21 de diciembre de 2026"}[language] in page.by_id("due").text
    assert {"en": "December 30, 2026", "es": "30 de diciembre de 2026"}[language] in page.text


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_day_that_was_told_once_stays_told(app: Flask, language: str) -> None:
    sent, until = Sent(app, language), date(2026, 11, 28)
    was: list[tuple[status.Was, date]] = [("due", date(2027, 1, 19)), ("last", date(2027, 2, 1))]
    was += [(name, date(2026, 11, 2)) for name in ("answered", "transferred", "ended")]
    sent.change(told=tuple(status.Told(name, day, until) for name, day in was))
    lines = sent.look(Visitor(app)).page.by_id("before").text
    for day in {"en": ("January 19, 2027", "February 1, 2027"), "es": ("19 de enero de 2027", "1 de febrero de 2027")}[
        language
    ]:
        assert day in lines
    assert lines.count({"en": "That was a mistake", "es": "Eso fue un error"}[language]) == 3
    assert {"en": "the earlier of the two days", "es": "el más temprano de los dos días"}[language] in lines


@pytest.mark.parametrize("outcome", ["withdrawn", "same", "void"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_closed_without_an_answer_says_when_and_what_to_do_if_that_is_wrong(
    app: Flask, language: str, outcome: str
) -> None:
    sent = Sent(app, language)
    sent.change(state="ended", ended_on=date(2026, 11, 25), ended=outcome)
    page = sent.look(Visitor(app)).page
    assert page.by_id("state").text == said(app, "Closed without an answer", language)
    assert {"en": "November 25, 2026", "es": "25 de noviembre de 2026"}[language] in page.text
    assert {"en": ", call.", "es": ", llame."}[language] in page.text
    assert page.by_id("last").text, "her right to a hearing does not end with it"
