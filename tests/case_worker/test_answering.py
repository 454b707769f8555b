"""What the worker does for an account, and what no account can make it do."""

from __future__ import annotations

from datetime import timedelta

import pytest
from case_worker.conftest import Bench, Opened, order
from support.case_loading import SMALL
from support.case_packages import change

from forms_app.bundles.messages import Activation
from forms_app.case_data.store.holders import HolderKeys, OwnList, State
from forms_app.case_worker import answering
from forms_app.case_worker.loop import work_off
from forms_app.deadlines import clock
from forms_app.sealing.owner_keys import OwnerKeys
from forms_app.storage.account import inside
from forms_app.storage.throttles import Limit

EVENING = "2026-11-02T20:00:00-08:00"


def asked(code: str, owner: OwnerKeys, participant_id: str = "10001") -> Activation:
    return Activation(participant_id, code, owner.public.data, "en")


def test_a_right_code_is_answered_when_the_money_lies_there(bench: Bench) -> None:
    owner = OwnerKeys.generate()

    assert bench.hand_in(asked(bench.code_for("P1"), owner)) == "opened"
    money = bench.money(owner)
    assert money and [payment.amount for payment in money.cases[0].payments] == [20000, 8000, -8000]
    assert bench.sealed(owner, "details") is None  # nobody has confirmed her


def test_a_wrong_code_or_number_opens_nothing_and_both_are_told_alike(bench: Bench) -> None:
    code, other = bench.code_for("P1"), bench.code_for("P2")
    wrong = [(code, "99999"), (code, "10002"), (other, "10001"), ("0" * 16, "10001")]

    for typed, participant_id in wrong:
        owner = OwnerKeys.generate()
        assert bench.hand_in(asked(typed, owner, participant_id)) == "not-right"
        assert bench.sealed(owner) is None


def test_wrong_codes_slow_whoever_tries_end_no_code_and_keep_nobody_else_out(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Once everybody's tries are used up, each person has a few of her own."""
    monkeypatch.setattr(answering, "IN_ALL", Limit("all", 2, timedelta(hours=1)))
    monkeypatch.setattr(answering, "PER_PERSON", Limit("person", 2, timedelta(hours=1)))
    words = [bench.hand_in(asked("0" * 16, OwnerKeys.generate())) for _ in range(5)]

    assert words == ["not-right"] * 4 + ["too-many"]
    assert bench.hand_in(asked(bench.code_for("P2"), OwnerKeys.generate(), "10002")) == "opened"
    code = bench.code_for("P1")
    bench.parts.tries._now = lambda: clock.utc_now().replace(year=2027)
    assert bench.hand_in(asked(code, OwnerKeys.generate())) == "opened"


def test_a_code_opens_anew_until_the_account_is_whole_and_then_nothing(bench: Bench) -> None:
    code, lost, kept = bench.code_for("P1"), OwnerKeys.generate(), OwnerKeys.generate()

    assert bench.hand_in(asked(code, lost)) == "opened"
    assert bench.hand_in(asked(code, kept)) == "opened"
    assert bench.hand_in(order(kept, "complete")) == "done"
    assert bench.hand_in(order(lost, "complete")) == "not-hers"
    assert bench.hand_in(asked(code, OwnerKeys.generate())) == "not-right"


def test_a_second_code_never_replaces_a_live_account(bench: Bench, opened: Opened) -> None:
    owner, thief = opened(), OwnerKeys.generate()

    assert bench.hand_in(asked(bench.code_for("P1"), thief)) == "at-the-desk"
    assert bench.sealed(thief) is None and bench.money(owner)


def test_for_a_protected_person_a_code_alone_is_not_enough(bench: Bench) -> None:
    assert bench.hand_in(asked(bench.code_for("P3"), OwnerKeys.generate(), "10003")) == "at-the-desk"


def test_what_another_signed_or_nobody_changes_nothing(bench: Bench) -> None:
    owner, thief = OwnerKeys.generate(), OwnerKeys.generate()
    bench.hand_in(asked(bench.code_for("P1"), owner))

    assert bench.hand_in(order(owner, "complete", signer=thief)) == "not-hers"
    assert bench.hand_in(order(owner, "complete", key=thief)) == "not-hers"
    assert bench.hand_in(order(thief, "complete")) == "not-hers"
    assert bench.hand_in(order(owner, "give me everything")) == "not-hers"


def test_what_she_signed_once_is_obeyed_once(bench: Bench, opened: Opened) -> None:
    owner = opened()
    once = order(owner, "complete")

    assert [bench.hand_in(once), bench.hand_in(once)] == ["done", "not-hers"]


def test_only_what_changed_is_sealed_again_and_the_day_goes_out_after_it(bench: Bench, opened: Opened) -> None:
    hers, his = opened("P1", "10001"), opened("P2", "10002")
    before = {owner.public.id: bench.sealed(owner) for owner in (hers, his)}

    bench.loader.load(change(SMALL, "receipts", 0, withheld_on="2026-08-31"), as_of="2026-11-02", produced_at=EVENING)
    work_off(bench.parts)

    assert bench.sealed(hers) == before[hers.public.id]  # what was withheld is the payer's to know
    assert bench.sealed(his) != before[his.public.id]
    with bench.parts.account.read() as connection:
        fresh = inside.freshness_now(connection)
    assert fresh and fresh.as_of.isoformat() == "2026-11-02"


def test_a_row_that_somebody_wrote_into_the_list_is_no_reason_to_seal(bench: Bench) -> None:
    planted = OwnerKeys.generate()
    forger = OwnList(b"another secret, as somebody with the database alone has")
    with bench.parts.cases.aside.write() as connection:
        forger.put(connection, HolderKeys("P1", planted.public, State.OPEN, clock.today()))

    bench.loader.load(change(SMALL, "receipts", 0, withheld_on="2026-08-31"))
    work_off(bench.parts)

    assert bench.sealed(planted) is None


def test_a_merge_that_nobody_has_decided_takes_the_bundles_back(bench: Bench, opened: Opened) -> None:
    owner = opened()
    people = [{**SMALL["people"][0], "op": "put", "merged_into": "P3"}]
    bench.loader.urgent(1, people=people)
    work_off(bench.parts)

    assert bench.sealed(owner) is None
    with bench.parts.account.read() as connection:
        standing = inside.standing_of(connection, owner.public.id)
    assert standing and standing.state == "frozen"


def test_what_cannot_be_read_is_answered_and_the_next_is_worked_off(bench: Bench) -> None:
    item_id = inside.new_id()
    with bench.parts.account.write() as connection:
        inside.hand_in(connection, inside.HandedIn(item_id, b"\x01" + bytes(2000), clock.utc_now()))

    assert bench.hand_in(asked(bench.code_for("P1"), OwnerKeys.generate())) == "opened"
    with bench.parts.account.read() as connection:
        assert inside.answer_to(connection, item_id) == "not-right"
