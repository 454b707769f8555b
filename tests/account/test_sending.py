"""Send, over two databases: one transaction in each, and what is cut off anywhere is found, finished and told once."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import Connection, event
from support.account_holder import Inside
from support.ground import SetClock
from support.holder_visitor import Holder

from forms_app.account.forms import sending
from forms_app.account.forms.sender import token
from forms_app.account.services import services
from forms_app.account.views.opened import Hers
from forms_app.bundles.messages import Order
from forms_app.storage.drafts import Draft, Drafts

QUESTION = "/forms/inquiry/question/"
LATER = "And where is the payment of June?"


@pytest.fixture
def holder(clock: SetClock, account: Flask, browser: FlaskClient) -> Holder:
    found = Holder(account, browser)
    Inside(account).confirm(found.public)
    return found


def told(holder: Holder) -> list[str]:
    """The acts that the inside hears of, each once however often it was pressed."""
    orders = [json.loads(one.signed) for _id, one in Inside(holder.app).read() if isinstance(one, Order)]
    return [one["body"].get("what", "") for one in orders if one["kind"] == "sent"]


def committed(holder: Holder) -> Counter[str]:
    found: Counter[str] = Counter()

    def counts(name: str) -> Callable[[Connection], None]:
        return lambda _connection: found.update([name])

    for name in ("database", "sent"):
        event.listen(getattr(holder.services, name).engine, "commit", counts(name))
    return found


def test_a_message_is_sent_with_one_transaction_in_each_database(
    holder: Holder, monkeypatch: pytest.MonkeyPatch
) -> None:
    holder.open("/messages/write/1/").press("next", {"message": LATER})
    opened: list[str] = []
    monkeypatch.setattr(Hers, "open", lambda _hers, kind, _of: opened.append(kind))
    found = committed(holder)

    assert holder.sent_to("send") == "/requests/1/"
    assert (found, opened) == (Counter(database=1, sent=1), [])
    assert told(holder) == ["message-sent"]


@pytest.mark.parametrize("name", ["inquiry", "message"])
def test_cut_off_behind_the_agency_it_is_finished_by_the_next_press_and_told_once(
    holder: Holder, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    holder.fill_in(name)
    with monkeypatch.context() as broken:
        broken.setattr(sending, "_finish", fail)
        holder.sent_to("send")
    assert told(holder) == []

    assert [holder.sent_to("send") for _ in range(2)] == ["/requests/1/", "/requests/1/"]
    assert holder.arrived() == 1 and len(told(holder)) == 1


def test_a_change_for_a_case_that_she_ticked_is_finished_too(holder: Holder, monkeypatch: pytest.MonkeyPatch) -> None:
    holder.fill_in("contact-update")
    with monkeypatch.context() as broken:
        broken.setattr(sending, "_finish", fail)
        assert holder.press("send").path != "/requests/1/" and holder.arrived() == 1

    assert holder.open("/forms/contact-update/check/").path == "/requests/1/"
    assert holder.arrived() == 1 and told(holder) == ["contact-changed"]


def test_what_another_tab_writes_while_it_goes_is_not_lost_and_not_sent(
    holder: Holder, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its page was read before the press, and is kept between the two databases."""
    holder.fill_in("inquiry")
    store = sending._store

    def while_another_tab_writes(draft: Draft) -> None:
        store(draft)
        drafts, now = services().drafts, services().now()
        read = Drafts.load(drafts, token(), "inquiry", now)
        assert read
        raw = {**read.raw["question"], "message": [LATER]}
        drafts.save(token(), read.with_page("question", raw, {"message": LATER}), now)

    with monkeypatch.context() as between:
        between.setattr(sending, "_store", while_another_tab_writes)
        assert holder.sent_to("send") == "/requests/1/"

    assert told(holder) == ["form-sent"] and holder.arrived() == 1
    assert LATER in str(holder.open(QUESTION).shown)


def test_what_was_changed_after_a_press_that_failed_goes_under_numbers_of_its_own(
    holder: Holder, monkeypatch: pytest.MonkeyPatch
) -> None:
    holder.fill_in("inquiry")
    taken: list[tuple[str, ...]] = []

    def note(draft: Draft) -> None:
        taken.append(draft.sending)
        raise OSError("no room on the disk")

    with monkeypatch.context() as broken:
        broken.setattr(sending, "_store", note)
        assert [holder.press("send").status for _ in range(2)] == [503, 503]
        holder.open(QUESTION).press("next", {"topic": "caseworker", "message": LATER})
        holder.press("send")
    first, again, changed = taken

    assert first == again and not set(first) & set(changed) and holder.arrived() == 0


def fail(*_given: object) -> None:
    raise OSError("no room on the disk")
