"""What is hidden: whereabouts where somebody asked for it, and numbers; shown only for a reason that is kept."""

from __future__ import annotations

from typing import Any

import pytest
from support.desk import Desk

ADDRESS = {"line1": "9 Hidden Way", "city": "Norwalk"}
HIDING: dict[str, Any] = {
    "safe_ways": ["none"],
    "has_representative": "yes",
    "representative_name": "Lena Ortiz",
    "representative_address": ADDRESS,
}


def test_whereabouts_are_hidden_when_somebody_asked_for_it(desk: Desk) -> None:
    page = desk.signed_in().get(f"/submissions/{desk.receive(**HIDING)}/").text
    assert "9 Hidden Way" not in page and "Norwalk" not in page and "Lena Ortiz" in page


@pytest.mark.parametrize(("answer", "is_hidden"), [("yes", True), ("unsaid", True), ("no", False)])
def test_danger_hides_the_address_of_an_enrollment(desk: Desk, answer: str, is_hidden: bool) -> None:
    reference = desk.receive(form="enrollment", contact_is_unsafe=answer, zip_code="90012", case_number=None, role=None)
    page = desk.signed_in().get(f"/submissions/{reference}/").text
    assert ("12 Olive St" not in page and "90012" not in page) == is_hidden


def test_they_are_shown_when_nobody_asked(desk: Desk) -> None:
    assert "12 Olive St" in desk.signed_in().get(f"/submissions/{desk.receive()}/").text


def test_a_reason_shows_them_once_and_is_kept(desk: Desk) -> None:
    reference, browser = desk.receive(**HIDING), desk.signed_in("complaint-unit")
    page = browser.post(f"/submissions/{reference}/reveal/", reason="Letter came back").text
    assert "9 Hidden Way" in page
    assert "9 Hidden Way" not in browser.get(f"/submissions/{reference}/").text
    trail = desk.signed_in().get("/audit/").text
    assert "Looked behind a mask" in trail and "Letter came back" in trail


@pytest.mark.parametrize("reason", ["", "   "])
def test_without_a_reason_nothing_is_shown(desk: Desk, reason: str) -> None:
    answer = desk.signed_in().post(f"/submissions/{desk.receive(**HIDING)}/reveal/", reason=reason)
    assert answer.status_code == 422 and "9 Hidden Way" not in answer.text


def test_an_administrator_cannot_look_behind_masks(desk: Desk) -> None:
    reference, browser = desk.receive(**HIDING), desk.signed_in("administrator")
    answer = browser.post(f"/submissions/{reference}/reveal/", reason="curious")
    assert answer.status_code == 403 and "9 Hidden Way" not in answer.text


def test_a_number_like_an_ssn_is_revealed_the_same_way(desk: Desk) -> None:
    reference, browser = desk.receive(what_happened="It is 123-45-6789"), desk.signed_in()
    assert "123-45-6789" in browser.post(f"/submissions/{reference}/reveal/", reason="Case look-up").text


def test_more_than_twenty_looks_in_an_hour_are_flagged(desk: Desk) -> None:
    reference, browser = desk.receive(**HIDING), desk.signed_in()
    for _ in range(20):
        browser.post(f"/submissions/{reference}/reveal/", reason="x")
    assert "Unusual" not in browser.get("/audit/").text
    browser.post(f"/submissions/{reference}/reveal/", reason="x")
    assert "Unusual: many looks" in browser.get("/audit/").text


@pytest.mark.parametrize(
    ("answers", "sentence"),
    [
        ({}, "Contact this person only by: letter, telephone."),
        ({}, "Leave no message on the telephone."),
        ({"form": "enrollment", "contact_is_unsafe": "yes"}, "Contact with the other parent is dangerous"),
        ({"form": "enrollment", "contact_is_unsafe": "unsaid"}, "Work as if it were."),
        (HIDING, "Do not write, call or e-mail. This person will contact you."),
    ],
)
def test_how_to_reach_somebody_safely_stands_first(desk: Desk, answers: dict[str, Any], sentence: str) -> None:
    page = desk.signed_in().get(f"/submissions/{desk.receive(**answers)}/").text
    assert page.index(sentence) < page.index('class="answers"')
