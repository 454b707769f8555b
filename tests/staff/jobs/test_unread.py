"""What arrives and cannot be read, which anybody can send, for the key that seals is public: it holds up nothing."""

from __future__ import annotations

import json
import secrets
from datetime import UTC, datetime
from typing import Any

import pytest
from sqlalchemy import insert, select, update
from support.desk import ANSWERS, Browser, Desk
from support.ground import ON_BOTH
from support.paging import walked

from forms_app.sealing import keys
from forms_app.sealing.seal import SealingKey
from forms_app.staff.jobs import arrivals
from forms_app.staff.views import unread
from forms_app.storage.tables import NO_DAY, outbox, submissions

SENT = {"sent_at": "2026-11-20T18:00:00+00:00", "answers": ANSWERS}
KEYED = {"by": 1, "channel": "phone", "filed_on": "2026-11-20", "received_on": "2026-11-20", "came_in_on": None}
NAMED, FOREIGN = "came in that cannot be read", "no form of ours wrote what is in it"


def told(**other: Any) -> bytes:
    return json.dumps({**SENT, **other}).encode()


CONTENTS = {
    "nothing": b"{}",
    "no object": b"[1]",
    "no text": b"\xff\xfe",
    "deep": b"[" * 100_000,
    "no answers": told(answers=None),
    "another kind of answer": told(answers={**ANSWERS, "phone": "(213) 555-0123"}),
    "an answer that can be chosen nowhere": told(answers={**ANSWERS, "role": "king"}),
    "no ways": told(answers={**ANSWERS, "safe_ways": 5}),
    "half a character": told(answers={**ANSWERS, "full_name": "\ud800"}),
    "no moment": told(sent_at="yesterday"),
    "a key too short": told(status_key="00"),
    "keyed in by nobody": told(keyed={**KEYED, "by": "x"}),
    "keyed in over no channel": told(keyed={**KEYED, "channel": "x"}),
    "keyed in on no day": told(keyed={**KEYED, "filed_on": None}),
}


def send(desk: Desk, content: bytes, form: str = "complaint") -> str:
    """What anybody could store who has got hold of the public app."""
    reference = desk.send()
    sealed = SealingKey.of(keys.public_pair(desk.office.settings, "inbox")).seal(content, context=reference)
    change(desk, reference, sealed=sealed, form=form)
    return reference


def change(desk: Desk, reference: str, **values: Any) -> None:
    with desk.office.database.write() as connection:
        connection.execute(update(submissions).where(submissions.c.reference == reference).values(**values))


def due_on(desk: Desk, reference: str) -> Any:
    with desk.office.database.read() as connection:
        return connection.scalar(select(submissions.c.due_on).where(submissions.c.reference == reference))


def found(browser: Browser, reference: str) -> bool:
    return reference in browser.post("/inbox/search/", find="mendoza").text


@pytest.mark.parametrize("content", CONTENTS.values(), ids=CONTENTS)
def test_whatever_one_holds_the_next_one_is_taken_in(desk: Desk, content: bytes) -> None:
    bad = send(desk, content)
    desk.clock.forward(seconds=1)
    good = desk.send()
    assert [desk.take_in(), desk.take_in()] == [2, 0]
    browser = desk.signed_in()
    assert found(browser, good) and not found(browser, bad)
    assert due_on(desk, good) == due_on(desk, bad) < NO_DAY
    page = browser.get("/inbox/").text
    assert NAMED in page and page.count(bad) > page.count(good)
    answer = browser.get(f"/submissions/{bad}/")
    assert answer.status_code == 503 and FOREIGN in answer.text and "Mendoza" not in answer.text


@ON_BOTH
def test_it_is_a_task_until_somebody_closes_it(desk: Desk) -> None:
    bad, browser = send(desk, b"{}"), desk.signed_in()
    desk.take_in()
    desk.clock.forward(hours=1)
    browser = desk.signed_in()
    assert desk.take_in() == 1 and NAMED in browser.get("/inbox/").text
    assert browser.post(f"/submissions/{bad}/note/", text="Told Eva").status_code == 303
    assert "Told Eva" in browser.get(f"/submissions/{bad}/").text
    ended = {"outcome": "void", "ended_on": "2026-11-20", "reason": "Nothing in it is ours"}
    assert browser.post(f"/submissions/{bad}/ended/", **ended).status_code == 303
    assert NAMED not in browser.get("/inbox/").text


def test_what_a_colleague_changed_meanwhile_is_said_there_too(desk: Desk) -> None:
    bad, browser = send(desk, b"{}"), desk.signed_in()
    wanted = {"state": "working", "owner": "none", "version": "0"}
    browser.post(f"/submissions/{bad}/change/", **wanted)
    late = browser.post(f"/submissions/{bad}/change/", **{**wanted, "state": "closed"})
    assert "A colleague changed this in the meantime" in late.text


def test_the_task_is_for_whoever_may_see_the_form(desk: Desk) -> None:
    send(desk, b"{}", form="enrollment")
    desk.take_in()
    seen = {role: NAMED in desk.signed_in(role).get("/inbox/").text for role in ("caseworker", "complaint-unit")}
    assert seen == {"caseworker": True, "complaint-unit": False}


@pytest.mark.parametrize("answers", [{"safe_ways": 5}, {"participant_id": {"text": 5}}])
def test_answers_of_another_kind_break_no_page(desk: Desk, answers: dict[str, Any]) -> None:
    odd = send(desk, told(form="pin-request", answers=answers), form="pin-request")
    desk.take_in()
    assert desk.signed_in().get(f"/submissions/{odd}/").status_code == 200


def test_a_form_that_nobody_knows_is_seen_by_whoever_sees_every_form(desk: Desk) -> None:
    odd = send(desk, told(), form="nothing")
    desk.take_in()
    supervisor, caseworker = desk.signed_in(), desk.signed_in("caseworker")
    assert odd in supervisor.get("/inbox/").text and odd not in caseworker.get("/inbox/").text
    assert FOREIGN in supervisor.get(f"/submissions/{odd}/").text
    assert caseworker.get(f"/submissions/{odd}/").status_code == 404
    ended = {"outcome": "void", "ended_on": "2026-11-20", "reason": "Nothing in it is ours"}
    assert supervisor.post(f"/submissions/{odd}/ended/", **ended).status_code == 303
    assert odd not in supervisor.get("/inbox/").text


@ON_BOTH
def test_very_many_are_named_on_pages_of_their_own(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(unread, "PAGE", 4)
    sent = [send(desk, b"{}") for _ in range(unread.NAMED + 1)]
    desk.take_in()
    browser = desk.signed_in()
    page = browser.get("/inbox/").text
    assert "There are more. These are the oldest." in page and "/inbox/unread/" in page
    assert sorted(walked(browser, "/inbox/unread/")) == sorted(sent)


@ON_BOTH
def test_what_cannot_be_taken_in_at_all_holds_up_nothing(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(arrivals, "BATCH", 2)
    change(desk, desk.send(), received_at=datetime.max.replace(tzinfo=UTC))
    row = {"kind": "arrived", "reference": "7KQ2-M4XD", "attempts": 0, "due_at": desk.clock.now}
    with desk.office.database.write() as connection:
        connection.execute(insert(outbox).values(id=secrets.token_hex(16), created_at=desk.clock.now, **row))
    desk.clock.forward(seconds=1)
    good = desk.send()
    assert [desk.take_in() for _ in range(3)] == [2, 1, 0]
    assert found(desk.signed_in(), good)
