"""What she sent is found again after her keys are lost: its day and its two numbers, and nothing that she wrote."""

from __future__ import annotations

import json

import pytest
from case_worker.conftest import Bench, Opened, order
from case_worker.test_documents import confirm
from case_worker.test_letting_go import wants_mail

from forms_app.bundles import codec, earlier, messages
from forms_app.bundles.earlier import Earlier
from forms_app.bundles.wishes import Kind as News
from forms_app.case_data.store.asks import Kind
from forms_app.case_data.store.holders import HolderKeys, State
from forms_app.case_data.store.telling import notices
from forms_app.deadlines import clock
from forms_app.sealing.owner_keys import OwnerKeys

SENT = {"form": "complaint", "reference": "7KQ2-M4XD", "receipt_code": "1" * 20}
AT = "2026-11-20T18:00:00+00:00"


def send(bench: Bench, owner: OwnerKeys, **body: str) -> str:
    made = order(owner, "sent")
    signed = messages.canonical({**json.loads(made.signed), "body": body})
    return bench.hand_in(messages.Order(owner.public.id, signed, owner.sign(signed)))


def read(bench: Bench, owner: OwnerKeys) -> Earlier | None:
    found = bench.sealed(owner, earlier.KIND)
    if found is None:
        return None
    context = codec.context(owner.public.id, earlier.KIND, found.seq)
    return codec.decode(Earlier, owner.open(owner.public, found.sealed, context))


def test_new_keys_find_what_was_sent_with_those_that_are_lost(bench: Bench, opened: Opened) -> None:
    lost, new = opened(), OwnerKeys.generate()
    assert send(bench, lost, **SENT, sent_at=AT) == "done"
    with bench.parts.cases.aside.write() as connection:
        bench.parts.own_list.remove(connection, lost.public.id)
        bench.parts.own_list.put(connection, HolderKeys("P1", new.public, State.OPEN, clock.today()))
    bench.seal("P1")

    found = read(bench, new)
    assert found and [(one.form, one.reference, one.sent_at.isoformat()) for one in found.sent] == [
        ("complaint", "7KQ2-M4XD", AT)
    ]


def test_with_the_keys_it_was_sent_with_nothing_is_sealed_for_it(bench: Bench, opened: Opened) -> None:
    owner = opened()
    send(bench, owner, **SENT, sent_at=AT)
    bench.seal("P1")

    assert read(bench, owner) is None


def test_what_is_too_long_or_lacks_something_is_not_noted(bench: Bench, opened: Opened) -> None:
    owner = opened()

    assert send(bench, owner, **SENT) == "not-hers"
    assert send(bench, owner, **{**SENT, "form": "x" * 41}, sent_at=AT) == "not-hers"
    assert bench.loader.rows("sent_forms") == []


def test_what_she_sent_and_that_she_did_are_noted_together_or_not_at_all(bench: Bench, opened: Opened) -> None:
    owner = opened()
    assert send(bench, owner, **SENT, sent_at=AT, what="confirmed") == "not-hers"
    assert send(bench, owner, **SENT, sent_at="2026-11-20", what="form-sent") == "not-hers"
    assert bench.loader.rows("sent_forms") == []

    assert send(bench, owner, **SENT, sent_at=AT, what="form-sent") == "done"
    with bench.parts.cases.aside.read() as connection:
        [*_before, last] = bench.parts.events.of_person(connection, "P1")
    assert (last.what, last.detail, last.by, last.at.isoformat()) == ("form-sent", "complaint", "holder", AT)
    assert len(bench.loader.rows("sent_forms")) == 1


KEYED = {**SENT, "sent_at": AT, "channel": "phone", "participant_id": "10001"}


def test_what_staff_keyed_in_stands_once_in_the_account_of_that_person(bench: Bench, opened: Opened) -> None:
    owner = opened()
    words = [bench.ask(Kind.KEYED_IN, "", **KEYED, name=name).answer for name in ("Ana Ruiz", "Ruiz")]

    found = read(bench, owner)
    assert words == ["done", "done"] and found and [one.channel for one in found.sent] == ["phone"]
    with bench.parts.cases.aside.read() as connection:
        told = [(one.what, one.detail) for one in bench.parts.events.of_person(connection, "P1")]
    assert told[-1] == ("keyed-in", "complaint") and told.count(("keyed-in", "complaint")) == 1


@pytest.mark.parametrize("is_stopped", [False, True])
def test_what_staff_keyed_in_is_news_but_not_of_an_account_that_is_stopped(
    bench: Bench, opened: Opened, is_stopped: bool
) -> None:
    confirm(bench, opened())
    wants_mail(bench)
    if is_stopped:
        bench.ask(Kind.FREEZE)
    assert bench.ask(Kind.KEYED_IN, "", **KEYED, name="Ana Ruiz").answer == "done"

    with bench.parts.cases.aside.read() as connection:
        told = notices.waiting(connection, 10) + notices.find(connection, notices.handed(connection, "P1"))
    assert [one.kind for one in told] == ([] if is_stopped else [News.CHANGED.value])


def test_a_number_with_the_name_of_another_is_nobodys(bench: Bench, opened: Opened) -> None:
    owner = opened()

    assert bench.ask(Kind.KEYED_IN, "", **KEYED, name="Luis Otero").answer == "no-account"
    assert bench.ask(Kind.KEYED_IN, "", **{**KEYED, "participant_id": "10002"}, name="").answer == "no-account"
    assert bench.ask(Kind.KEYED_IN, "", **{**KEYED, "channel": "online"}, name="").answer == "unreadable"
    assert read(bench, owner) is None
