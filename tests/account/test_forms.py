"""The forms inside the account: they wait for their holder alone, go out once, and are read again without a number."""

from __future__ import annotations

import json
import re
from datetime import timedelta
from itertools import takewhile
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from support.account_holder import Inside, post
from support.answers import most
from support.case_packages import change, small
from support.ground import SetClock
from support.holder_visitor import Holder
from support.visitor import Visitor

from forms_app.account.forms import sending
from forms_app.account.services import AccountServices
from forms_app.bundles import earlier, own_words
from forms_app.bundles.earlier import Earlier, Sent
from forms_app.bundles.own_words import OwnWords
from forms_app.forms import FORMS, sent_from
from forms_app.sealing import keys
from forms_app.sealing.owner_keys import PublicKeys
from forms_app.sealing.unseal import OpeningKeys
from forms_app.storage import status
from forms_app.storage.account import inside
from forms_app.storage.filing import Ready
from forms_app.storage.submissions.submission import FromAccount, signed_words
from forms_app.storage.tables import submissions
from forms_app.web import cookies

INQUIRY = "/forms/inquiry/"
WORDS = "Why did the payment of May not come?"


@pytest.fixture
def holder(clock: SetClock, account: Flask, browser: FlaskClient) -> Holder:
    return Holder(account, browser)


@pytest.mark.parametrize("prefix", ["", "/es"])
@pytest.mark.parametrize("name", sorted(sent_from("account")))
def test_each_form_goes_from_its_start_to_where_it_stands(holder: Holder, name: str, prefix: str) -> None:
    Inside(holder.app).confirm(holder.public, tables=change(small(), "events", 0, kind="appointment"))
    holder.fill_in(name, prefix).press("send")

    assert holder.path == f"{prefix}/requests/1/"
    said = "Received" if not prefix else "Recibido"
    assert holder.page.by_id("state").text == said
    listed = holder.open(f"{prefix}/requests/").page
    assert [link.attrs["href"] for link in listed.all("a") if listed.by_id("sent") in link.around] == [
        f"{prefix}/requests/1/"
    ]
    assert holder.get(f"{prefix}/requests/1/receipt.pdf").mimetype == "application/pdf"


def test_a_request_for_a_pin_is_not_made_here(holder: Holder) -> None:
    assert "pin-request" not in sent_from("account") and holder.open("/forms/pin-request/").status == 404
    assert holder.open("/requests/2/").status == 404
    assert holder.open("/requests/?page=2").status == 404


def test_what_she_sends_carries_her_signature_over_reference_and_answers(holder: Holder) -> None:
    holder.fill_in("complaint").press("send")

    with holder.services.sent.read() as connection:
        reference, sealed = connection.execute(select(submissions.c.reference, submissions.c.sealed)).one()
    opening = OpeningKeys(keys.private_pairs(holder.services.settings, "inbox"))
    content = json.loads(opening.open(sealed, context=reference))
    account = FromAccount.unpacked(content["account"])
    assert account.key_id == holder.public.id
    PublicKeys(holder.public.data).verify(signed_words(reference, "complaint", content["answers"]), account.signature)
    with holder.services.sent.read() as connection:
        key = status.key_of(holder.services.pepper, reference, account.receipt_code)
        assert status.read(connection, reference, key).form == "complaint"


def test_a_form_waits_seven_days_behind_her_next_sign_in(holder: Holder, clock: SetClock) -> None:
    holder.begin("inquiry").open(f"{INQUIRY}question/").press("next", {"topic": "caseworker", "message": WORDS})
    holder.client.get("/forms/exit/").close()
    clock.forward(days=6)
    assert holder.open(f"{INQUIRY}question/").path == "/sign-in/"
    Inside(holder.app).seal_money(holder.public, "P1", holder.services.today())

    holder.sign_in()
    assert "A question for the agency" in holder.open("/requests/").page.text
    assert WORDS in str(holder.open(f"{INQUIRY}question/").shown)
    clock.forward(days=8)
    holder.sign_in()
    assert holder.open(f"{INQUIRY}question/").path == INQUIRY


def test_another_holder_does_not_find_it(holder: Holder) -> None:
    holder.begin("inquiry")
    with holder.services.database.read() as connection:
        assert holder.services.drafts.load(b"another holder's".ljust(32), "inquiry", holder.services.now()) is None
        assert connection is not None
    assert holder.open(f"{INQUIRY}question/").path == f"{INQUIRY}question/"


def test_pressed_twice_it_is_sent_once(holder: Holder) -> None:
    holder.fill_in("inquiry")
    assert [holder.sent_to("send") for _ in range(2)] == ["/requests/1/", "/requests/1/"]
    assert holder.arrived() == 1


def test_what_could_not_be_stored_for_the_agency_can_be_sent_again(
    holder: Holder, monkeypatch: pytest.MonkeyPatch
) -> None:
    holder.fill_in("inquiry")
    with monkeypatch.context() as broken:
        broken.setattr(Ready, "store", fail)
        assert holder.press("send").status == 503
        assert "Nothing was sent" in holder.page.text and holder.arrived() == 0
    holder.press("send")

    assert holder.path == "/requests/1/" and holder.arrived() == 1


def test_what_arrived_and_was_not_kept_for_her_is_finished_at_the_next_look(
    holder: Holder, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The process dies between the two databases; then she wants to change an answer."""
    holder.fill_in("inquiry")
    with monkeypatch.context() as broken:
        broken.setattr(sending, "_finish", fail)
        assert holder.sent_to("send") == "/requests/"
        assert holder.get("/requests/").status_code == 503
    assert holder.arrived() == 1

    assert holder.open(f"{INQUIRY}question/").path == "/requests/1/"
    assert holder.open(f"{INQUIRY}question/").path == "/requests/1/"
    assert holder.arrived() == 1


def fail(*_given: object) -> None:
    raise OSError("no room on the disk")


def test_two_tabs_do_not_overwrite_each_other(holder: Holder) -> None:
    holder.begin("inquiry").open(f"{INQUIRY}question/")
    other = Visitor(holder.app, holder.client, holder.base_url).open(f"{INQUIRY}question/")
    holder.press("next", {"topic": "caseworker", "message": WORDS})

    other.press("next", {"topic": "caseworker", "message": "Something else"})

    assert other.status == 409 and "another tab" in other.page.text
    assert "Something else" in str(other.shown)
    assert WORDS in str(holder.open(f"{INQUIRY}question/").shown)


def test_a_page_that_only_shows_says_that_it_shows_what_the_other_tab_wrote(holder: Holder) -> None:
    holder.fill_in("inquiry")
    other = Visitor(holder.app, holder.client, holder.base_url).open(f"{INQUIRY}question/")
    other.press("next", {"topic": "caseworker", "message": "Something else"})

    assert holder.press("send").status == 409 and holder.arrived() == 0
    assert "as they are now" in holder.page.text and "Something else" in holder.page.text


CHANGES = ("contact-update", "employment-update")


def read(holder: Holder, path: str) -> str:
    return str(holder.client.get(path).get_data(as_text=True))


@pytest.mark.parametrize("name", CHANGES)
def test_a_new_account_changes_nothing_and_is_told_whom_to_call(holder: Holder, name: str) -> None:
    page = read(holder, f"/forms/{name}/")

    assert "To change it today, call" in page and "Not yet" in page


@pytest.mark.parametrize("name", CHANGES)
def test_in_the_days_after_a_recovery_nothing_is_changed(holder: Holder, name: str) -> None:
    Inside(holder.app).confirm(holder.public)
    with holder.services.database.write() as connection:
        later = holder.services.now() + timedelta(hours=5)
        inside.allow_no_changes(connection, holder.public.id, later)

    assert "You came back by recovery" in read(holder, f"/forms/{name}/")


def test_a_change_stands_in_her_history_and_nowhere_on_the_public_site(holder: Holder, visitor: Visitor) -> None:
    there = Inside(holder.app)
    there.confirm(holder.public)
    holder.fill_in("contact-update").press("send")

    assert ("contact-changed", "contact-update") in there.events_of(holder.public)
    offered = [link.attrs.get("href", "") for link in visitor.open("/forms/").page.all("a")]
    assert not [address for address in offered if any(name in address for name in CHANGES)]
    assert {visitor.open(f"/forms/{name}/").status for name in CHANGES} == {404}


def test_a_page_of_an_earlier_session_is_shown_again_with_what_was_typed(holder: Holder) -> None:
    holder.begin("inquiry").open(f"{INQUIRY}question/")
    pairs = holder.typed(message=WORDS)
    holder.client.get("/forms/exit/").close()
    holder.sign_in()

    holder.post(f"{INQUIRY}question/", pairs)

    assert holder.status == 400 and WORDS in str(holder.shown)
    holder.press("next", {"topic": "caseworker"})
    assert holder.path == f"{INQUIRY}you/"


def test_a_complaint_about_a_balance_begins_with_what_the_account_shows(holder: Holder) -> None:
    begun = holder.open("/forms/complaint/?about=1").page.text
    for said in ("Filled in for you", "Los Angeles", "As of", "I think this is wrong, because:"):
        assert said in begun

    holder.begin("complaint", query="?about=1")
    holder.open("/forms/complaint/problem/")
    assert holder.path == "/forms/complaint/you/"  # each page is still to be confirmed
    assert holder.shown["role"] == ["prs"]


def test_a_form_stands_among_her_requests(holder: Holder) -> None:
    here = [link.attrs["href"] for link in holder.begin("inquiry").page.all("a") if link.attrs.get("aria-current")]

    assert here and set(here) == {"/requests/"}


def test_a_place_that_is_none_of_hers_fills_in_nothing(holder: Holder) -> None:
    for query in ("?about=9", "?about=0", "?about=x", "?after=1"):
        assert "I think this is wrong" not in holder.open(f"/forms/complaint/{query}").page.text


def test_a_hearing_begins_with_the_complaint_that_was_sent_from_here(holder: Holder, clock: SetClock) -> None:
    holder.fill_in("complaint").press("send")
    reference = holder.page.by_id("reference").text
    clock.forward(days=31)
    holder.sign_in()
    holder.open("/requests/1/")
    assert holder.page.by_id("hearing").text

    holder.open("/forms/state-hearing/?after=1")

    assert reference in holder.page.text


def form_token(holder: Holder) -> str:
    return next(field.attrs["value"] for field in holder.page.all("input") if field.attrs.get("name") == "form_token")


def database_bytes(services: AccountServices) -> bytes:
    file = Path(str(services.settings.account_database_url.database))
    return b"".join(path.read_bytes() for path in file.parent.glob(f"{file.name}*"))


def test_what_was_sent_before_a_recovery_is_listed_with_where_it_stands(holder: Holder) -> None:
    holder.fill_in("inquiry").press("send")
    kept = re.findall(r"[A-Z0-9]{4}-[A-Z0-9]{4}|(?:\d{4} ){4}\d{4}", read(holder, "/requests/1/").replace("\xa0", " "))
    reference = next(one for one in kept if "-" in one)
    code = next(one for one in kept if " " in one).replace(" ", "")
    sent = Sent("inquiry", reference, code, holder.services.now())
    Inside(holder.app).seal(holder.public, earlier.KIND, Earlier((sent,)))

    assert "/requests/earlier/1/" in read(holder, "/requests/")
    page = read(holder, "/requests/earlier/1/")
    assert reference in page and "shown here once your account is confirmed" in page and "receipt.pdf" not in page
    there = Inside(holder.app)
    there.confirm(holder.public)
    assert "being brought back to you" in read(holder, "/requests/earlier/1/")
    kind = own_words.kind_of(holder.public.id, reference)
    there.seal(holder.public, kind, OwnWords(json.dumps({"message": "Where is the payment of May?"})))
    page = read(holder, "/requests/earlier/1/")
    assert "Where is the payment of May?" in page and "brought back" not in page
    assert holder.client.get("/requests/earlier/1/receipt.pdf").data.startswith(b"%PDF")
    assert holder.client.get("/requests/earlier/2/").status_code == 404


@pytest.mark.parametrize("because", ["I think this is wrong, because:", "Creo que esto está mal, porque:\n"])
def test_a_complaint_that_was_filled_in_is_not_sent_without_its_reason(holder: Holder, because: str) -> None:
    form = FORMS["complaint"]
    slug = next(page.slug for page in form.pages if "what_happened" in form.names[page.slug])
    filled = most(form)
    holder.begin("complaint", query="?about=1")
    for earlier_slug in takewhile(lambda asked: asked != slug, filled.asked):
        holder.open(f"/forms/complaint/{earlier_slug}/").press("next", filled.of(earlier_slug))
    answers = {**filled.of(slug), "what_happened": [f"My account shows $100.00.\n{because}"]}
    holder.press("next", answers)

    assert holder.status == 422 and "Write what is wrong" in holder.page.by_id("error-summary").text
    holder.press("next", {**answers, "what_happened": [f"My account shows $100.00.\n{because} I paid it in May."]})
    assert holder.status == 200


def test_the_browser_in_which_she_opened_her_account_is_no_new_one(holder: Holder) -> None:
    there = Inside(holder.app)
    holder.client.delete_cookie(cookies.name_of("account", behind_tls=False))
    assert holder.client.get("/home/").status_code == 303
    holder.sign_in()

    assert ("signed-in", "") in there.events_of(holder.public)


def test_what_was_begun_goes_on_purpose_after_a_question_and_what_was_sent_stays(holder: Holder) -> None:
    holder.fill_in("inquiry").press("send")
    holder.fill_in("complaint")
    asked = read(holder, "/requests/delete/complaint/")
    assert "Delete what you began?" in asked and "/requests/delete/complaint/" in read(holder, "/requests/")

    for _press in ("once", "and again"):
        listed = post(holder.client, "/home/", "/requests/delete/complaint/")
        assert "Not sent yet" not in listed and "/requests/1/" in listed
    assert holder.client.get("/requests/delete/complaint/").location.endswith("/requests/")
