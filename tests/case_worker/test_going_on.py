"""One database is away: what lies in the others goes on, and what was owed is done once it is there again."""

from __future__ import annotations

import time

import pytest
from case_worker.conftest import Bench, Opened, order
from case_worker.test_telephone import called_in, confirmed, events, set_pin, standing
from sqlalchemy.exc import OperationalError
from support.case_loading import SMALL
from support.case_packages import change
from support.failing import gone

from forms_app.bundles.messages import Answer
from forms_app.case_data.store import holders
from forms_app.case_data.store.asks import Kind, Word
from forms_app.case_worker import going_on
from forms_app.case_worker.loop import Rests, work_off
from forms_app.case_worker.parts import Parts
from forms_app.storage.account import inside
from forms_app.storage.database import Database


def line(bench: Bench) -> Database:
    assert bench.parts.telephone
    return bench.parts.telephone.database


def newest(database: Database) -> int:
    """The number of the package of which the bundles there are."""
    with database.read() as connection:
        found = inside.freshness_now(connection)
    return found.seq if found else 0


def owed(bench: Bench) -> dict[str, list[str]]:
    with bench.parts.cases.aside.read() as connection:
        return {door: holders.owed_at(connection, door, 99) for door in holders.doors_that_owe(connection)}


def test_what_is_loaded_while_the_line_is_away_is_in_accounts_at_once_and_told_on_the_line_later(
    bench: Bench, opened: Opened
) -> None:
    web = confirmed(bench, opened)
    phone, _word = set_pin(bench, web)
    told, seen, seq = bench.spoken(phone), bench.money(web), newest(bench.parts.account)
    with gone(line(bench)):
        moved = change(SMALL, "events", 0, starts_at="2026-12-02T09:00:00-08:00")
        assert bench.loader.load(change(moved, "sent", 1, on="2026-10-07")).loaded
        work_off(bench.parts)
        assert newest(bench.parts.account) > seq and bench.money(web) != seen
        assert owed(bench) == {"telephone": ["P1", ""]}
    assert newest(line(bench)) == seq and bench.spoken(phone) == told
    work_off(bench.parts)
    assert newest(line(bench)) == newest(bench.parts.account) and bench.spoken(phone) != told and not owed(bench)


def test_what_accounts_and_staff_want_is_done_while_the_line_is_away(bench: Bench, opened: Opened) -> None:
    web = confirmed(bench, opened)
    set_pin(bench, web)
    with gone(line(bench)):
        assert bench.hand_in(order(web, "event", body={"what": "signed-in", "at": bench.parts.now().isoformat()}))
        assert opened("P2", "10002")
        assert bench.ask(Kind.CONFIRM, "P2", way="called").answer == Word.DONE
        assert bench.ask(Kind.END_SESSIONS).answer == Word.DONE


def test_callers_are_answered_while_the_account_is_away(bench: Bench, opened: Opened) -> None:
    web = opened("P2", "10002")
    with gone(bench.parts.account):
        phone = called_in(bench)
        assert standing(bench, phone) == "new" and bench.spoken(phone)
        assert bench.ask(Kind.CONFIRM, "P2", way="called").answer == Word.DONE
        assert owed(bench) == {"account": ["P2"]}
    assert bench.standing(web) == inside.Standing("new", None)
    work_off(bench.parts)
    assert bench.standing(web) == inside.Standing("open", None) and not owed(bench)


def test_a_stop_is_done_as_far_as_it_can_be_and_is_not_said_to_be_done(bench: Bench, opened: Opened) -> None:
    web = confirmed(bench, opened)
    phone, _word = set_pin(bench, web)
    with gone(line(bench)):
        stop = bench.ask(Kind.FREEZE)
        assert bench.ask(Kind.THAW).answer == ""  # asked after it, so done after it
        assert bench.ask(Kind.FREEZE, "P2").answer == Word.NO_ACCOUNT
        assert stop.answer == "" and bench.money(web) is None
    assert bench.spoken(phone)
    work_off(bench.parts)
    assert bench.spoken(phone) and bench.money(web)  # stopped, and let go on
    whats = events(bench)
    assert (whats.count("frozen"), whats.count("thawed")) == (2, 2)  # at both doors, each once


def test_a_pin_waits_for_the_line_and_what_the_same_keys_order_after_it_waits_too(bench: Bench, opened: Opened) -> None:
    web, other = confirmed(bench, opened), opened("P2", "10002")
    with gone(line(bench)):
        assert bench.hand_in(order(web, "phone-pin", body={"sealed": "x"})) == ""
        said = {"what": "signed-in", "at": bench.parts.now().isoformat()}
        assert bench.hand_in(order(web, "event", body=said)) == ""
        assert bench.hand_in(order(other, "event", body=said)) == Answer.DONE
    assert work_off(bench.parts) == 2


def test_more_that_cannot_be_done_than_is_read_at_once_holds_nobody_up() -> None:
    waiting = list(range(120))

    def act(item: int) -> None:
        if item < 110:
            raise OperationalError("", {}, Exception())
        waiting.remove(item)

    def read(left: int) -> list[int]:
        return waiting[left : left + 50]

    assert going_on.each(read, act, lambda item: item) == 10
    assert waiting == list(range(110))


def test_a_database_that_keeps_us_waiting_is_left_alone_for_a_while(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    now, tried = [100.0], list[float]()
    monkeypatch.setattr(time, "monotonic", lambda: now[0])

    def part(_parts: Parts) -> int:
        tried.append(now[0])
        now[0] += 5
        raise OperationalError("", {}, Exception())

    rests = Rests()
    for _second in range(60):
        rests.work_off(part, bench.parts)
        now[0] += 1
    assert tried == [100.0, 155.0]
