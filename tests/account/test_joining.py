"""A question of the public site joins her messages: by its two numbers, told in one way where they are wrong."""

from __future__ import annotations

import json

import pytest
from flask import Flask
from flask.testing import FlaskClient
from support.account_holder import Inside, post
from support.answers import most
from support.ground import SetClock
from support.holder_visitor import Holder

from forms_app.bundles.messages import Order
from forms_app.forms import FORMS
from forms_app.sealing import codes
from forms_app.storage import status
from forms_app.storage.filing import Accepted, prepare

JOIN = "/messages/join/"
WRONG = "do not belong to a question"


@pytest.fixture
def holder(clock: SetClock, account: Flask, browser: FlaskClient) -> Holder:
    found = Holder(account, browser)
    Inside(account).confirm(found.public)
    return found


def asked(holder: Holder, form: str = "inquiry") -> Accepted:
    """On the public site, by somebody who is nobody there."""
    services = holder.services
    with holder.app.test_request_context("/"):
        ready = prepare(services, FORMS[form], most(FORMS[form]).values, "en", services.now())
    with services.sent.write() as connection:
        return ready.store(connection)


def join(holder: Holder, reference: str, code: str) -> str:
    return post(holder.client, JOIN, reference=reference, receipt_code=code)


def test_a_question_joins_her_messages_once_with_a_signed_proof(holder: Holder) -> None:
    numbers = asked(holder)

    for _ in range(2):
        page = join(holder, numbers.reference.lower(), codes.for_print(numbers.receipt_code))
        assert "You asked this on our site" in page and numbers.reference in page
        assert "You asked on" in page and "You wrote on" not in page  # the hour of it is not known

    begun = holder.open("/requests/1/").page  # and it did not just now go out from here
    assert begun.by_id("state") and "Your receipt" not in begun.text
    assert "You asked this on our site" in begun.text and "Left blank" not in begun.text
    assert "The conversation" in begun.text
    assert holder.get("/requests/1/receipt.pdf").status_code == 404
    orders = [one for _id, one in Inside(holder.app).read() if isinstance(one, Order)]
    said = [json.loads(one.signed) for one in orders]
    (joined,) = [one["body"] for one in said if one["kind"] == "joined"]
    key = status.key_of(holder.services.pepper, *numbers)
    assert joined["proof"] == status.proof(key, holder.public.id).hex() and joined["reference"] == numbers.reference
    assert numbers.receipt_code not in json.dumps(joined)


def test_wrong_numbers_and_other_forms_get_one_answer_and_tries_are_counted(holder: Holder) -> None:
    numbers, complaint = asked(holder), asked(holder, "complaint")
    tried = [
        (numbers.reference, codes.new()),
        ("7KQ2-M4XD", numbers.receipt_code),
        (complaint.reference, complaint.receipt_code),
        ("no", "no"),
    ]
    for reference, code in tried:
        assert WRONG in join(holder, reference, code)
    for _ in range(6):
        join(holder, "7KQ2-M4XD", numbers.receipt_code)
    page = join(holder, numbers.reference, numbers.receipt_code)
    assert "tried too often" in page and WRONG not in page


def test_a_new_account_adds_nothing(account: Flask, browser: FlaskClient) -> None:
    assert "This page opens later" in Holder(account, browser).open(JOIN).page.text
