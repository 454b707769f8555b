"""What says that it came from an account: staff read whether its holder signed it."""

from __future__ import annotations

import pytest
from support.customers import Customers
from support.desk import Desk

from forms_app.account.forms.sender import Sender
from forms_app.forms import FORMS
from forms_app.sealing.owner_keys import OwnerKeys
from forms_app.storage.filing import Accepted, prepare
from forms_app.storage.submissions.references import new_reference

ANSWERS = {"topic": "caseworker", "message": "Where is the payment of May?", "full_name": "Ana Ruiz", "language": "en"}
OTHERS = "99999999999999999995"


def send(desk: Desk, owner: OwnerKeys, signs: OwnerKeys | None = None) -> str:
    """An inquiry that names the keys of `owner`, signed with these or with others."""
    sender = Sender(owner.public.id, signs or owner)
    numbers = Accepted(new_reference(), OTHERS)
    with desk.app.app_context():
        form, now = FORMS["inquiry"], desk.clock.now
        ready = prepare(desk.office, form, dict(ANSWERS), "en", now, accepted=numbers, sender=sender)
    with desk.office.database.write() as connection:
        ready.store(connection)
    desk.take_in()
    return numbers.reference


def page_of(desk: Desk, reference: str) -> str:
    return " ".join(desk.signed_in().get(f"/submissions/{reference}/").get_data(as_text=True).split())


def test_staff_read_from_whose_account_it_came(desk: Desk, customers: Customers) -> None:
    owner = customers.open_account("P1")

    assert "Of Participant ID 10001. The signature is right." in page_of(desk, send(desk, owner))


def test_a_signature_of_other_keys_is_told(desk: Desk, customers: Customers) -> None:
    owner = customers.open_account("P1")

    page = page_of(desk, send(desk, owner, signs=OwnerKeys.generate()))

    assert "Not from the account." in page and "The signature is right" not in page


@pytest.mark.parametrize("kept", [True, False])
def test_keys_that_no_account_has_are_told(desk: Desk, customers: Customers, kept: bool) -> None:
    if kept:
        customers.open_account("P1")

    assert "No account has these keys now" in page_of(desk, send(desk, OwnerKeys.generate()))


def test_what_was_sent_from_the_site_says_nothing_of_an_account(desk: Desk) -> None:
    assert "Sent from an account" not in page_of(desk, desk.send())
