"""What staff keyed in, and what she asked on the public site, comes into her account, without whereabouts."""

from __future__ import annotations

import json
import secrets
from typing import Any

import pytest
from staff.jobs.test_own_words import read as whole_or_part
from staff.jobs.test_own_words import replace_keys, staff_round
from support.customers import Customers
from support.desk import Desk
from support.keying_in import keyed_in

from forms_app.bundles import messages, own_words
from forms_app.case_data.store.holders import HolderKeys, State
from forms_app.case_worker.sealing import seal_person
from forms_app.forms import FORMS
from forms_app.sealing.owner_keys import OwnerKeys
from forms_app.storage import status
from forms_app.storage.filing import Accepted, prepare

SECRETS = ("9 Hidden Way", "213 555 0123", "2135550123", "ana@example.org", "1990")
COMPLAINT = {
    "full_name": "Ana Ruiz",
    "case_number": "10001",
    "safe_ways": "mail",
    "address-line1": "9 Hidden Way",
    "address-city": "Norwalk",
    "phone": "213 555 0123",
    "what_happened": "Nobody called me back.",
}
MESSAGE = {"message": "Where is the payment of May?", "case_number": "10001", "county": "Los Angeles"}
CONTACT = {
    "changes": ["address", "phone", "email"],
    "new_address-line1": "9 Hidden Way",
    "new_address-city": "Norwalk",
    "new_phone": "213 555 0123",
    "new_email": "ana@example.org",
    "case_number": "10001",
}
WORK = {"work": "new", "employer": "Hidden Way Bakery", "employer_phone": "213 555 0123", "case_number": "10001"}
QUESTION = {"topic": "caseworker", "message": "When is my hearing?", "full_name": "Ana Ruiz", "county": "Los Angeles"}


@pytest.fixture
def owner(customers: Customers) -> OwnerKeys:
    found = customers.open_account("P1")
    stand(customers, found, State.OPEN)
    return found


def stand(customers: Customers, owner: OwnerKeys, state: State, person_id: str = "P1") -> None:
    with customers.parts.cases.aside.write() as connection:
        customers.parts.own_list.put(connection, HolderKeys(person_id, owner.public, state, customers.parts.today()))
    seal_person(customers.parts, person_id)


def key_in(desk: Desk, customers: Customers, raw: dict[str, Any], form: str, name: str = "Ana Ruiz") -> str:
    told = keyed_in(desk.signed_in(), raw, form, name=name)
    for _ in range(2):  # told and asked for; answered
        staff_round(desk, customers)
    return told["reference"]


def read(customers: Customers, owner: OwnerKeys, reference: str) -> dict[str, Any] | None:
    return whole_or_part(customers, owner, reference, own_words.PART)


def asked(desk: Desk, **other: str) -> Accepted:
    """On the public site."""
    answers = {**QUESTION, **other, "language": "en"}
    with desk.app.app_context():
        ready = prepare(desk.office, FORMS["inquiry"], answers, "en", desk.clock.now)
    with desk.office.database.write() as connection:
        return ready.store(connection)


def join(desk: Desk, customers: Customers, owner: OwnerKeys, numbers: Accepted, code: str = "") -> None:
    """As the account hands it in, in either order."""
    key = status.key_of(desk.office.pepper, numbers.reference, code or numbers.receipt_code)
    proof = status.proof(key, owner.public.id).hex()
    sent = {"form": "inquiry", **numbers._asdict(), "sent_at": desk.clock.now.isoformat()}
    orders = [("joined", {"reference": numbers.reference, "case": "C1", "proof": proof}), ("sent", sent)]
    for kind, body in secrets.SystemRandom().sample(orders, 2):
        said = {"kind": kind, "body": body, "key": owner.public.id.hex(), "at": "", "nonce": secrets.token_hex(16)}
        signed = messages.canonical(said)
        assert customers.hand_in(messages.Order(owner.public.id, signed, owner.sign(signed))) == "done"
    staff_round(desk, customers)


@pytest.mark.parametrize(
    ("form", "raw", "shown"),
    [
        ("complaint", COMPLAINT, {"full_name": "Ana Ruiz"}),
        ("message", MESSAGE, {"message": "Where is the payment of May?"}),
        ("contact-update", CONTACT, {"changes": ["address", "phone", "email"]}),
        ("employment-update", WORK, {"work": "new"}),
    ],
)
def test_what_was_keyed_in_is_hers_to_read_without_whereabouts(
    desk: Desk, customers: Customers, owner: OwnerKeys, form: str, raw: dict[str, Any], shown: dict[str, Any]
) -> None:
    found = read(customers, owner, key_in(desk, customers, raw, form))

    assert found is not None and {name: found.get(name) for name in shown} == shown
    assert found["case_number"]["text"] == "10001"
    for secret in ("Hidden Way", *SECRETS):
        assert secret not in json.dumps(found)


@pytest.mark.parametrize("name", ["Juan Ruiz", "Ruiz", "Luis Otero", "Ana Otero"])
def test_the_words_of_whoever_gave_another_name_stand_in_no_account(
    desk: Desk, customers: Customers, owner: OwnerKeys, name: str
) -> None:
    assert read(customers, owner, key_in(desk, customers, MESSAGE, "message", name)) is None


def test_a_new_account_reads_them_once_it_is_confirmed_and_a_stopped_one_not(desk: Desk, customers: Customers) -> None:
    new = customers.open_account("P1")
    reference = key_in(desk, customers, MESSAGE, "message")
    assert read(customers, new, reference) is None
    for state, is_there in ((State.OPEN, True), (State.FROZEN, False), (State.OPEN, True)):
        stand(customers, new, state)
        staff_round(desk, customers)
        assert (read(customers, new, reference) is not None) is is_there


def test_new_keys_read_them_too(desk: Desk, customers: Customers, owner: OwnerKeys) -> None:
    keyed, numbers = key_in(desk, customers, MESSAGE, "message"), asked(desk)
    join(desk, customers, owner, numbers)
    new = replace_keys(customers, owner)
    staff_round(desk, customers)

    assert (read(customers, new, keyed) or {})["message"] == MESSAGE["message"]
    assert (read(customers, new, numbers.reference) or {})["message"] == QUESTION["message"]


def test_a_question_that_joins_brings_its_words(desk: Desk, customers: Customers, owner: OwnerKeys) -> None:
    numbers = asked(desk)
    join(desk, customers, owner, numbers)

    assert (read(customers, owner, numbers.reference) or {})["message"] == QUESTION["message"]


@pytest.mark.parametrize(("name", "code"), [("Juan Ruiz", ""), ("Ana Ruiz", "1" * 20)])
def test_a_question_of_another_or_without_its_code_brings_none(
    desk: Desk, customers: Customers, owner: OwnerKeys, name: str, code: str
) -> None:
    numbers = asked(desk, full_name=name)
    join(desk, customers, owner, numbers, code)

    assert read(customers, owner, numbers.reference) is None


def test_a_complaint_never_joins_whatever_an_account_hands_in(
    desk: Desk, customers: Customers, owner: OwnerKeys
) -> None:
    with desk.app.app_context():
        answers = {"full_name": "Ana Ruiz", "what_happened": "It was late."}
        ready = prepare(desk.office, FORMS["complaint"], answers, "en", desk.clock.now)
    with desk.office.database.write() as connection:
        numbers = ready.store(connection)
    join(desk, customers, owner, numbers)

    assert read(customers, owner, numbers.reference) is None
