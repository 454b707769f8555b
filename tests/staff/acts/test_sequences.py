"""Whatever a desk does, in any order and on any day, three rules hold (the long proof: tests/drill/days.py)."""

from __future__ import annotations

from support.desk import Desk
from support.sequences import sequences


def test_no_sequence_of_acts_and_days_frees_what_is_late_or_tells_two_stories(desk: Desk) -> None:
    sequences(desk, 300, steps=10)
