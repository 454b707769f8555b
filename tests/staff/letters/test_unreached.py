"""Where no e-mail can go out from here, staff read it before anything else."""

from __future__ import annotations

import pytest
from support.desk import Desk

NO_MAIL = "No e-mail can go out from here: mail servers do not take the letters of this address."


@pytest.mark.parametrize(
    ("address", "is_said"), [("josé@ejemplo.mx", True), ("jose@español.mx", False), ("jose@example.org", False)]
)
def test_staff_are_told_where_an_address_cannot_be_mailed(desk: Desk, address: str, is_said: bool) -> None:
    page = desk.signed_in().get(f"/submissions/{desk.receive(safe_ways=['email'], email=address)}/").text
    assert (NO_MAIL in page) == is_said
