"""How a holder hears of news: only if she asked, only where an address was shown to be hers, and not after `stop`."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest
from case_worker.conftest import Bench, Opened, order
from sqlalchemy import select, update
from support.case_loading import SMALL
from support.case_packages import change

from forms_app.bundles import codec, messages
from forms_app.bundles import wishes as bundle
from forms_app.bundles.history import NEW_BROWSER
from forms_app.bundles.wishes import Kind, Wishes
from forms_app.case_data.store.asks import Kind as Asked
from forms_app.case_data.store.holders import State
from forms_app.case_worker.loop import work_off
from forms_app.case_worker.telling import sending
from forms_app.sealing import keys
from forms_app.sealing.owner_keys import OwnerKeys
from forms_app.sealing.unseal import OpeningKeys
from forms_app.settings import Settings
from forms_app.storage.tables import outbox

ADDRESS = "someone@example.net"
LATER = "2026-11-02T20:00:00-08:00"


@pytest.fixture
def post(bench: Bench, settings: Settings) -> Post:
    return Post(bench, OpeningKeys(keys.private_pairs(settings, "mail")))


class Post:
    """The outbox as its worker reads it."""

    def __init__(self, bench: Bench, opening: OpeningKeys) -> None:
        self.bench, self._opening = bench, opening

    def mails(self) -> list[dict[str, Any]]:
        """What still has to go out, the first first."""
        sending.work_off(self.bench.parts)
        with self.bench.parts.telling.outbox.read() as connection:
            its = select(outbox.c.id, outbox.c.sealed).where(outbox.c.state == "waiting").order_by(outbox.c.created_at)
            return [json.loads(self._opening.open(sealed, row)) for row, sealed in connection.execute(its)]

    def comes_to(self, state: str, reason: str | None = None) -> None:
        with self.bench.parts.telling.outbox.write() as connection:
            its = update(outbox).where(outbox.c.state == "waiting")
            connection.execute(its.values(state=state, reason=reason, sealed=None))


@pytest.fixture
def hers(bench: Bench, opened: Opened, post: Post) -> OwnerKeys:
    """Confirmed, with an address that she showed to be hers and every kind on."""
    owner = opened()
    confirm(bench, owner)
    assert said(bench, owner, "address", address=ADDRESS, language="es") == "done"
    [mail] = post.mails()
    assert said(bench, owner, "address-code", code=mail["number"]) == "done"
    assert said(bench, owner, "wishes", kinds=[kind.value for kind in Kind], wording="v1") == "done"
    post.comes_to("sent")
    return owner


def confirm(bench: Bench, owner: OwnerKeys) -> None:
    with bench.parts.cases.aside.write() as connection:
        holder = bench.parts.own_list.by_key(connection, owner.public.id)
        assert holder
        bench.parts.own_list.put(connection, replace(holder, state=State.OPEN))
    bench.seal(holder.person_id)


def said(bench: Bench, owner: OwnerKeys, kind: str, **body: object) -> str:
    made = order(owner, kind)
    signed = messages.canonical({**json.loads(made.signed), "body": body})
    return bench.hand_in(messages.Order(owner.public.id, signed, owner.sign(signed)))


def paid_again(bench: Bench) -> None:
    """A new payment in the next package."""
    tables = change(SMALL, "receipts", 1, posted_on="2026-10-30", received_on="2026-10-29")
    bench.loader.load(tables, as_of="2026-11-02", produced_at=LATER)
    work_off(bench.parts)


def wishes(bench: Bench, owner: OwnerKeys) -> Wishes:
    found = bench.sealed(owner, bundle.KIND)
    assert found
    context = codec.context(owner.public.id, bundle.KIND, found.seq)
    return codec.decode(Wishes, owner.open(owner.public, found.sealed, context))


def test_an_address_counts_once_the_number_that_went_there_was_typed_in(
    bench: Bench, opened: Opened, post: Post
) -> None:
    owner = opened()
    confirm(bench, owner)
    said(bench, owner, "address", address=ADDRESS, language="en")
    said(bench, owner, "wishes", kinds=["money"], wording="v1")

    paid_again(bench)
    [mail] = post.mails()
    assert (mail["to"], wishes(bench, owner).state) == (ADDRESS, "unproven")
    assert said(bench, owner, "address-code", code="000000" if mail["number"] != "000000" else "1") == "not-right"
    assert said(bench, owner, "address-code", code=mail["number"]) == "done"
    assert wishes(bench, owner).state == "on"


def test_a_new_payment_is_news_once_and_what_was_there_before_is_none(
    bench: Bench, hers: OwnerKeys, post: Post
) -> None:
    assert post.mails() == []

    paid_again(bench)
    assert [mail["to"] for mail in post.mails()] == [ADDRESS]
    bench.seal("P1")
    assert len(post.mails()) == 1


def test_nobody_hears_of_what_she_did_not_ask_for(bench: Bench, hers: OwnerKeys, post: Post) -> None:
    said(bench, hers, "wishes", kinds=["date"], wording="v1")

    paid_again(bench)
    assert post.mails() == []


def test_after_stop_nothing_goes_out_that_waited_inside_or_in_the_outbox(
    bench: Bench, hers: OwnerKeys, post: Post
) -> None:
    paid_again(bench)
    assert len(post.mails()) == 1
    said(bench, hers, "event", what="password-changed", at="2026-11-02T20:00:00+00:00")

    assert said(bench, hers, "pause") == "done"
    assert post.mails() == []
    assert wishes(bench, hers).state == "paused"


def test_stop_waits_for_what_is_in_a_workers_hand(
    bench: Bench, hers: OwnerKeys, post: Post, monkeypatch: pytest.MonkeyPatch
) -> None:
    paid_again(bench)
    post.mails()
    with bench.parts.telling.outbox.write() as connection:
        connection.execute(update(outbox).where(outbox.c.state == "waiting").values(reason="in_hand"))
    waited = list[float]()

    def sleep(seconds: float) -> None:
        """The mail is out at the second look."""
        waited.append(seconds)
        if len(waited) == 2:
            post.comes_to("sent")

    monkeypatch.setattr("forms_app.case_worker.telling.asking.time.sleep", sleep)

    assert said(bench, hers, "pause") == "done"
    assert len(waited) == 2


def test_an_address_that_mail_comes_back_from_is_used_no_more_and_she_is_told(
    bench: Bench, hers: OwnerKeys, post: Post
) -> None:
    paid_again(bench)
    post.mails()
    post.comes_to("failed", "bounced")
    sending.look_after(bench.parts)
    bench.seal("P1")

    assert wishes(bench, hers).state == "came-back"
    said(bench, hers, "event", what="password-changed", at="2026-11-02T20:00:00+00:00")
    assert post.mails() == []


def test_where_the_mail_server_was_the_fault_it_goes_out_again(bench: Bench, hers: OwnerKeys, post: Post) -> None:
    paid_again(bench)
    post.mails()
    post.comes_to("failed", "no_answer")
    sending.look_after(bench.parts)

    assert [mail["to"] for mail in post.mails()] == [ADDRESS]
    assert wishes(bench, hers).state == "on"


def test_the_old_address_hears_that_there_is_another_one(bench: Bench, hers: OwnerKeys, post: Post) -> None:
    said(bench, hers, "address", address="new@example.net", language="en")

    assert sorted((mail["to"], bool(mail["number"])) for mail in post.mails()) == [
        ("new@example.net", True),
        (ADDRESS, False),
    ]


def test_signing_in_on_a_new_browser_is_news_and_on_a_known_one_is_none(
    bench: Bench, hers: OwnerKeys, post: Post
) -> None:
    at = "2026-11-02T20:00:0{}+00:00"
    said(bench, hers, "event", what="signed-in", at=at.format(1))
    assert post.mails() == []

    said(bench, hers, "event", what="signed-in", at=at.format(2), detail=NEW_BROWSER)
    assert len(post.mails()) == 1


def test_while_an_account_is_new_it_takes_no_address(bench: Bench, opened: Opened, post: Post) -> None:
    owner = opened()

    assert said(bench, owner, "address", address=ADDRESS, language="en") == "not-yet"
    assert post.mails() == []


def test_what_she_said_yes_to_is_kept_with_its_day_and_words(bench: Bench, hers: OwnerKeys) -> None:
    said(bench, hers, "wishes", kinds=["money"], wording="v2")

    rows = bench.loader.rows("consents")
    assert {(row[3], row[4]) for row in rows if row[5] == "v1"} == {(kind.value, "y") for kind in Kind}
    assert {(row[3], row[4]) for row in rows if row[5] == "v2"} == {(one.value, "n") for one in Kind if one != "money"}


def test_an_answer_of_staff_is_news_once_and_for_a_confirmed_account_alone(
    bench: Bench, hers: OwnerKeys, post: Post
) -> None:
    asked = {"key": hers.public.id.hex(), "form": "message"}
    before = len(post.mails())
    assert bench.ask(Asked.ANSWERED, "", **asked).answer == "done"
    assert len(post.mails()) == before + 1
    assert bench.ask(Asked.ANSWERED, "", key=OwnerKeys.generate().public.id.hex(), form="x").answer == "no-account"

    bench.ask(Asked.FREEZE)
    bench.ask(Asked.ANSWERED, "", **asked)
    assert len(post.mails()) == before + 1


def test_the_address_of_whoever_had_a_closed_account_hears_nothing_of_the_one_that_follows(
    bench: Bench, hers: OwnerKeys, opened: Opened, post: Post
) -> None:
    bench.ask(Asked.ANSWERED, "", key=hers.public.id.hex(), form="message")
    assert len(post.mails()) == 1  # waits in the outbox
    bench.ask(Asked.FREEZE)
    assert bench.ask(Asked.CLOSE, account="8").answer == "done"
    assert post.mails() == []

    follows = opened()
    confirm(bench, follows)
    bench.ask(Asked.ANSWERED, "", key=follows.public.id.hex(), form="message")
    assert post.mails() == []
