"""Letters of the staff in accounts: a copy of what was mailed, or in place of paper for whoever wants that; once."""

from __future__ import annotations

import hashlib
import secrets
from io import BytesIO

import pytest
from pypdf import PdfReader
from support.customers import Customers
from support.desk import ANSWERS, Browser, Desk
from support.letters import write

from forms_app.account.forms.sender import Sender
from forms_app.bundles import codec, documents, messages, papers
from forms_app.bundles.papers import Letter, Papers
from forms_app.case_data.store.holders import HolderKeys, State
from forms_app.case_worker.sealing import seal_person
from forms_app.forms import FORMS
from forms_app.sealing.owner_keys import OwnerKeys
from forms_app.staff.jobs import arrivals
from forms_app.storage.account import inside
from forms_app.storage.filing import Accepted, prepare
from forms_app.storage.letters import letters
from forms_app.storage.letters.letters import LetterRow
from forms_app.storage.submissions.references import new_reference


@pytest.fixture
def owner(customers: Customers) -> OwnerKeys:
    made = customers.open_account()
    with customers.parts.cases.aside.write() as connection:
        holder = HolderKeys("P1", made.public, State.OPEN, customers.parts.today())
        customers.parts.own_list.put(connection, holder)
    seal_person(customers.parts, "P1")
    return made


def send(desk: Desk, owner: OwnerKeys) -> str:
    """A complaint from her account, to which letters may go."""
    accepted = Accepted(new_reference(), "99999999999999999995")
    with desk.app.app_context():
        sender = Sender(owner.public.id, owner)
        ready = prepare(
            desk.office, FORMS["complaint"], dict(ANSWERS), "en", desk.clock.now, accepted=accepted, sender=sender
        )
    with desk.office.database.write() as connection:
        ready.store(connection)
    return accepted.reference


def order(customers: Customers, owner: OwnerKeys, kind: str, **body: str) -> str:
    said = {"kind": kind, "body": body, "key": owner.public.id.hex(), "at": "", "nonce": secrets.token_hex(16)}
    signed = messages.canonical(said)
    return customers.hand_in(messages.Order(owner.public.id, signed, owner.sign(signed)))


def say_yes(customers: Customers, owner: OwnerKeys) -> None:
    word, wording = papers.sample_word(owner.public.id, "en"), papers.wording(paper_goes_on=True)
    assert order(customers, owner, "consent", language="en", word=word, wording=wording, text="0") == "done"


def rounds(customers: Customers) -> None:
    """The staff side asks, the worker answers, the staff side does what was answered; and again, for nothing."""
    with customers.desk.app.app_context():
        for _ in range(3):
            arrivals.round_(customers.desk.office)
            customers.round()


def read(customers: Customers, owner: OwnerKeys) -> list[tuple[Letter, str]]:
    """Her letters, each with its words."""
    with customers.parts.account.read() as connection:
        listed = inside.bundle_of(connection, owner.public.id, papers.KIND)
        assert listed
        context = codec.context(owner.public.id, papers.KIND, listed.seq)
        every = codec.decode(Papers, owner.open(owner.public, listed.sealed, context)).letters
        found = []
        for letter in every:
            kind = documents.kind_of(owner.public.id, letter.doc_id)
            sealed = inside.bundle_of(connection, owner.public.id, kind)
            assert sealed
            plain = owner.open(owner.public, sealed.sealed, codec.context(owner.public.id, kind, sealed.seq))
            pdf = documents.decode(plain, letter.sha256)
            assert hashlib.sha256(pdf).hexdigest() == letter.sha256
            found.append((letter, " ".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages)))
    return found


def row_of(desk: Desk, reference: str) -> LetterRow:
    with desk.office.database.read() as connection:
        [row] = letters.list_about(connection, reference)
    return row


def mail(browser: Browser, row: LetterRow, today: str) -> None:
    browser.post("/letters/print/", chosen=f"{row.id}@{row.printed}")
    answer = browser.post("/letters/mailed/", chosen=f"{row.id}@{row.printed + 1}", mailed_on=today)
    assert answer.status_code == 303, answer.text


def test_without_a_yes_a_letter_goes_by_mail_and_a_copy_lies_in_the_account(
    customers: Customers, owner: OwnerKeys
) -> None:
    desk, browser = customers.desk, customers.desk.signed_in("supervisor")
    reference = send(desk, owner)
    rounds(customers)
    assert write(browser, reference, "resolution", do="queue").status_code == 303
    rounds(customers)
    assert read(customers, owner) == [] and row_of(desk, reference).in_account is None

    mail(browser, row_of(desk, reference), desk.office.today().isoformat())
    rounds(customers)
    [(letter, text)] = read(customers, owner)
    assert letter.paper_sent and letter.what == "answers" and letter.answer_by and letter.pages == 1
    assert reference in text and "Olive" not in text and row_of(desk, reference).in_account == "copy"
    assert "A copy lies in the account." in browser.get(f"/submissions/{reference}/").text


def test_whoever_said_yes_gets_it_there_alone_and_nothing_waits_for_the_printer(
    customers: Customers, owner: OwnerKeys
) -> None:
    desk, browser = customers.desk, customers.desk.signed_in("supervisor")
    reference = send(desk, owner)
    rounds(customers)
    say_yes(customers, owner)
    assert write(browser, reference, "acknowledgement", do="queue").status_code == 303
    rounds(customers)

    row = row_of(desk, reference)
    assert (row.state, row.in_account, row.printed) == ("mailed", "only", 0)
    [(letter, _text)] = read(customers, owner)
    assert not letter.paper_sent and letter.answer_by is None
    page = browser.get(f"/submissions/{reference}/").text
    assert "In the account in place of paper since" in page
    assert "A letter was put into the account in place of paper" in page
    order(customers, owner, "no-consent")
    rounds(customers)
    assert len(read(customers, owner)) == 1 and row_of(desk, reference).in_account == "only"


def test_a_yes_taken_back_while_a_letter_waits_or_is_printed_lets_it_go_by_mail_once(
    customers: Customers, owner: OwnerKeys
) -> None:
    desk, browser = customers.desk, customers.desk.signed_in("supervisor")
    reference = send(desk, owner)
    rounds(customers)
    say_yes(customers, owner)
    write(browser, reference, "acknowledgement", do="queue")
    order(customers, owner, "no-consent")
    rounds(customers)
    assert row_of(desk, reference).in_account == "paper" and read(customers, owner) == []
    mail(browser, row_of(desk, reference), desk.office.today().isoformat())
    rounds(customers)

    [(letter, _text)] = read(customers, owner)
    assert letter.paper_sent and row_of(desk, reference).in_account == "copy"


def test_what_another_signed_or_nobody_did_goes_into_no_account(customers: Customers, owner: OwnerKeys) -> None:
    desk, browser = customers.desk, customers.desk.signed_in("supervisor")
    reference = send(desk, OwnerKeys.generate())
    rounds(customers)
    say_yes(customers, owner)
    write(browser, reference, "acknowledgement", do="queue")
    rounds(customers)

    row = row_of(desk, reference)
    assert (row.state, row.in_account) == ("waiting", "none") and read(customers, owner) == []
