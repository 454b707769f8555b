"""Cards beside a submission: a button sends its own card, and not one word that stands in another is lost by it."""

from __future__ import annotations

import re
from html import unescape

import pytest
from sqlalchemy import text
from support.cards import form_of, press
from support.desk import PASSWORD, Browser, Desk
from support.ground import ON_BOTH

from forms_app.storage import drafts

NOTE, REPLY, LETTER, REASON = (
    "Called <twice>, no answer.",
    "We have looked into it.",
    "Because the file is away.",
    "Busy",
)
TYPED = {"note.text": NOTE, "answer.reply": REPLY, "letter.text": LETTER, "extension.reason": REASON}


def stand(page: str) -> dict[str, str]:
    found = form_of(page).found
    return {name: found[name] for name in TYPED if found.get(name)}


CARDS = {
    "work": ("change", {"work__state": "working"}),
    "note": ("note", {}),
    "answer": ("answered", {}),
    "extension": ("extended", {}),
    "unmask": ("reveal", {"unmask__reason": "to call"}),
}


@ON_BOTH
def test_saving_one_card_keeps_what_was_typed_in_the_others_on_both_databases(desk: Desk) -> None:
    reference, browser = desk.receive(), desk.signed_in()
    typed = {name.replace(".", "__"): value for name, value in TYPED.items()}
    assert press(browser, reference, "work", "change", work__state="working", **typed).status_code == 303
    page = browser.get(f"/submissions/{reference}/").text
    assert stand(page) == TYPED and '<option value="working" selected>' in page and "Saved." in page


@pytest.mark.parametrize("card", ["note", "answer", "extension"])
def test_a_card_that_was_sent_is_empty_and_the_others_are_not(desk: Desk, card: str) -> None:
    reference, browser = desk.receive(), desk.signed_in()
    where, other = CARDS[card]
    typed = {name.replace(".", "__"): value for name, value in TYPED.items()}
    assert press(browser, reference, card, where, **typed, **other).status_code == 303
    left = stand(browser.get(f"/submissions/{reference}/").text)
    closed = {"answer.reply", "extension.reason"} if card == "answer" else set()
    assert left == {
        name: text for name, text in TYPED.items() if not name.startswith(f"{card}.") and name not in closed
    }


def test_what_was_not_sent_is_for_its_writer_alone_and_can_be_thrown_away(desk: Desk) -> None:
    reference, ana, ben = desk.receive(), desk.signed_in("caseworker"), desk.signed_in()
    press(ana, reference, "work", "change", work__state="working", note__text=NOTE)
    assert NOTE not in unescape(ben.get(f"/submissions/{reference}/").text)
    assert "not sent" in ana.get(f"/submissions/{reference}/").text
    with desk.office.database.read() as connection:
        assert b"twice" not in connection.execute(text("SELECT box FROM unsent")).scalar_one()
    ana.post(f"/submissions/{reference}/drop/")
    page = ana.get(f"/submissions/{reference}/").text
    assert stand(page) == {} and "not sent" not in page


def test_it_is_deleted_after_72_hours(desk: Desk) -> None:
    reference, browser = desk.receive(), desk.signed_in()
    press(browser, reference, "work", "change", work__state="working", note__text=NOTE)
    desk.clock.forward(hours=72)
    assert stand(desk.signed_in().get(f"/submissions/{reference}/").text) == {}
    assert drafts.purge(desk.office.database, desk.clock.now) == 1


def test_nothing_is_kept_where_nobody_typed_anything(desk: Desk) -> None:
    reference, browser = desk.receive(), desk.signed_in()
    press(browser, reference, "work", "change", work__state="working")
    assert "not sent" not in browser.get(f"/submissions/{reference}/").text


def test_the_page_of_a_conflict_keeps_every_word(desk: Desk) -> None:
    reference, ana, ben = desk.receive(), desk.signed_in("caseworker"), desk.signed_in()
    seen = form_of(ben.get(f"/submissions/{reference}/").text).found
    press(ana, reference, "work", "change", work__state="working")
    answer = ben.post(
        f"/submissions/{reference}/change/", **{**seen, **TYPED, "work.state": "waiting", "press": "work"}
    )
    assert answer.status_code == 409 and stand(answer.text) == TYPED
    assert '<option value="waiting" selected>' in answer.text


@pytest.mark.parametrize("day", ["", "31/12/2026", "2027-01-01", "2026-11-19", "x"])
def test_a_wrong_day_of_an_answer_shows_the_page_again_with_every_word(desk: Desk, day: str) -> None:
    reference, browser = desk.receive(), desk.signed_in()
    typed = {name.replace(".", "__"): value for name, value in TYPED.items()}
    answer = press(browser, reference, "answer", "answered", **typed, answer__answered_on=day)
    assert answer.status_code == 422 and stand(answer.text) == TYPED and 'id="answer-error"' in answer.text


def test_what_comes_too_late_ends_on_the_page_and_in_no_dead_end(desk: Desk) -> None:
    reference, browser = desk.receive(), desk.signed_in()
    typed = {name.replace(".", "__"): value for name, value in TYPED.items()}
    answer = press(browser, reference, "take-1", "letters/take-back", **typed)
    assert answer.status_code in (400, 404)
    answer = press(browser, reference, "work", "change", **typed, work__owner="999")
    assert answer.status_code == 400 and stand(answer.text) == TYPED and "That was not done." in answer.text


def test_a_look_behind_a_mask_uses_up_its_reason_and_nothing_else(desk: Desk) -> None:
    reference, browser = desk.receive(safe_ways=["none"]), desk.signed_in()
    press(browser, reference, "keep", "keep", unmask__reason="To call", note__text=NOTE)
    shown = press(browser, reference, "unmask", "reveal")
    assert shown.status_code == 200 and stand(shown.text) == {"note.text": NOTE}
    page = browser.get(f"/submissions/{reference}/").text
    assert stand(page) == {"note.text": NOTE} and "To call" not in page


def test_the_preview_of_a_letter_keeps_its_words(desk: Desk) -> None:
    reference, browser = desk.receive(), desk.signed_in()
    shown = press(
        browser, reference, "letter", "letter", letter__kind="extension", letter__text=LETTER, note__text=NOTE
    )
    assert shown.mimetype == "application/pdf"
    assert stand(browser.get(f"/submissions/{reference}/").text) == {"letter.text": LETTER, "note.text": NOTE}


def test_the_enter_key_sends_nothing_and_keeps_what_was_typed(desk: Desk) -> None:
    reference, browser = desk.receive(), desk.signed_in()
    page = browser.get(f"/submissions/{reference}/").text
    first = page[page.index('<form id="desk"') :]
    assert re.findall(r"<button[^>]*>", first)[0].count('value="keep"') == 1
    assert press(browser, reference, "keep", "keep", note__text=NOTE).status_code == 303
    page = browser.get(f"/submissions/{reference}/").text
    assert stand(page) == {"note.text": NOTE} and "Nothing was sent." in page
    assert desk.told(reference).state == "received"


def test_every_button_of_the_page_belongs_to_the_one_form_and_says_its_card(desk: Desk) -> None:
    reference, browser = desk.receive(), desk.signed_in()
    page = browser.get(f"/submissions/{reference}/").text
    beside = page[page.index('class="beside"') :]
    assert "<form" not in beside and len(re.findall("<button", beside)) == beside.count(
        '<button form="desk" formaction='
    )


@pytest.mark.parametrize(("note", "words"), [("", "Write the note first."), ("x" * 4001, "4001 characters, 4000 fit")])
def test_a_note_that_is_none_or_too_long_says_so_and_stays(desk: Desk, note: str, words: str) -> None:
    reference, browser = desk.receive(), desk.signed_in()
    answer = press(browser, reference, "note", "note", note__text=note, answer__reply=REPLY)
    assert answer.status_code == 422 and words in answer.text
    assert stand(answer.text) == {"answer.reply": REPLY, **({"note.text": note} if note else {})}


def test_saving_what_stands_there_already_says_so(desk: Desk) -> None:
    reference, browser = desk.receive(), desk.signed_in()
    press(browser, reference, "work", "change")
    assert "it stood like this already" in browser.get(f"/submissions/{reference}/").text


def ready(browser: Browser, reference: str) -> dict[str, str]:
    """A page on which somebody has typed, with the token that stands in it; it is not posted yet."""
    page = browser.get(f"/submissions/{reference}/").text
    token = re.findall(r'name="form_token" value="([0-9a-f]{64})"', page)[0]
    return {**form_of(page).found, **TYPED, "form_token": token, "press": "work", "work.state": "working"}


def test_signing_out_in_another_tab_loses_no_word(desk: Desk) -> None:
    reference, browser = desk.receive(), desk.signed_in()
    typed = ready(browser, reference)
    browser.post("/sign-out/")
    answer = browser.client.post(f"/submissions/{reference}/change/", data=typed)
    assert answer.headers["Location"] == "/sign-in/?kept=yes"
    page = desk.signed_in().get(f"/submissions/{reference}/").text
    assert stand(page) == TYPED and '<option value="received" selected>' not in page
    assert reference in desk.signed_in().get("/inbox/").text and desk.told(reference).state == "received"


def test_signing_out_and_in_again_in_another_tab_loses_no_word(desk: Desk) -> None:
    reference, browser = desk.receive(), desk.signed_in()
    typed = ready(browser, reference)
    browser.post("/sign-out/")
    desk.clock.forward(seconds=31)
    person = desk.person()
    assert browser.sign_in(person.email, PASSWORD, person.code()).status_code == 303
    assert browser.client.post(f"/submissions/{reference}/change/", data=typed).status_code == 303
    page = browser.get(f"/submissions/{reference}/").text
    assert stand(page) == TYPED and '<option value="working" selected>' in page


def test_what_another_person_typed_in_this_browser_is_kept_for_them_and_not_shown(desk: Desk) -> None:
    reference, browser = desk.receive(), desk.signed_in("caseworker")
    typed = ready(browser, reference)
    browser.post("/sign-out/")
    desk.clock.forward(seconds=31)
    other = desk.person()
    browser.sign_in(other.email, PASSWORD, other.code())
    answer = browser.client.post(f"/submissions/{reference}/change/", data=typed)
    assert answer.status_code == 400 and NOTE not in unescape(answer.text)
    assert stand(browser.get(f"/submissions/{reference}/").text) == {}
    assert stand(desk.signed_in("caseworker").get(f"/submissions/{reference}/").text) == TYPED


def test_a_session_that_ended_by_time_loses_no_word_either(desk: Desk) -> None:
    reference, browser = desk.receive(), desk.signed_in()
    typed = ready(browser, reference)
    desk.clock.forward(minutes=16)
    assert browser.client.post(f"/submissions/{reference}/change/", data=typed).status_code == 303
    assert stand(desk.signed_in().get(f"/submissions/{reference}/").text) == TYPED


@pytest.mark.parametrize("token", ["", "0" * 64, "x"])
def test_without_a_page_of_ours_nothing_is_kept(desk: Desk, token: str) -> None:
    reference, browser = desk.receive(), desk.signed_in()
    typed = {**ready(browser, reference), "form_token": token}
    browser.post("/sign-out/")
    answer = browser.client.post(f"/submissions/{reference}/change/", data=typed)
    assert answer.headers["Location"] == "/sign-in/"
    assert stand(desk.signed_in().get(f"/submissions/{reference}/").text) == {}


def test_after_signing_out_the_old_cookie_opens_nothing(desk: Desk) -> None:
    reference, browser = desk.receive(), desk.signed_in()
    cookie = browser.client.get_cookie("staff")
    browser.post("/sign-out/")
    assert cookie is not None
    browser.client.set_cookie("staff", cookie.value)
    assert browser.get(f"/submissions/{reference}/").status_code == 303
    assert "/sign-in/" in browser.get("/sessions/").headers["Location"]


@pytest.mark.parametrize("changed", [{"reply": "Otherwise.\r\nAnd more."}, {"on": "2026-11-19"}])
def test_a_correction_that_was_begun_without_its_reason_stays(desk: Desk, changed: dict[str, str]) -> None:
    reference, browser = desk.receive(), desk.signed_in()
    desk.clock.forward(days=3)
    browser = desk.signed_in()
    press(browser, reference, "answer", "answered", answer__answered_on="2026-11-20", answer__reply="We\r\nhave.")
    press(browser, reference, "note", "note", note__text="Called.")
    page = browser.get(f"/submissions/{reference}/").text
    assert "typed before and not sent" not in page  # nobody has typed in it
    card = next(name for name in form_of(page).found if name.endswith(".reply")).partition(".")[0]
    typed = {f"{card}__{name}": text for name, text in changed.items()}
    press(browser, reference, "note", "note", note__text="Called again.", **typed)
    found = form_of(browser.get(f"/submissions/{reference}/").text).found
    assert all(found[f"{card}.{name}"].split() == text.split() for name, text in changed.items())
