"""A message from an account in the staff inbox: read with its conversation, answered once, told inside once."""

from __future__ import annotations

import html
import re
import secrets

from support.customers import Customers
from support.desk import Browser, Desk

from forms_app.account.forms.sender import Sender
from forms_app.bundles import messages
from forms_app.forms import FORMS
from forms_app.sealing import codes
from forms_app.sealing.owner_keys import OwnerKeys
from forms_app.staff.jobs import inside_post
from forms_app.storage import status
from forms_app.storage.filing import Accepted, prepare
from forms_app.storage.status import Status
from forms_app.storage.submissions.references import new_reference
from forms_app.storage.submissions.submissions import find

WROTE_AGAIN = "wrote again at"


def send(desk: Desk, owner: OwnerKeys, words: str, county: str = "Los Angeles") -> Accepted:
    numbers = Accepted(new_reference(), codes.new())
    answers = {"message": words, "case_number": {"text": "2000000000001"}, "county": county}
    with desk.app.app_context():
        form, now = FORMS["message"], desk.clock.now
        sender = Sender(owner.public.id, owner)
        ready = prepare(desk.office, form, answers, "es", now, accepted=numbers, sender=sender)
    with desk.office.database.write() as connection:
        ready.store(connection)
    return numbers


def told(desk: Desk, numbers: Accepted) -> Status:
    with desk.office.database.read() as connection:
        return status.read(connection, numbers.reference, status.key_of(desk.office.pepper, *numbers))


def page_of(browser: Browser, numbers: Accepted) -> str:
    return html.unescape(" ".join(browser.get(f"/submissions/{numbers.reference}/").text.split()))


def answer(browser: Browser, numbers: Accepted, reply: str, read: str = "") -> tuple[int, str]:
    """As the page has it now, or as it had it when `read` was the newest."""
    page = browser.get(f"/submissions/{numbers.reference}/").text
    newest = re.search(r'name="answer.read" value="([^"]+)"', page)
    day = re.search(r'name="answer.answered_on"[^>]* value="([^"]+)"', page)
    fields = {"answer.reply": reply, "answer.answered_on": day[1] if day else "2026-11-20"}
    fields["answer.read"] = read or (newest[1] if newest else "")
    posted = browser.post(f"/submissions/{numbers.reference}/answered/", press="answer", **fields)
    return posted.status_code, html.unescape(posted.text)


def test_it_is_due_as_an_inquiry_is_and_one_answer_goes_to_all_that_is_open(desk: Desk, customers: Customers) -> None:
    owner = customers.open_account("P1")
    first = send(desk, owner, "Where is the payment of May?")
    desk.clock.forward(minutes=5)
    second = send(desk, owner, "And that of June?")
    desk.take_in()
    staff = desk.signed_in("caseworker")

    page = page_of(staff, second)
    assert "Where is the payment of May?" in page and "goes to one more message" in page
    assert "Send the answer" in page and "Same number or case" not in page
    with desk.office.database.read() as connection:
        due = [row.due_on for one in (first, second) if (row := find(connection, one.reference))]
    assert due and all(due)
    assert answer(staff, second, "Both came on Monday.")[0] == 303
    assert [told(desk, one).reply for one in (first, second)] == ["Both came on Monday."] * 2


def test_staff_are_told_before_their_answer_goes_that_she_wrote_again(desk: Desk, customers: Customers) -> None:
    owner = customers.open_account("P1")
    first = send(desk, owner, "Where is the payment of May?")
    desk.take_in()
    staff = desk.signed_in("caseworker")
    page_of(staff, first)
    desk.clock.forward(minutes=2)
    second = send(desk, owner, "I found it, never mind.")  # a moment ago: nobody has taken it in

    code, page = answer(staff, first, "We are looking.", read=first.reference)

    assert code == 422 and WROTE_AGAIN in page and "We are looking." in page and "never mind" in page
    assert told(desk, first).state != "answered"
    assert answer(staff, first, "Good.")[0] == 303
    assert told(desk, second).reply == "Good."


def test_of_two_who_answer_one_wins_and_the_other_keeps_his_words(desk: Desk, customers: Customers) -> None:
    numbers = send(desk, customers.open_account("P1"), "Where is the payment of May?")
    desk.take_in()
    ana, luis = desk.signed_in("caseworker"), desk.signed_in("caseworker", "luis@example.org")

    assert answer(ana, numbers, "It came.")[0] == 303
    code, page = answer(luis, numbers, "It has not come.")

    assert code in (409, 422) and "It has not come." in page and told(desk, numbers).reply == "It came."


def test_the_other_parent_of_the_case_and_whoever_forges_stand_in_no_conversation(
    desk: Desk, customers: Customers
) -> None:
    hers = send(desk, customers.open_account("P1"), "Where is the payment of May?")
    send(desk, customers.open_account("P2"), "I paid, tell her nothing.")
    send(desk, OwnerKeys.generate(), "Forged words.")
    desk.take_in()

    page = page_of(desk.signed_in("caseworker"), hers)

    assert "tell her nothing" not in page and "Forged words" not in page


def test_her_next_message_opens_the_conversation_again(desk: Desk, customers: Customers) -> None:
    owner = customers.open_account("P1")
    first = send(desk, owner, "Where is the payment of May?")
    desk.take_in()
    staff = desk.signed_in("caseworker")
    answer(staff, first, "It came.")
    desk.clock.forward(minutes=5)
    second = send(desk, owner, "It did not.")
    desk.take_in()

    page = page_of(staff, second)
    assert "It came." in page and "one more message" not in page and told(desk, second).state == "received"


def test_the_inside_is_told_of_an_answer_once_and_her_history_says_it(desk: Desk, customers: Customers) -> None:
    owner = customers.open_account("P1")
    both = [send(desk, owner, "Where is the payment of May?"), send(desk, owner, "And June?")]
    desk.take_in()
    answer(desk.signed_in("caseworker"), both[0], "They came.")

    for _ in range(2):
        inside_post.work_off(desk.office)
        customers.round()
    assert [one for one in customers.events() if one[0] == "answered"] == [("answered", "staff", "message")]


def ask_publicly(desk: Desk, words: str) -> Accepted:
    """An inquiry of the public site, which names no case."""
    numbers = Accepted(new_reference(), codes.new())
    answers = {"topic": "no-case", "message": words, "full_name": "Ana Ruiz", "county": "Los Angeles"}
    with desk.app.app_context():
        ready = prepare(desk.office, FORMS["inquiry"], answers, "es", desk.clock.now, accepted=numbers)
    with desk.office.database.write() as connection:
        ready.store(connection)
    return numbers


def say_it_is_hers(customers: Customers, owner: OwnerKeys, asked: Accepted, proof: bytes) -> str:
    body = {"reference": asked.reference, "case": "2000000000001", "proof": proof.hex()}
    said = {"kind": "joined", "body": body, "key": owner.public.id.hex(), "at": "", "nonce": secrets.token_hex(16)}
    signed = messages.canonical(said)
    return customers.hand_in(messages.Order(owner.public.id, signed, owner.sign(signed)))


def test_a_question_of_the_site_joins_the_conversation_by_a_proof_that_staff_check(
    desk: Desk, customers: Customers
) -> None:
    owner = customers.open_account("P1")
    asked, others = ask_publicly(desk, "My question on the site."), ask_publicly(desk, "Not hers.")
    key = status.key_of(desk.office.pepper, *asked)
    assert say_it_is_hers(customers, owner, asked, status.proof(key, owner.public.id)) == "done"
    assert say_it_is_hers(customers, owner, others, secrets.token_bytes(32)) == "done"  # staff alone can tell
    assert say_it_is_hers(customers, owner, others, b"short") == "not-hers"
    mine = send(desk, owner, "As I asked before.")
    desk.take_in()
    staff = desk.signed_in("caseworker")

    page = page_of(staff, mine)
    assert "My question on the site." in page and "Not hers." not in page
    page = page_of(staff, asked)
    assert "10001 added it to the messages" in page and "As I asked before." in page and "Not hers." not in page
    assert "added it to the messages" not in page_of(staff, others)
    assert answer(staff, mine, "Both are answered.")[0] == 303
    assert told(desk, asked).reply == "Both are answered."
