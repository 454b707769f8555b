"""A clock that ran ahead and was put right again locks nobody out, and makes no used code good."""

from __future__ import annotations

import pytest
from support.desk import PASSWORD, Desk


@pytest.mark.parametrize("ahead", [{"days": 1}, {"hours": 1}, {"minutes": 3}])
def test_after_a_clock_that_ran_ahead_codes_are_good_again(desk: Desk, ahead: dict[str, float]) -> None:
    person, right = desk.person(), desk.clock.now
    desk.clock.forward(**ahead)
    assert desk.browser().sign_in(person.email, PASSWORD, person.code()).status_code == 303
    desk.clock.now = right
    desk.clock.forward(seconds=30)
    code = person.code()
    assert desk.browser().sign_in(person.email, PASSWORD, code).status_code == 303
    assert desk.browser().sign_in(person.email, PASSWORD, code).status_code == 422


@pytest.mark.parametrize("later", [0, 30])
def test_with_a_right_clock_a_used_code_is_used(desk: Desk, later: int) -> None:
    person = desk.person()
    code = person.code()
    assert desk.browser().sign_in(person.email, PASSWORD, code).status_code == 303
    desk.clock.forward(seconds=later)
    assert desk.browser().sign_in(person.email, PASSWORD, code).status_code == 422
