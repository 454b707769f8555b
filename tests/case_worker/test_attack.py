"""Whoever breaks into the account reads only who is signed in, and forges nothing: tried, each process in its role."""

from __future__ import annotations

from pathlib import Path

from support import attacked
from support.postgres import Postgres

from forms_app.settings import Settings

PEOPLE, TRIES = 8, 60


def test_who_broke_into_the_account_gets_nothing_sealed_changed_or_opened(
    postgres_server: Postgres, settings: Settings, tmp_path: Path
) -> None:
    with attacked.ground(postgres_server, settings, tmp_path, PEOPLE) as ground:
        came = attacked.attack(ground, TRIES)

        assert (came.sealed_to_others, came.changes_that_passed, came.keys_of_signed_out) == (0, 0, 0)
        assert came.rows_changed_inside == 0
        assert came.sealed_to_holders >= 2 * PEOPLE  # money and details of each, sealed after the attack
        assert came.denied > 0  # what the role of the account may not write
        assert attacked.opens_with_the_password(ground)
