"""How something came is one value; what was stored of it before is read as it was meant."""

from __future__ import annotations

from datetime import date

import pytest

from forms_app import deadlines
from forms_app.deadlines import Arrival
from forms_app.forms import clock_of
from forms_app.settings import ROOT
from forms_app.staff.acts.acts import Act
from forms_app.staff.submissions.channels import IntakeStart
from forms_app.storage.submissions.submission import Keyed

RULES = deadlines.load(ROOT / "agency")
LETTER = Arrival("mail", date(2026, 11, 16), date(2026, 11, 18))
STORED_KEYED = {
    "by": 7,
    "channel": "mail",
    "filed_on": "2026-11-16",
    "received_on": "2026-11-23",
    "came_in_on": "2026-11-18",
    "receipt_code": "1",
    "mark": "ab",
}
STORED_START = {
    "form": "complaint",
    "language": "es",
    "channel": "mail",
    "day": "2026-11-16",
    "came_in_on": "2026-11-18",
}


def test_what_was_keyed_in_is_stored_as_ever() -> None:
    keyed = Keyed.unpacked(STORED_KEYED)
    assert keyed == Keyed(7, LETTER, date(2026, 11, 23), "1", "ab")
    assert keyed.packed() == STORED_KEYED


def test_the_mark_of_the_staff_side_is_made_of_the_same_bytes() -> None:
    assert Keyed.unpacked(STORED_KEYED).vouched(lambda said: said.decode()).mark == (
        '{"by": 7, "came_in_on": "2026-11-18", "channel": "mail", "filed_on": "2026-11-16", "mark": "", '
        '"receipt_code": "1", "received_on": "2026-11-23"}'
    )


def test_what_is_not_stored_yet_is_kept_as_ever() -> None:
    assert IntakeStart.unpacked(STORED_START) == IntakeStart("complaint", "es", LETTER)
    assert IntakeStart("complaint", "es", LETTER).packed() == STORED_START


def test_a_correction_says_it_in_the_same_value() -> None:
    assert Act("arrived", LETTER.filed_on, channel="mail", came_in_on=LETTER.came_in_on).arrival == LETTER


@pytest.mark.parametrize(
    ("form", "arrival", "on"),
    [
        ("complaint", LETTER, date(2026, 11, 23)),  # by the postmark, 22 CCR 110164
        ("enrollment", LETTER, date(2026, 11, 18)),  # by its stamp
        ("complaint", Arrival("phone", date(2026, 11, 16)), date(2026, 11, 16)),
        ("state-hearing", Arrival("online", date(2026, 11, 22)), date(2026, 11, 22)),
    ],
)
def test_each_form_says_from_which_day_it_counts(form: str, arrival: Arrival, on: date) -> None:
    assert clock_of(form).received(RULES, arrival).on == on
