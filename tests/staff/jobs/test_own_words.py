"""What a holder wrote comes back to her after her keys are lost: the worker asks, staff seal it, to her alone."""

from __future__ import annotations

import json
import secrets
from typing import Any

import pytest
from sqlalchemy import update
from support.customers import Customers
from support.desk import Desk

from forms_app.account.forms.sender import Sender
from forms_app.bundles import codec, messages, own_words
from forms_app.bundles.own_words import OwnWords
from forms_app.case_data.store import holder_tables
from forms_app.case_data.store.holders import HolderKeys, State
from forms_app.case_worker.sealing import seal_person
from forms_app.forms import FORMS
from forms_app.sealing.owner_keys import OwnerKeys
from forms_app.staff.jobs import arrivals
from forms_app.storage.account import inside
from forms_app.storage.filing import Accepted, prepare
from forms_app.storage.submissions.references import new_reference

ANSWERS = {"topic": "caseworker", "message": "Where is the payment of May?", "full_name": "Ana Ruiz", "language": "en"}
RECEIPT_CODE = "99999999999999999995"


def send(desk: Desk, customers: Customers, owner: OwnerKeys, sealed_by: OwnerKeys | None = None) -> str:
    """A question from her account, noted inside as hers; or one that came from another's."""
    sender, accepted = (
        Sender((sealed_by or owner).public.id, sealed_by or owner),
        Accepted(new_reference(), RECEIPT_CODE),
    )
    with desk.app.app_context():
        ready = prepare(
            desk.office, FORMS["inquiry"], dict(ANSWERS), "en", desk.clock.now, accepted=accepted, sender=sender
        )
    with desk.office.database.write() as connection:
        ready.store(connection)
    body = {"form": "inquiry", **accepted._asdict(), "sent_at": desk.clock.now.isoformat()}
    said = {"kind": "sent", "body": body, "key": owner.public.id.hex(), "at": "", "nonce": secrets.token_hex(16)}
    signed = messages.canonical(said)
    assert customers.hand_in(messages.Order(owner.public.id, signed, owner.sign(signed))) == "done"
    return accepted.reference


def replace_keys(customers: Customers, old: OwnerKeys, state: State = State.OPEN) -> OwnerKeys:
    new = OwnerKeys.generate()
    with customers.parts.cases.aside.write() as connection:
        customers.parts.own_list.remove(connection, old.public.id)
        customers.parts.own_list.put(connection, HolderKeys("P1", new.public, state, customers.parts.today()))
    seal_person(customers.parts, "P1")
    return new


def staff_round(desk: Desk, customers: Customers) -> None:
    with desk.app.app_context():
        arrivals.round_(desk.office)
    customers.round()


def read(
    customers: Customers, owner: OwnerKeys, reference: str, how_much: str = own_words.WHOLE
) -> dict[str, Any] | None:
    kind = own_words.kind_of(owner.public.id, reference, how_much)
    with customers.parts.account.read() as connection:
        found = inside.bundle_of(connection, owner.public.id, kind)
    if found is None:
        return None
    plain = owner.open(owner.public, found.sealed, codec.context(owner.public.id, kind, found.seq))
    answers: dict[str, Any] = json.loads(codec.decode(OwnWords, plain).answers)
    return answers


def test_new_keys_get_what_was_written_again_also_after_a_stop(desk: Desk, customers: Customers) -> None:
    lost = customers.open_account("P1")
    reference = send(desk, customers, lost)
    new = replace_keys(customers, lost)
    staff_round(desk, customers)
    assert read(customers, new, reference) == ANSWERS

    for state in (State.FROZEN, State.OPEN):
        with customers.parts.cases.aside.write() as connection:
            customers.parts.own_list.put(connection, HolderKeys("P1", new.public, state, customers.parts.today()))
        seal_person(customers.parts, "P1")
        assert read(customers, new, reference) is None
    staff_round(desk, customers)
    assert read(customers, new, reference) == ANSWERS


def test_before_anybody_has_confirmed_her_nothing_is_asked_for(desk: Desk, customers: Customers) -> None:
    lost = customers.open_account("P1")
    reference = send(desk, customers, lost)
    new = replace_keys(customers, lost, State.NEW)
    staff_round(desk, customers)

    assert read(customers, new, reference) is None


def test_what_another_sent_is_not_hers_though_she_names_its_reference(desk: Desk, customers: Customers) -> None:
    lost = customers.open_account("P1")
    reference = send(desk, customers, lost, sealed_by=OwnerKeys.generate())
    new = replace_keys(customers, lost)
    staff_round(desk, customers)

    assert read(customers, new, reference) is None


@pytest.mark.parametrize("column", ["key_id", "sent_with"])
def test_who_can_write_to_the_database_has_nothing_sealed_to_keys_of_his_own(
    desk: Desk, customers: Customers, column: str
) -> None:
    lost, attacker = customers.open_account("P1"), customers.open_account("P2")
    reference = send(desk, customers, lost)
    replace_keys(customers, lost)
    changed = update(holder_tables.own_words).values({column: attacker.public.id})
    with customers.parts.cases.aside.write() as connection:
        connection.execute(changed)
    staff_round(desk, customers)

    with customers.parts.account.read() as connection:
        kinds = inside.kinds_of(connection, attacker.public.id)
    assert read(customers, attacker, reference) is None and not any(kind.startswith("words") for kind in kinds)
