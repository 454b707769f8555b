"""Back into an account by two of three, checked inside; and what one of them, or somebody else's, does not do."""

from __future__ import annotations

import base64
from collections.abc import Mapping
from datetime import timedelta

import pytest
from case_worker.conftest import Bench, Opened, order
from support.case_loading import SMALL
from support.case_packages import change

from forms_app.bundles.messages import Activation, Answer, Recovery
from forms_app.case_data.store import asks
from forms_app.case_data.store.asks import Kind
from forms_app.case_worker import answering
from forms_app.case_worker.loop import work_off
from forms_app.deadlines import clock
from forms_app.sealing import keys
from forms_app.sealing.owner_keys import OwnerKeys
from forms_app.sealing.unseal import OpeningKeys
from forms_app.settings import Settings


@pytest.fixture
def desk(bench: Bench, opened: Opened, settings: Settings) -> tuple[OwnerKeys, str]:
    """An account, and a code that staff handed over."""
    owner = opened()
    return owner, desk_code(bench, settings)


def desk_code(bench: Bench, settings: Settings) -> str:
    bench.ask(Kind.RECOVERY, account="8", document="passport")
    ask = bench.ask(Kind.RECOVERY, document="passport")
    sealed = base64.b64decode(ask.result["sealed"])
    return OpeningKeys(keys.private_pairs(settings, "inbox")).open(sealed, asks.of_result(ask.nonce)).decode()


def by_paper(*, letter: str = "", desk: str = "") -> Mapping[str, str]:
    return {"letter": letter, "desk": desk}


def lost_everything(owner: OwnerKeys, letter: str, desk: str, participant_id: str = "10001") -> Recovery:
    return Recovery(participant_id, letter, desk, owner.public.data, "en")


def test_her_paper_and_a_letter_keep_her_keys_and_nothing_changes_for_two_days(bench: Bench, opened: Opened) -> None:
    owner = opened()
    body = by_paper(letter=bench.code_for("P1"))

    assert bench.hand_in(order(owner, "recover", body=body)) == "opened"
    assert bench.hand_in(order(owner, "recovered")) == "done"
    assert bench.hand_in(order(owner, "recover", body=body)) == "not-right"  # the code is spent
    standing = bench.standing(owner)
    assert standing and standing.no_changes_until
    assert timedelta(hours=47) < standing.no_changes_until - clock.utc_now() <= timedelta(hours=48)
    assert bench.money(owner)


def test_her_paper_and_the_desk_do_as_well(bench: Bench, desk: tuple[OwnerKeys, str]) -> None:
    owner, code = desk

    assert bench.hand_in(order(owner, "recover", body=by_paper(desk=code))) == "opened"


def test_letter_and_desk_make_new_keys_hers_and_the_old_ones_nobodys(bench: Bench, desk: tuple[OwnerKeys, str]) -> None:
    old, code = desk
    bench.ask(Kind.CONFIRM, way="called")
    new = OwnerKeys.generate()

    assert bench.hand_in(lost_everything(new, bench.code_for("P1"), code)) == "opened"
    assert bench.money(old) and bench.money(new) and bench.sealed(new, "details") is None  # until her account is whole
    assert bench.hand_in(order(new, "recovered")) == "done"
    assert bench.money(new) and bench.sealed(new, "details") and bench.sealed(old) is None
    standing = bench.standing(new)
    assert standing and standing.state == "open" and standing.no_changes_until
    assert bench.hand_in(order(old, "event")) == "not-hers"
    bench.loader.load(change(SMALL, "cases", 0, office="Uptown"))
    work_off(bench.parts)
    assert bench.sealed(old, "details") is None


def test_a_letter_about_a_new_account_counts_for_its_new_keys(bench: Bench, desk: tuple[OwnerKeys, str]) -> None:
    _old, code = desk
    [notice] = bench.letters()
    new = OwnerKeys.generate()
    bench.hand_in(lost_everything(new, bench.code_for("P1"), code))
    bench.hand_in(order(new, "recovered"))

    bench.ask(Kind.MAILED, letter=notice.number, on=clock.today().isoformat())
    standing = bench.standing(new)
    assert standing and standing.until == clock.today() + timedelta(days=7)


def test_a_lost_page_costs_no_second_code(bench: Bench, desk: tuple[OwnerKeys, str]) -> None:
    _old, code = desk
    letter, lost, kept = bench.code_for("P1"), OwnerKeys.generate(), OwnerKeys.generate()

    assert bench.hand_in(lost_everything(lost, letter, code)) == "opened"
    assert bench.hand_in(lost_everything(kept, letter, code)) == "opened"
    assert bench.hand_in(order(lost, "recovered")) == "not-hers"
    assert bench.hand_in(order(kept, "recovered")) == "done"


def test_neither_code_stands_for_the_other_nor_opens_an_account(bench: Bench, desk: tuple[OwnerKeys, str]) -> None:
    owner, code = desk
    letter, thief = bench.code_for("P1"), OwnerKeys.generate()
    wrong = [(letter, letter), (code, code), (code, letter), (letter, "0" * 16), ("", code), (letter, "")]

    assert {bench.hand_in(lost_everything(thief, *pair)) for pair in wrong} == {"not-right"}
    assert bench.hand_in(lost_everything(thief, letter, code, "10002")) == "not-right"
    assert bench.hand_in(Activation("10001", code, thief.public.data, "en")) == "not-right"
    assert bench.hand_in(order(owner, "recover", body=by_paper(letter=code))) == "not-right"
    assert bench.hand_in(order(owner, "recover", body=by_paper())) == "not-right"
    assert bench.hand_in(order(thief, "recover", body=by_paper(letter=letter))) == "not-hers"
    assert bench.hand_in(order(thief, "recovered")) == "not-hers"


def test_a_frozen_account_is_recovered_by_nobody(bench: Bench, desk: tuple[OwnerKeys, str]) -> None:
    owner, code = desk
    letter = bench.code_for("P1")
    bench.ask(Kind.FREEZE)

    assert bench.hand_in(lost_everything(OwnerKeys.generate(), letter, code)) == "at-the-desk"
    body = by_paper(letter=letter)
    assert bench.hand_in(order(owner, "recover", body=body)) == "at-the-desk"
    assert bench.ask(Kind.RECOVERY, document="passport").answer == "is-frozen"


def test_staff_hand_over_a_code_only_for_an_account_that_is_there(bench: Bench) -> None:
    assert bench.ask(Kind.RECOVERY, document="passport").answer == "no-account"
    assert bench.ask(Kind.RECOVERY, document="").answer == "unreadable"


def test_what_she_wants_changed_waits_for_two_days(
    bench: Bench, opened: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    owner = opened()
    monkeypatch.setitem(answering.ACTS, "address", lambda *_given: Answer.DONE)
    bench.hand_in(order(owner, "recover", body=by_paper(letter=bench.code_for("P1"))))
    bench.hand_in(order(owner, "recovered"))

    assert bench.hand_in(order(owner, "address")) == "not-yet"
    bench.on(clock.today() + timedelta(days=3))
    assert bench.hand_in(order(owner, "address")) == "done"


def test_it_stands_in_her_history_from_its_beginning(bench: Bench, desk: tuple[OwnerKeys, str]) -> None:
    _old, code = desk
    new = OwnerKeys.generate()
    bench.hand_in(lost_everything(new, bench.code_for("P1"), code))
    bench.hand_in(order(new, "recovered"))

    with bench.parts.cases.aside.read() as connection:
        events = bench.parts.events.of_person(connection, "P1")
    assert [event.what for event in events][-3:] == ["code-made", "recovery-begun", "recovered"]


def test_whoever_is_killed_in_between_does_it_again_with_the_same_end(
    bench: Bench, desk: tuple[OwnerKeys, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    old, code = desk
    new = OwnerKeys.generate()
    bench.hand_in(lost_everything(new, bench.code_for("P1"), code))

    class Killed(BaseException):
        """As by a signal."""

    def die(*_given: object) -> None:
        raise Killed

    with monkeypatch.context() as patched:
        patched.setattr("forms_app.case_worker.recovering.sealing.seal_person", die)
        with pytest.raises(Killed):
            bench.hand_in(order(new, "recovered"))
    work_off(bench.parts)
    assert bench.money(new) and bench.sealed(old) is None
