"""Work in bulk: a tick in either list counts; nothing ticked, nothing chosen and something done look different."""

from __future__ import annotations

import re
from typing import Any

import pytest
from support.bulk import listed, save
from support.desk import Browser, Desk
from support.searching import REFERENCES, find

BOX = re.compile(r'name="chosen" value="([^"]+)"( checked)?')


def change(browser: Browser, chosen: list[str], path: str = "/inbox/change/", **fields: str) -> Any:
    return browser.client.post(path, data={"form_token": browser.token(), "chosen": chosen, **fields})


def late_and_fresh(desk: Desk) -> tuple[str, str]:
    late = desk.receive()
    desk.clock.forward(days=40)
    return late, desk.receive()


def test_ticks_in_both_lists_of_a_page_are_one_choice(desk: Desk) -> None:
    late, fresh = late_and_fresh(desk)
    browser = desk.signed_in()
    page = browser.get("/inbox/").text
    form = page[page.index('class="many"') :].partition("</form>")[0]
    assert {value.partition("@")[0] for value, _ in BOX.findall(form)} == {late, fresh}
    assert page.count('class="many"') == 1 and form.count("Change them") == 1
    assert change(browser, [f"{late}@0", f"{fresh}@0"], state="working").status_code == 303
    assert set(listed(browser, "?state=working")) == {late, fresh}


def test_a_browser_is_told_once_how_many_were_changed(desk: Desk) -> None:
    references, browser = late_and_fresh(desk), desk.signed_in()
    assert change(browser, [f"{one}@0" for one in references], state="working").headers["Location"] == "/inbox/"
    assert '<div class="notice notice--ok" role="status"><p>2 submissions were changed.' in browser.get("/inbox/").text
    assert "were changed" not in browser.get("/inbox/").text


@pytest.mark.parametrize("cookie", ["changed.x", "changed.999999", "<b>.1", "changed.-1", "", "changed.1.2"])
def test_the_cookie_that_says_it_says_nothing_else(desk: Desk, cookie: str) -> None:
    browser = desk.signed_in()
    browser.client.set_cookie("staff-done", cookie)
    assert 'role="status"' not in browser.get("/inbox/").text


@pytest.mark.parametrize(("prefix", "words"), [("", "choose submissions in the list"), ("/es", "primero elija envíos")])
def test_nothing_ticked_is_said_and_the_choice_still_stands(desk: Desk, prefix: str, words: str) -> None:
    late_and_fresh(desk)
    browser = desk.signed_in()
    answer = change(browser, [], f"{prefix}/inbox/change/", state="waiting", owner="none")
    assert answer.status_code == 422 and words in answer.text and 'role="alert"' in answer.text
    assert '<option value="waiting" selected>' in answer.text and '<option value="none" selected>' in answer.text


def test_nothing_chosen_is_said_and_the_ticks_still_stand(desk: Desk) -> None:
    late, fresh = late_and_fresh(desk)
    answer = change(desk.signed_in(), [f"{fresh}@0"], state="", owner="")
    assert answer.status_code == 422 and "choose what to do with them" in answer.text
    assert dict(BOX.findall(answer.text)) == {f"{late}@0": "", f"{fresh}@0": " checked"}


def test_after_a_change_the_same_page_of_the_list_is_shown(desk: Desk) -> None:
    late, _fresh = late_and_fresh(desk)
    browser = desk.signed_in()
    page = "/inbox/change/?due=late&after=2026-01-01~AAAA-AAAA"
    answer = change(browser, [f"{late}@0"], page, state="working")
    assert answer.headers["Location"] == "/inbox/?due=late&after=2026-01-01~AAAA-AAAA"


def test_a_mistake_in_what_was_found_shows_what_was_found_again(desk: Desk) -> None:
    reference, browser = desk.receive(full_name="Eva Ruiz"), desk.signed_in()
    desk.receive(full_name="Ana Ortiz")
    page = find(browser, "ruiz").text
    sought = re.findall(r'name="sought" value="([0-9a-f]+)"', page)[0]
    answer = change(browser, [], sought=sought, after="", state="working")
    assert answer.status_code == 422 and REFERENCES.findall(answer.text) == [reference]


def test_what_was_changed_is_counted_beside_what_was_not(desk: Desk) -> None:
    late, fresh = late_and_fresh(desk)
    save(desk.signed_in("caseworker"), late, "waiting", "none")
    answer = change(desk.signed_in(), [f"{late}@0", f"{fresh}@0"], state="working")
    assert answer.status_code == 409 and "1 submission was changed." in answer.text
    assert REFERENCES.findall(answer.text) == [late]
