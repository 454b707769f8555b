"""What is noted of an account stands in its holder's history, and nowhere as anything but a code."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from case_worker.conftest import Bench, Opened, order
from sqlalchemy import text

from forms_app.bundles import codec
from forms_app.bundles.history import KIND, By, Event, History, What
from forms_app.case_data.store import holder_events
from forms_app.case_data.store.holder_events import EventLog, HolderEvent
from forms_app.case_data.store.holders import State
from forms_app.case_worker import events
from forms_app.sealing.owner_keys import OwnerKeys

AT = "2026-11-02T20:00:00.000001+00:00"


def history(bench: Bench, owner: OwnerKeys) -> list[Event]:
    found = bench.sealed(owner, KIND)
    assert found
    plain = owner.open(owner.public, found.sealed, codec.context(owner.public.id, KIND, found.seq))
    return list(codec.decode(History, plain).events)


def confirm(bench: Bench, owner: OwnerKeys) -> None:
    with bench.parts.cases.aside.write() as connection:
        holder = bench.parts.own_list.by_key(connection, owner.public.id)
        assert holder
        bench.parts.own_list.put(connection, replace(holder, state=State.OPEN))
    events.note(bench.parts, replace(holder, state=State.OPEN), What.CONFIRMED, "17", "desk")


def test_a_history_begins_with_the_opening(bench: Bench, opened: Opened) -> None:
    [event] = history(bench, opened())

    assert (event.what, event.by, event.detail) == ("account-opened", "holder", "")


def test_what_she_did_she_says_herself_with_the_moment(bench: Bench, opened: Opened) -> None:
    owner = opened()
    assert bench.hand_in(order(owner, "event", body={"what": "signed-in", "at": AT, "detail": "new-browser"})) == "done"

    signed_in = Event(datetime.fromisoformat(AT), "signed-in", "holder", "new-browser")
    assert signed_in in history(bench, owner)


def test_an_order_cannot_say_what_only_the_inside_knows_nor_of_a_time_to_come(bench: Bench, opened: Opened) -> None:
    owner, later = opened(), datetime.now(UTC) + timedelta(days=400)
    wrong: list[dict[str, object]] = [
        {"what": "confirmed", "at": AT},
        {"what": "signed-in", "at": "2026-11-02"},
        {"what": "signed-in"},
        {"what": "signed-in", "at": AT, "detail": "x" * 41},
        {"what": "signed-in", "at": AT, "detail": 5},
    ]

    assert [bench.hand_in(order(owner, "event", body=body)) for body in wrong] == ["not-hers"] * len(wrong)
    bench.hand_in(order(owner, "event", body={"what": "signed-out", "at": later.isoformat()}))
    assert max(event.at for event in history(bench, owner)) < later


def test_who_of_the_staff_it_was_stands_inside_alone(bench: Bench, opened: Opened) -> None:
    owner = opened()
    confirm(bench, owner)

    assert history(bench, owner)[-1].by == By.STAFF.value
    with bench.parts.cases.aside.read() as connection:
        assert holder_events.as_they_stand(connection, "P1")[-1].by == "17"


def test_the_same_thing_at_the_same_moment_is_noted_once(bench: Bench, opened: Opened) -> None:
    owner = opened()
    for _ in range(2):  # a kill between the note and the answer
        bench.hand_in(order(owner, "event", body={"what": "signed-in", "at": AT}))

    assert [event.what for event in history(bench, owner)].count("signed-in") == 1


def test_until_somebody_confirms_her_an_account_reads_nothing_of_what_was_before_it(
    bench: Bench, opened: Opened
) -> None:
    events.note_of_person(bench.parts, "P1", What.CODE_MADE, "17")
    owner = opened()

    assert [event.what for event in history(bench, owner)] == ["account-opened"]
    confirm(bench, owner)
    assert [event.what for event in history(bench, owner)] == ["code-made", "account-opened", "confirmed"]


def test_a_row_that_somebody_wrote_or_changed_stands_in_no_history(bench: Bench, opened: Opened) -> None:
    owner = opened()
    planted = HolderEvent("P1", owner.public.id, datetime.fromisoformat(AT), What.VETOED.value, "17", "")
    with bench.parts.cases.aside.write() as connection:
        EventLog(b"another secret").add(connection, planted)
    bench.hand_in(order(owner, "event", body={"what": "signed-in", "at": AT}))
    assert [event.what for event in history(bench, owner)] == ["signed-in", "account-opened"]

    with bench.parts.cases.aside.write() as connection:
        connection.execute(text("UPDATE holder_events SET detail = 'other' WHERE what = 'signed-in'"))
    bench.hand_in(order(owner, "event", body={"what": "signed-out", "at": AT}))
    assert [event.what for event in history(bench, owner)] == ["signed-out", "account-opened"]


def test_what_stops_an_account_takes_its_history_out_too(bench: Bench, opened: Opened) -> None:
    owner = opened()
    with bench.parts.cases.aside.write() as connection:
        holder = bench.parts.own_list.by_key(connection, owner.public.id)
        assert holder
        bench.parts.own_list.put(connection, replace(holder, state=State.FROZEN))
    bench.seal("P1")
    events.note(bench.parts, holder, What.FROZEN, "17")

    assert bench.sealed(owner, KIND) is None
