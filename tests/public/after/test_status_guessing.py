"""Guessing at the status page: it stays slow, it tells nothing, and it never locks out the person whose code it is."""

from __future__ import annotations

from datetime import date

import pytest
from flask import Flask
from sqlalchemy import delete, func, select, text
from support.critic import criticised
from support.ground import ON_BOTH, SetClock

from forms_app.public.after.status import IN_ALL, PER_ADDRESS, PER_REFERENCE, RESERVED
from forms_app.sealing import codes
from forms_app.storage import status
from forms_app.storage.database import Database
from forms_app.storage.status import Status
from forms_app.storage.submissions.references import new_reference
from forms_app.storage.tables import status as table
from forms_app.storage.tables import throttles
from forms_app.storage.throttles import Throttle

HERS, HIS = "203.0.113.5", "198.51.100.7"


class Owner:
    """Someone who has sent something and keeps both numbers."""

    def __init__(self, app: Flask) -> None:
        self.app, parts = app, app.extensions["services"]
        self.reference, self.code = new_reference(), codes.new()
        key = status.key_of(parts.pepper, self.reference, self.code)
        with parts.database.write() as connection:
            status.begin(connection, self.reference, key, Status("complaint", date(2026, 11, 20), date(2026, 11, 20)))

    def look(self, address: str = HERS) -> int:
        return self.guess(self.code, address)

    def guess(self, code: str = "", address: str = HIS, reference: str = "") -> int:
        """The status code of one try from an address."""
        typed = {"reference": reference or self.reference, "receipt_code": code or codes.new()}
        answer = self.app.test_client().post("/forms/status/", data=typed, environ_base={"REMOTE_ADDR": address})
        criticised("/forms/status/", answer)
        return answer.status_code


@pytest.fixture
def owner(app: Flask) -> Owner:
    return Owner(app)


def use_up(owner: Owner, *tries: tuple[object, str]) -> None:
    """As if others had tried as often as each limit allows; the throttle itself counts."""
    throttle: Throttle = owner.app.extensions["services"].throttle
    for limit, subject in tries:
        for _ in range(limit.tries):  # type: ignore[attr-defined]
            throttle.spend([(limit, subject)])  # type: ignore[list-item]


@ON_BOTH
def test_one_address_gets_a_few_wrong_tries_and_then_waits(owner: Owner, clock: SetClock) -> None:
    answers = [owner.guess() for _ in range(PER_ADDRESS.tries + 3)]
    assert answers == [422] * PER_ADDRESS.tries + [429] * 3
    clock.forward(minutes=15)
    assert owner.guess() == 422


def test_while_an_address_waits_even_the_right_code_tells_it_nothing(owner: Owner) -> None:
    use_up(owner, (PER_ADDRESS, HIS))
    assert owner.look(HIS) == 429


def test_fifty_wrong_tries_of_his_do_not_lock_her_out(owner: Owner) -> None:
    for number in range(50):
        owner.guess(address=f"198.51.100.{number}")
    assert owner.look() == 200


def test_her_own_slips_leave_her_three_tries_in_a_flood(owner: Owner) -> None:
    use_up(owner, (PER_REFERENCE, owner.reference), (IN_ALL, ""))
    assert [owner.guess(address=HERS) for _ in range(2)] == [422, 422]
    assert owner.look() == 200


def test_a_used_up_reference_leaves_each_address_only_a_few_tries(owner: Owner) -> None:
    use_up(owner, (PER_REFERENCE, owner.reference))
    answers = [owner.guess() for _ in range(RESERVED.tries + 1)]
    assert answers == [422] * RESERVED.tries + [429]


@pytest.mark.parametrize("limits", [(), ((PER_REFERENCE, True),), ((IN_ALL, False),)])
def test_the_right_code_is_never_counted(owner: Owner, limits: tuple[tuple[object, bool], ...]) -> None:
    use_up(owner, *((limit, owner.reference if per_reference else "") for limit, per_reference in limits))
    assert [owner.look() for _ in range(PER_ADDRESS.tries + 5)] == [200] * (PER_ADDRESS.tries + 5)


def test_a_reference_that_never_was_is_counted_alike(owner: Owner) -> None:
    unknown = new_reference()
    answers = [owner.guess(reference=unknown) for _ in range(PER_ADDRESS.tries + 1)]
    assert answers == [422] * PER_ADDRESS.tries + [429]


def test_who_has_half_a_network_has_one_address(owner: Owner) -> None:
    answers = [owner.guess(address=f"2001:db8:0:1::{number:x}") for number in range(PER_ADDRESS.tries + 1)]
    assert answers[-1] == 429 and owner.guess(address="2001:db8:0:2::1") == 422


@pytest.mark.parametrize("address", ["", "unix:", "not an address"])
def test_an_address_that_is_none_is_one_like_all_others(owner: Owner, address: str) -> None:
    assert owner.guess(address=address) == 422


@ON_BOTH
def test_without_the_counters_nothing_is_told(owner: Owner, database: Database) -> None:
    with database.write() as connection:
        connection.execute(text("ALTER TABLE throttles RENAME TO hidden"))
    answer = owner.look()
    with database.write() as connection:
        connection.execute(text("ALTER TABLE hidden RENAME TO throttles"))
    assert answer == 503 and owner.look() == 200


def test_a_slip_of_the_keys_costs_no_try(owner: Owner, database: Database) -> None:
    assert owner.guess("1234") == 422
    with database.read() as connection:
        assert connection.execute(select(func.count()).select_from(throttles)).scalar_one() == 0


def test_the_counters_name_nobody(owner: Owner, database: Database) -> None:
    owner.guess()
    with database.read() as connection:
        kept = b"".join(row.id for row in connection.execute(select(throttles)))
    assert owner.reference.encode() not in kept and HIS.encode() not in kept


def test_a_wrong_code_is_tried_on_a_row_even_where_there_is_none(owner: Owner, database: Database) -> None:
    code = codes.new()
    assert owner.guess(code) == 422
    with database.write() as connection:
        connection.execute(delete(table))
    assert owner.guess(code) == 422 and owner.look() == 422
