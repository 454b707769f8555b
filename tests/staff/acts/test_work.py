"""Work on submissions: queues, filters, handing on, notes; two people at once lose nothing."""

from __future__ import annotations

import re
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import text
from support.bulk import REFERENCES, VERSION, listed, save
from support.desk import Browser, Desk
from support.ground import ON_BOTH

from forms_app.staff.views import inbox


def number_of(desk: Desk, email: str) -> str:
    with desk.office.database.read() as connection:
        return str(connection.execute(text("SELECT id FROM accounts WHERE email = :e"), {"e": email}).scalar_one())


def test_what_is_late_or_nearly_so_stands_above_the_newest(desk: Desk) -> None:
    late = desk.receive()
    desk.clock.forward(days=4)
    soon = desk.receive()
    desk.clock.forward(days=29)
    fresh = desk.receive()
    assert listed(desk.signed_in()) == [late, soon, fresh]


@pytest.mark.parametrize(("query", "which"), [("?due=late", "late"), ("?due=soon", "soon"), ("?form=enrollment", "")])
def test_a_filter_shows_only_what_it_says(desk: Desk, query: str, which: str) -> None:
    sent = {"late": desk.receive()}
    desk.clock.forward(days=4)
    sent["soon"] = desk.receive()
    desk.clock.forward(days=29)
    sent["fresh"] = desk.receive()
    assert listed(desk.signed_in(), query) == ([sent[which]] if which else [])


@ON_BOTH
@pytest.mark.parametrize("query", ["", "?due=late", "?state=received&owner=none", "?form=complaint&due=late"])
def test_every_queue_shows_each_submission_once_on_both_databases(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, query: str
) -> None:
    monkeypatch.setattr(inbox, "PAGE", 2)
    sent = {desk.receive(form) for form in ("complaint", "enrollment", "complaint", "complaint", "enrollment")}
    desk.clock.forward(days=40 if "late" in query else 0)
    browser, shown, link = desk.signed_in(), [], f"/inbox/{query}"
    wanted = sent if "form" not in query else {one for one in sent if desk.told(one).form == "complaint"}
    while link:
        page = browser.get(link).text
        shown += REFERENCES.findall(page)
        link = "".join(re.findall(r'rel="next" href="([^"]+)"', page)[:1]).replace("&amp;", "&")
    assert sorted(shown) == sorted(wanted)


def test_a_queue_by_due_day_goes_on_where_its_page_ended(desk: Desk) -> None:
    sent = []
    for _ in range(51):
        sent.append(desk.receive())
        desk.clock.forward(hours=1)
    desk.clock.forward(days=40)
    browser = desk.signed_in()
    first = browser.get("/inbox/?due=late").text
    on_page = REFERENCES.findall(first)
    link = re.findall(r'rel="next" href="([^"]+)"', first)[0].replace("&amp;", "&")
    assert sorted([*on_page, *REFERENCES.findall(browser.get(link).text)]) == sorted(sent) and len(on_page) == 50


def test_a_filter_nobody_knows_is_left_out(desk: Desk) -> None:
    reference = desk.receive()
    assert listed(desk.signed_in(), "?owner=1;DROP&state=xx&form=<b>&due=never") == [reference]


def test_taking_over_moves_it_into_my_queue(desk: Desk) -> None:
    reference, browser = desk.receive(), desk.signed_in("complaint-unit")
    assert save(browser, reference, "working", number_of(desk, "complaint-unit@example.org")) == 303
    assert listed(browser, "?owner=me") == [reference] and listed(browser, "?owner=none") == []
    assert "working" in browser.get("/inbox/?state=working").text


def test_what_is_closed_leaves_the_inbox_and_stays_findable(desk: Desk) -> None:
    reference, browser = desk.receive(), desk.signed_in()
    browser.post(f"/submissions/{reference}/answered/", answered_on="2026-11-20")
    assert listed(browser) == [] and listed(browser, "?state=closed") == [reference]


@ON_BOTH
def test_changing_what_a_colleague_just_changed_shows_both_and_loses_neither(desk: Desk) -> None:
    reference, ana, ben = desk.receive(), desk.signed_in("caseworker"), desk.signed_in("supervisor")
    seen = VERSION.findall(ben.get(f"/submissions/{reference}/").text)[0]
    save(ana, reference, "working", number_of(desk, "caseworker@example.org"))
    answer = ben.post(f"/submissions/{reference}/change/", state="waiting", owner="none", version=seen)
    assert answer.status_code == 409
    assert "being worked on, with caseworker@example.org" in answer.text
    assert "waiting for the person, nobody" in answer.text
    assert set(listed(ben, "?state=working")) == {reference}  # also among what was chosen and not saved
    assert save(ben, reference, "waiting", "none", VERSION.findall(answer.text)[0]) == 303


@ON_BOTH
def test_of_two_changes_at_the_same_moment_one_is_told_of_the_other(desk: Desk) -> None:
    reference, people = desk.receive(), [desk.signed_in("caseworker"), desk.signed_in("supervisor")]
    tokens = [browser.token() for browser in people]
    start = threading.Barrier(2)

    def press(browser: Browser, token: str, state: str) -> int:
        fields = {"form_token": token, "state": state, "owner": "none", "version": "0"}
        start.wait()
        return browser.client.post(f"/submissions/{reference}/change/", data=fields).status_code

    with ThreadPoolExecutor(2) as hands:
        assert sorted(hands.map(press, people, tokens, ["working", "waiting"])) == [303, 409]


@ON_BOTH
def test_two_who_change_the_same_many_in_another_order_do_not_block_each_other(desk: Desk) -> None:
    references, people = [desk.receive() for _ in range(20)], [desk.signed_in("caseworker"), desk.signed_in()]
    tokens = [browser.token() for browser in people]
    start = threading.Barrier(2)

    def press(browser: Browser, token: str, order: int) -> int:
        chosen = [f"{reference}@0" for reference in references[::order]]
        start.wait()
        fields = {"form_token": token, "state": "working", "chosen": chosen}
        return browser.client.post("/inbox/change/", data=fields).status_code

    with ThreadPoolExecutor(2) as hands:
        assert sorted(hands.map(press, people, tokens, [1, -1])) == [303, 409]
    assert len(listed(people[0], "?state=working")) == 20


@ON_BOTH
def test_many_are_changed_at_once_and_the_ones_a_colleague_changed_are_named(desk: Desk) -> None:
    first, second, browser = desk.receive(), desk.receive(), desk.signed_in()
    save(desk.signed_in("caseworker"), second, "working", "none")
    fields = {"form_token": browser.token(), "state": "waiting", "chosen": [f"{first}@0", f"{second}@0"]}
    answer = browser.client.post("/inbox/change/", data=fields)
    assert answer.status_code == 409 and REFERENCES.findall(answer.text) == [second]
    assert listed(browser, "?state=waiting") == [first]


@pytest.mark.parametrize("owner", ["99", "administrator"])
def test_work_is_given_only_to_somebody_who_can_do_it(desk: Desk, owner: str) -> None:
    reference, browser = desk.receive(), desk.signed_in()
    desk.person("administrator")
    owner = owner if owner.isdigit() else number_of(desk, "administrator@example.org")
    assert save(browser, reference, "working", owner) == 400


def test_notes_are_kept_in_order_sealed_and_only_text(desk: Desk) -> None:
    reference, browser = desk.receive(), desk.signed_in()
    for note in ("Called, no answer.", "<script>alert(1)</script>"):
        assert browser.post(f"/submissions/{reference}/note/", text=note).status_code == 303
    page = browser.get(f"/submissions/{reference}/").text
    assert page.index("Called, no answer.") < page.index("&lt;script&gt;alert(1)")
    with desk.office.database.read() as connection:
        assert "Called" not in str(connection.execute(text("SELECT box FROM notes")).all())


def test_every_change_stands_in_the_trail(desk: Desk) -> None:
    reference, browser = desk.receive(), desk.signed_in()
    save(browser, reference, "working", number_of(desk, "supervisor@example.org"))
    browser.post(f"/submissions/{reference}/note/", text="x")
    page = browser.get("/audit/").text
    for what in ("received → working", "Assigned", "Wrote a note"):
        assert what in page


@pytest.mark.parametrize("way", ["one", "many"])
def test_what_is_new_again_is_so_for_its_sender_too(desk: Desk, way: str) -> None:
    reference, browser = desk.receive(), desk.signed_in()
    for state, reads in (("working", "looked_at"), ("received", "received"), ("waiting", "looked_at")):
        if way == "one":
            save(browser, reference, state, "none")
        else:
            chosen = re.findall(r'name="chosen" value="([^"]+)"', browser.get("/inbox/").text)[0]
            browser.post("/inbox/change/", chosen=chosen, state=state)
        assert desk.told(reference).state == reads
    browser.post(f"/submissions/{reference}/answered/", answered_on="2026-11-20")
    save(browser, reference, "received", "none")
    assert desk.told(reference).state == "answered"  # more than that stays
