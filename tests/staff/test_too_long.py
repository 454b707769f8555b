"""What staff write is never cut in silence: what is too long is told, with all that was typed, and nothing is done."""

from __future__ import annotations

from html import unescape
from typing import Any

import pytest
from sqlalchemy import Row, select
from support.cards import form_of, press
from support.desk import Browser, Desk
from support.mailing import mail
from support.undelivered import fail
from werkzeug.test import TestResponse

from forms_app.storage.tables import accounts, letters

DAY = "2026-11-20"
CARDS = [
    ("answer", "answered", "reply", 6000, {"answered_on": DAY}),
    ("extension", "extended", "reason", 500, {"mailed_on": DAY}),
    ("end", "ended", "reason", 500, {"outcome": "withdrawn", "ended_on": DAY}),
    ("note", "note", "text", 4000, {}),
]


def test_no_field_of_any_page_cuts(desk: Desk) -> None:
    reference, browser = desk.receive(safe_ways=["mail"]), desk.signed_in("administrator")
    supervisor = desk.signed_in()
    mail(desk, supervisor, reference, "resolution")
    pages = [supervisor.get(path) for path in (f"/submissions/{reference}/", "/inbox/", "/account/codes/")]
    pages += [browser.get("/accounts/"), desk.browser().get("/sign-in/"), desk.browser().get("/set-up/")]
    assert all(page.status_code == 200 and "maxlength" not in page.text for page in pages)


@pytest.mark.parametrize(("card", "where", "field", "most", "others"), CARDS, ids=[card[0] for card in CARDS])
def test_what_is_too_long_is_told_and_stands_there_whole(
    desk: Desk, card: str, where: str, field: str, most: int, others: dict[str, str]
) -> None:
    reference, browser = desk.receive(), desk.signed_in()
    words, before = "Ñandú\r\n" + "y " * (most // 2) + "fin", desk.told(reference)
    typed = {f"{card}__{name}": value for name, value in {**others, field: words}.items()}
    answer = press(browser, reference, card, where, **typed)
    assert answer.status_code == 422 and form_of(answer.text).found[f"{card}.{field}"].endswith("y fin")
    assert f"{len(words) - 1}" in answer.text and desk.told(reference) == before
    typed[f"{card}__{field}"] = words[: most + 1]  # its line break counts once
    assert press(browser, reference, card, where, **typed).status_code == 303


def test_a_reason_for_looking_behind_a_mask_goes_into_the_trail_whole_or_not_at_all(desk: Desk) -> None:
    reference, browser = (
        desk.receive(safe_ways=["mail"], abuse="yes", what_happened="My number: 123-45-6789"),
        desk.signed_in(),
    )
    words = "because " * 70
    answer = browser.post(f"/submissions/{reference}/reveal/", reason=words)
    assert answer.status_code == 422 and f"You have used {len(words.strip())}" in answer.text
    assert words.strip() in answer.text and "123-45-6789" not in answer.text
    assert browser.post(f"/submissions/{reference}/reveal/", reason="\u3164").status_code == 422  # nobody can see it


@pytest.mark.parametrize("text", ["\u3164", " \u2800 ", "\u200b\u200d"])
def test_a_note_that_nobody_could_see_is_no_note(desk: Desk, text: str) -> None:
    reference, browser = desk.receive(), desk.signed_in()
    answer = press(browser, reference, "note", "note", note__text=text)
    assert answer.status_code == 422 and "Write the note first." in answer.text


def test_how_somebody_was_reached_is_kept_whole_or_told(desk: Desk) -> None:
    reference, browser = fail(desk), desk.signed_in()
    for how, said in (("x" * 501, "You have used 501."), ("", "Write how you reached the person.")):
        answer = press(browser, reference, "mail", "mail", mail__how=how)
        assert answer.status_code == 422 and said in answer.text and form_of(answer.text).found["mail.how"] == how
    assert press(browser, reference, "mail", "mail", mail__how="x" * 500).status_code == 303
    answer = press(browser, reference, "settled", "mail/again", settled__why=" ")
    assert answer.status_code == 422 and "Write why: it stays as a note." in answer.text


def test_a_name_that_is_too_long_or_gone_is_told_beside_the_account(desk: Desk) -> None:
    browser = desk.signed_in("administrator")
    desk.person("caseworker")
    with desk.office.database.read() as connection:
        row = connection.execute(select(accounts).where(accounts.c.role == "caseworker")).one()
    for name, said in (
        ("N" * 81, "You have used 81."),
        (" ", "Enter the person&#39;s name."),
        ("\u3164", "the person&#39;s name."),
    ):
        answer = browser.post("/accounts/change/", account=str(row.id), role="caseworker", name=name)
        assert answer.status_code == 422 and said in answer.text and name.strip() in unescape(answer.text)
        added = browser.post("/accounts/add/", email="new@example.org", role="caseworker", name=name)
        assert added.status_code == 422


def test_a_search_that_is_too_long_is_told_and_not_cut(desk: Desk) -> None:
    browser, words = desk.signed_in(), "Rosa " * 41
    answer = browser.post("/inbox/search/", find=words)
    assert answer.status_code == 422 and "You have used 204." in answer.text
    assert words.strip() in answer.text and "Nothing was found" not in answer.text


def test_a_letter_is_noted_as_come_back_by_mistake(desk: Desk) -> None:
    reference, browser = desk.receive(), desk.signed_in()
    mail(desk, browser, reference, "resolution")
    back, away = f"/submissions/{reference}/letters/returned/", f"/submissions/{reference}/letters/not-returned/"
    number = _letter(desk).id
    assert browser.post(back, letter=number, returned_on=DAY).status_code == 303
    assert browser.post(away, letter=number, why="").status_code == 422
    assert browser.post(away, letter=number, why="It was another one.").status_code == 303
    assert _letter(desk).returned_on is None and "It was another one." in browser.get(f"/submissions/{reference}/").text
    assert "came back" not in browser.get("/inbox/").text
    assert "Withdrew that the post had brought a letter back" in browser.get("/audit/").text
    assert browser.post(back, letter=number, returned_on=DAY).status_code == 303  # it did after all


def test_a_letter_that_came_back_is_settled_by_mistake(desk: Desk) -> None:
    reference, browser = desk.receive(), desk.signed_in()
    mail(desk, browser, reference, "resolution")
    where, number = f"/submissions/{reference}/letters", _letter(desk).id
    browser.post(f"{where}/returned/", letter=number, returned_on=DAY)
    assert browser.post(f"{where}/unsettled/", letter=number, why="Not yet").status_code == 409
    browser.post(f"{where}/settled/", letter=number, how="Called her.")
    assert "came back" not in browser.get("/inbox/").text
    assert browser.post(f"{where}/unsettled/", letter=number, why="It was her mother.").status_code == 303
    assert '1<span class="unseen"> came back' in browser.get("/inbox/").text and _letter(desk).settled_at is None


@pytest.mark.parametrize("what", ["mail", "letter"])
def test_whoever_settles_it_second_keeps_the_words_in_the_box_for_a_note(desk: Desk, what: str) -> None:
    reference, browser = fail(desk), desk.signed_in()
    where, letter = f"/submissions/{reference}/mail/", ""
    if what == "letter":
        mail(desk, browser, reference, "resolution")
        letter, where = _letter(desk).id, f"/submissions/{reference}/letters/settled/"
        browser.post(f"/submissions/{reference}/letters/returned/", letter=letter, returned_on=DAY)
    colleague = desk.signed_in("caseworker")
    assert _settle(colleague, where, "Called her.", letter).status_code == 303
    late = _settle(browser, where, "Called his sister, who was told.", letter)
    assert late.status_code == 409 and "A colleague was faster" in late.text
    assert form_of(late.text).found["note.text"] == "Called his sister, who was told."


def _settle(browser: Browser, where: str, how: str, letter: str) -> TestResponse:
    return browser.post(where, how=how, letter=letter)


def _letter(desk: Desk) -> Row[Any]:
    with desk.office.database.read() as connection:
        return connection.execute(select(letters)).one()
