"""Reports: every submission is counted once, where it stands."""

from __future__ import annotations

import re

from support.desk import Desk

CELL = re.compile(r'role="cell" data-label="([^"]+)">(?:<a[^>]*>)?([^<]+)<')


def test_each_form_has_a_line_with_what_is_where(desk: Desk) -> None:
    first = desk.receive()
    desk.receive()
    desk.receive(form="enrollment", role=None)
    desk.clock.forward(days=14)
    browser = desk.signed_in()
    browser.post(f"/submissions/{first}/answered/", answered_on="2026-12-04")
    desk.clock.forward(days=20)
    cells = CELL.findall(desk.signed_in().get("/reports/").text)
    second = [name for name, _ in cells].index("Form", 1)  # where the line of the next form begins
    complaints, enrollments = dict(cells[:second]), dict(cells[second:])
    assert complaints == {**dict.fromkeys(complaints, "0"), "Form": complaints["Form"], **COMPLAINTS}
    assert enrollments == {**dict.fromkeys(enrollments, "0"), "Form": enrollments["Form"], **ENROLLMENTS}


def test_a_report_says_when_it_was_counted_and_is_counted_anew_after_a_while(desk: Desk) -> None:
    browser = desk.signed_in()
    assert "Nothing has come in yet" in browser.get("/reports/").text
    desk.receive()
    assert "Counted at Nov 20, 2026" in browser.get("/reports/").text
    desk.clock.forward(seconds=21)
    assert dict(CELL.findall(browser.get("/reports/").text))["new"] == "1"


COMPLAINTS = {"new": "1", "closed": "1", "late": "1", "with nobody": "1"}
ENROLLMENTS = {"new": "1", "late": "1", "with nobody": "1"}
