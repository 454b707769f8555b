"""Files that are taken out: what is on the screen and no more, safe in a spreadsheet, written in the trail."""

from __future__ import annotations

import csv
import io
import json

import pytest
from support.desk import STORY, Desk

from forms_app.staff.views.submission import exporting


def test_a_queue_holds_no_answers(desk: Desk) -> None:
    reference, browser = desk.receive(), desk.signed_in()
    rows = list(csv.DictReader(io.StringIO(browser.client.get("/inbox/inbox.csv").text.removeprefix("\ufeff"))))
    assert [row["reference"] for row in rows] == [reference] and rows[0]["due_on"] == "2026-12-21"
    assert json.loads(browser.client.get("/inbox/inbox.json").text) == rows
    assert "Mendoza" not in browser.client.get("/inbox/inbox.json").text


def test_what_has_no_due_day_has_none_in_the_file(desk: Desk) -> None:
    desk.receive(form="pin-request", participant_id={"text": "2000000999999"}, last_name="Mendoza")
    (row,) = json.loads(desk.signed_in().client.get("/inbox/inbox.json").text)
    assert (row["form"], row["due_on"]) == ("pin-request", "")


@pytest.mark.parametrize("kind", ["csv", "json"])
def test_a_long_queue_is_taken_out_whole(desk: Desk, monkeypatch: pytest.MonkeyPatch, kind: str) -> None:
    monkeypatch.setattr(exporting, "SOME", 2)
    sent = [desk.receive() for _ in range(5)]
    text = desk.signed_in().client.get(f"/inbox/inbox.{kind}").text.removeprefix("\ufeff")
    rows = json.loads(text) if kind == "json" else list(csv.DictReader(io.StringIO(text)))
    assert sorted(row["reference"] for row in rows) == sorted(sent)


def test_with_which_filters_a_file_was_taken_out_stands_in_the_trail(desk: Desk) -> None:
    browser = desk.signed_in()
    assert browser.client.get("/inbox/inbox.csv?form=complaint&due=late").status_code == 200
    assert "csv form=complaint due=late" in browser.get("/audit/").text


def test_filters_hold_for_the_file_too(desk: Desk) -> None:
    desk.receive()
    assert json.loads(desk.signed_in().client.get("/inbox/inbox.json?form=enrollment").text) == []


@pytest.mark.parametrize("typed", ["=cmd|'/c calc'!A1", "+1", "-1+2", "@SUM(A1)", "=HYPERLINK(1)\nx", "\uff1d1+1"])
def test_no_cell_is_a_formula(desk: Desk, typed: str) -> None:
    reference = desk.receive(what_happened=typed)
    text = desk.signed_in().client.get(f"/submissions/{reference}/answers.csv").text.removeprefix("\ufeff")
    rows = {row["field"]: row["answer"] for row in csv.DictReader(io.StringIO(text))}
    assert rows["what_happened"] == f"'{typed}"


def test_one_submission_is_masked_and_in_the_readers_language(desk: Desk) -> None:
    reference = desk.receive(what_happened="It is 123-45-6789")
    told = json.loads(desk.signed_in().client.get(f"/submissions/{reference}/answers.json").text)
    rows = {row["field"]: row for row in told}
    assert rows["what_happened"]["answer"] == "It is ***-**-6789"
    assert rows["full_name"]["label"] == "Your full name"


def test_a_kind_nobody_knows_is_not_found(desk: Desk) -> None:
    browser = desk.signed_in()
    assert browser.get("/inbox/inbox.xlsx").status_code == 404


def test_taking_out_a_file_stands_in_the_trail(desk: Desk) -> None:
    reference, browser = desk.receive(), desk.signed_in()
    assert STORY in browser.client.get(f"/submissions/{reference}/answers.csv").text
    page = browser.get("/audit/").text
    assert "Took out a file" in page and reference in page
