"""What is being keyed in is kept: sealed, for one account, past the end of a session, until stored or out of time."""

from __future__ import annotations

import re

import pytest
from sqlalchemy import select, text, update
from support.desk import Browser, Desk
from support.keying_in import SOME, STAMP, VERSION, begin, count, fill, keyed_in, store
from support.public_forms import FORMS

from forms_app.staff.intake import intakes as unfinished
from forms_app.staff.rights import FORMS as FORMS_OF
from forms_app.storage import drafts
from forms_app.storage.tables import intakes

TYPED = {**SOME, "what_happened": "They closed my case.", "phone": "not a number"}


def again(desk: Desk, role: str = "supervisor") -> Browser:
    """The same person, signed in anew."""
    return desk.signed_in(role)


def test_what_was_typed_when_the_session_had_ended_is_kept_for_the_same_person(desk: Desk) -> None:
    browser = desk.signed_in()
    path, token = begin(browser, language="es"), browser.token()
    desk.clock.forward(minutes=16)
    fields = {"form_token": token, "version": "0", "go": "check", **TYPED}
    answer = browser.client.post(path, data=fields)
    assert answer.headers["Location"] == "/sign-in/?kept=yes"
    assert "What you had typed is kept" in browser.get("/sign-in/?kept=yes").text
    assert browser.get(path).headers["Location"] == "/sign-in/"
    page = again(desk).get(path).text
    assert "They closed my case." in page and 'value="not a number"' in page


def test_what_another_tab_saved_is_not_overwritten_when_the_session_had_ended(desk: Desk) -> None:
    browser = desk.signed_in()
    path = begin(browser)
    stale = {"form_token": browser.token(), "version": VERSION.findall(browser.get(path).text)[0], "go": "keep"}
    fill(browser, path, {"full_name": "Rosa Peña"})
    desk.clock.forward(minutes=16)
    for typed in ({"full_name": "Rosa Mendoza"}, {"full_name": "Rosa Peña"}):  # the second says nothing new
        answer = browser.client.post(path, data=stale | typed)
        assert answer.headers["Location"] == "/sign-in/?kept=yes"
    signed_in = again(desk)
    assert 'value="Rosa Peña"' in signed_in.get(path).text and count(desk, "intakes") == 2
    (other,) = set(re.findall(r'"(/intake/[0-9a-f]{32}/)"', signed_in.get("/intake/").text)) - {path}
    assert 'value="Rosa Mendoza"' in signed_in.get(other).text
    assert signed_in.get("/audit/").text.count("Began to key in") == 2


@pytest.mark.parametrize("how", ["switched off", "wrong token", "somebody else's", "another page"])
def test_only_an_own_session_of_somebody_who_still_works_here_keeps_anything(desk: Desk, how: str) -> None:
    browser, other = desk.signed_in(), desk.signed_in("caseworker")
    path = begin(other if how == "somebody else's" else browser)
    fields = {"form_token": browser.token(), "version": "0", "go": "keep", **TYPED}
    if how == "switched off":
        with desk.office.database.write() as connection:
            connection.execute(text("UPDATE accounts SET disabled_at = '2026-01-01' WHERE role = 'supervisor'"))
    desk.clock.forward(minutes=16)
    fields |= {"form_token": "0" * 64} if how == "wrong token" else {}
    answer = browser.client.post(f"{path}check/" if how == "another page" else path, data=fields)
    expected = 400 if how == "wrong token" else 303
    assert answer.status_code == expected and "kept" not in answer.headers.get("Location", "")
    with desk.office.database.read() as connection:
        assert connection.scalars(select(intakes.c.version)).all() == [0]


def test_signing_out_in_another_tab_loses_nothing_of_what_was_typed(desk: Desk) -> None:
    browser = desk.signed_in()
    path = begin(browser)
    fields = {"form_token": browser.token(), "version": "0", "go": "keep", **TYPED}
    browser.post("/sign-out/")
    assert browser.client.post(path, data=fields).headers["Location"] == "/sign-in/?kept=yes"
    assert "They closed my case." in again(desk).get(path).text


def test_nobody_else_sees_it_not_even_that_it_exists(desk: Desk) -> None:
    mine, other = desk.signed_in("caseworker"), desk.signed_in("supervisor")
    path = begin(mine)
    pages = [other.get(place) for place in (path, "/intake/" + "0" * 32 + "/")]
    assert [page.status_code for page in pages] == [404, 404]
    told = [re.sub(r'value="[0-9a-f]{64}"', "", page.text) for page in pages]
    assert told[0].replace(path, "") == told[1].replace("/intake/" + "0" * 32 + "/", "")
    for place in (path, f"{path}check/", f"{path}arrival/", f"{path}end/"):
        assert other.post(place).status_code == 404, place
    assert "Not stored yet" not in other.get("/intake/").text and path in mine.get("/intake/").text
    badge = '1<span class="unseen"> not stored</span>'
    assert badge in mine.get("/inbox/").text and badge not in other.get("/inbox/").text


@pytest.mark.parametrize("role", ["caseworker", "complaint-unit", "ombudsperson", "supervisor"])
def test_each_role_keys_in_the_forms_it_may_see(desk: Desk, role: str) -> None:
    browser = desk.signed_in(role)
    page = browser.get("/intake/").text
    for form in FORMS:
        assert (f'value="{form}"' in page) == (form in FORMS_OF[role])
        answer = browser.post("/intake/", form=form, language="en", channel="phone")
        assert answer.status_code == (303 if form in FORMS_OF[role] else 422), form


def test_it_outlives_a_weekend_and_then_goes(desk: Desk) -> None:
    browser = desk.signed_in()
    path = begin(browser)
    fill(browser, path, TYPED)
    desk.clock.forward(hours=71)
    assert "They closed my case." in again(desk).get(path).text
    desk.clock.forward(hours=2)
    late = again(desk)
    assert late.get(path).status_code == 404 and "Not stored yet" not in late.get("/intake/").text
    assert drafts.purge(desk.office.database, desk.clock.now) == 1 and count(desk, "intakes") == 0


def test_each_save_begins_its_time_anew(desk: Desk) -> None:
    browser = desk.signed_in()
    path = begin(browser)
    for _ in range(2):
        desk.clock.forward(hours=50)
        browser = again(desk)
        assert fill(browser, path, TYPED).status_code == 303


def test_what_is_thrown_away_is_gone_and_stands_in_the_trail(desk: Desk) -> None:
    browser = desk.signed_in()
    path = begin(browser)
    assert browser.post(f"{path}end/").headers["Location"] == "/intake/"
    assert browser.get(path).status_code == 404 and count(desk, "intakes") == 0
    trail = browser.get("/audit/").text
    assert "Threw away what was being keyed in" in trail and "Began to key in" in trail


def test_what_another_tab_changed_is_not_overwritten_unasked(desk: Desk) -> None:
    browser = desk.signed_in()
    path = begin(browser)
    old = VERSION.findall(browser.get(path).text)[0]
    fill(browser, path, {"full_name": "Rosa Mendoza"})
    fields = {"form_token": browser.token(), "version": old, "go": "keep", "full_name": "Rosa Peña"}
    answer = browser.client.post(path, data=fields)
    assert answer.status_code == 409 and "changed in another tab" in answer.text and 'value="Rosa Peña"' in answer.text
    assert 'value="Rosa Mendoza"' in browser.get(path).text
    fields["version"] = VERSION.findall(answer.text)[0]
    assert browser.client.post(path, data=fields).status_code == 303
    assert 'value="Rosa Peña"' in browser.get(path).text


def test_what_cannot_be_saved_stays_on_the_screen(desk: Desk) -> None:
    browser = desk.signed_in()
    path = begin(browser)
    with desk.office.database.write() as connection:
        connection.execute(text("CREATE TRIGGER full BEFORE UPDATE ON intakes BEGIN SELECT RAISE(ABORT, 'full'); END"))
    answer = fill(browser, path, TYPED)
    assert answer.status_code == 503 and "Not saved" in answer.text
    assert "They closed my case." in answer.text and 'value="Rosa Mendoza"' in answer.text
    with desk.office.database.write() as connection:
        connection.execute(text("DROP TRIGGER full"))
    assert fill(browser, path, TYPED).status_code == 303


def test_what_changed_since_the_last_look_is_not_stored_unseen(desk: Desk) -> None:
    browser = desk.signed_in()
    path = begin(browser)
    fill(browser, path, SOME)
    seen = VERSION.findall(browser.get(f"{path}check/").text)[0]
    fill(browser, path, {**SOME, "full_name": "Rosa Peña"})
    answer = browser.post(f"{path}check/", version=seen)
    assert answer.status_code == 409 and "Rosa Peña" in answer.text and count(desk, "submissions") == 0


def test_the_language_changes_and_nothing_is_lost(desk: Desk) -> None:
    browser = desk.signed_in()
    path = begin(browser)
    answer = fill(browser, path, TYPED, "es")
    assert answer.headers["Location"] == f"/es{path}"
    page = browser.get(f"/es{path}").text
    assert ">Qué pasó<" in page and 'value="not a number"' in page


def test_neither_the_database_nor_an_address_says_who_it_is(desk: Desk) -> None:
    browser = desk.signed_in()
    path = begin(browser)
    answer = fill(browser, path, TYPED)
    with desk.office.database.read() as connection:
        rows = str(connection.execute(select(intakes)).all())
    for words in ("Rosa", "closed", "not a number", "complaint"):
        assert words not in rows
        assert words not in answer.headers["Location"]
    title = browser.get(path).text.partition("</title>")[0]
    assert "Rosa" not in title and "Request for Complaint Resolution" in title


def test_a_row_put_under_another_account_does_not_open(desk: Desk) -> None:
    browser, thief = desk.signed_in(), desk.signed_in("caseworker")
    path = begin(browser)
    fill(browser, path, TYPED)
    with desk.office.database.write() as connection:
        number = connection.execute(text("SELECT id FROM accounts WHERE role = 'caseworker'")).scalar_one()
        connection.execute(update(intakes).values(account_id=number))
    assert thief.get(path).status_code == 404


def test_the_codes_are_shown_for_half_an_hour_and_hidden_at_once_when_given(desk: Desk) -> None:
    browser = desk.signed_in()
    path = begin(browser)
    fill(browser, path, SOME)
    code = store(browser, path)["receipt-code"]
    assert code in browser.get(f"/es{path}stored/").text
    with desk.office.database.read() as connection:
        assert connection.scalar(select(intakes.c.until)) == desk.clock.now + unfinished.SHOWN
    assert browser.post(f"{path}end/").status_code == 303
    assert browser.get(f"{path}stored/").status_code == 404 and code not in browser.get("/intake/").text
    assert "Threw away" not in browser.get("/audit/").text


def test_after_half_an_hour_no_page_shows_the_code(desk: Desk) -> None:
    browser = desk.signed_in()
    told = keyed_in(browser, SOME)
    desk.take_in()
    desk.clock.forward(minutes=31)
    browser = again(desk)
    for page in ("/intake/", "/inbox/", f"/submissions/{told['reference']}/", "/audit/"):
        text_of = browser.get(page).text
        assert told["receipt-code"] not in text_of and told["receipt-code"].replace(" ", "") not in text_of


def test_a_letters_stamp_is_asked_for_letters_only(desk: Desk) -> None:
    browser = desk.signed_in()
    path = begin(browser, **STAMP)
    fill(browser, path, SOME)
    reference = store(browser, path)["reference"]
    assert "stamped" not in browser.get(f"/submissions/{reference}/").text
