"""What was sent before a question changed still opens and reads as it was meant: on the page, in files, on paper."""

from __future__ import annotations

from typing import Any

import pytest
from support.desk import Desk
from support.letters import words, write

OLD_ENROLLMENT: dict[str, Any] = {
    "role": "parent",
    "zip_code": "90012",
    "county": "Los Angeles",
    "children": [{"first_name": "Ana", "last_name": "Ruiz", "born_on": "2015-03-04"}],
    "other_name": "Jon Doe",
    "other_born_on": "1985-03-04",
    "other_address": {"none": True},
    "case_number": None,
    "consent": True,
    "contact_is_unsafe": "no",
}
NEW_ENROLLMENT: dict[str, Any] = {
    **OLD_ENROLLMENT,
    "county": None,
    "language": "es",
    "children": [{"first_name": "Ana", "born_on": {"age": "6", "on": "2026-11-20"}}],
    "other_born_on": {"year": 1985, "age": "about 40", "on": "2026-11-20"},
    "other_address": {"none": True, "city": "Fresno"},
}
OLD_HEARING: dict[str, Any] = {
    "complaint_reference": {"text": "7KQ2-M4XD"},
    "filed_on": "2026-10-02",
    "was_answered": "yes",
    "answered_on": "2026-10-20",
    "issues": ["case"],
}
CASES = [
    ("enrollment", OLD_ENROLLMENT, ["Ana · Ruiz · March 4, 2015", "March 4, 1985", "I know of no fixed address"]),
    (
        "enrollment",
        NEW_ENROLLMENT,
        ["Ana · Age: 6 (told on November 20, 2026)", "1985", "Age: about 40", "I know of no fixed address", "Fresno"],
    ),
    ("state-hearing", OLD_HEARING, ["October 2, 2026", "October 20, 2026"]),
    ("complaint", {"language": "es", "interpreter": "es"}, ["Yes, Spanish"]),
    ("complaint", {"interpreter": "other", "interpreter_language": "Mixteco"}, ["Mixteco"]),
    ("pin-request", {"zip_on_file": "90012", "language": "es"}, ["90012"]),
    ("pin-request", {"zip_on_file": {"none": True}}, ["I don&#39;t know it"]),
    ("inquiry", {"topic": "caseworker", "county": "Los Angeles"}, ["The caseworker who handles my case"]),
    ("state-hearing", {"has_complained": "undated", "was_answered": "no"}, ["Yes, but I don&#39;t know the day"]),
]


@pytest.mark.parametrize(("form", "answers", "read"), CASES)
def test_it_opens_and_reads(desk: Desk, form: str, answers: dict[str, Any], read: list[str]) -> None:
    reference, browser = desk.receive(form=form, **answers), desk.signed_in()
    page = browser.get(f"/submissions/{reference}/")
    assert page.status_code == 200 and all(said in page.text for said in read)
    for kind in ("csv", "json"):
        file = browser.get(f"/submissions/{reference}/answers.{kind}")
        assert file.status_code == 200 and read[0].replace("&#39;", "'") in file.text


AID_OF_ANY_KIND = "Do you or the children receive public assistance now, for example cash aid?"
CALWORKS = "Do you or the children get CalWORKs now?"


@pytest.mark.parametrize(
    ("answers", "asked", "not_asked"),
    [
        ({"receives_assistance": "yes"}, AID_OF_ANY_KIND, CALWORKS),
        ({"receives_calworks": "yes"}, CALWORKS, AID_OF_ANY_KIND),
        ({"other_name": "Jon Doe"}, "Name of the other parent", "Each parent who is not you"),
        ({"parents": [{"full_name": "Jon Doe"}]}, "Each parent who is not you", "Name of the other parent"),
        ({}, CALWORKS, AID_OF_ANY_KIND),
    ],
)
def test_an_answer_is_read_with_the_question_that_was_asked(
    desk: Desk, answers: dict[str, Any], asked: str, not_asked: str
) -> None:
    reference, browser = desk.receive(form="enrollment", **answers), desk.signed_in()
    page = browser.get(f"/submissions/{reference}/").text
    file = browser.get(f"/submissions/{reference}/answers.csv").text
    assert asked in page and asked in file and not_asked not in page and not_asked not in file
    assert "Other answers rule this out" not in page


@pytest.mark.parametrize(
    ("address", "mailed"),
    [
        ({"none": True}, False),
        ({"city": "Compton"}, False),  # how "no fixed address" with a town was kept once
        ({"none": True, "city": "Compton"}, False),
        ({"none": True, "line1": "General Delivery", "city": "Compton", "postal_code": "90220"}, True),
    ],
)
def test_a_letter_goes_only_where_it_can_arrive_and_its_window_shows_nothing_else(
    desk: Desk, address: dict[str, Any], mailed: bool
) -> None:
    answer = write(desk.signed_in(), desk.receive(address=address), "acknowledgement")
    assert (answer.status_code == 200) == mailed
    if mailed:
        assert "General Delivery" in words(answer) and "domicilio fijo" not in words(answer)
