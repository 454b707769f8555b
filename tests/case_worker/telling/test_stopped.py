"""What becomes of news on its way when something happens meanwhile: another address, a stop, two people who are one."""

from __future__ import annotations

from case_worker.conftest import Bench
from case_worker.telling.test_news import ADDRESS, Post, hers, paid_again, post, said, wishes
from sqlalchemy import update
from support.case_loading import SMALL
from support.case_packages import Tables, change

from forms_app.case_data.store.asks import Kind as Asked
from forms_app.case_data.store.for_staff.decisions import Decisions
from forms_app.case_worker.loop import work_off
from forms_app.case_worker.sealing import work_off_changes
from forms_app.case_worker.telling import sending
from forms_app.sealing.owner_keys import OwnerKeys
from forms_app.storage.outbox import deliveries
from forms_app.storage.tables import outbox

__all__ = ["hers", "post"]
NEW, THIRD = "new@example.net", "third@example.net"


def is_paid(bench: Bench) -> None:
    """News is noted, and does not stand in the outbox yet."""
    tables = change(SMALL, "receipts", 1, posted_on="2026-10-30", received_on="2026-10-29")
    bench.loader.load(tables, as_of="2026-11-02", produced_at="2026-11-02T20:00:00-08:00")
    work_off_changes(bench.parts)


def load(bench: Bench, day: str, **cells: str) -> None:
    """The same payments, and something else of her."""
    tables: Tables = change(SMALL, "receipts", 1, posted_on="2026-10-30", received_on="2026-10-29")
    outcome = bench.loader.load(change(tables, "people", 0, **cells), as_of=day, produced_at=f"{day}T20:00:00-08:00")
    assert outcome.loaded, bench.loader.told
    work_off(bench.parts)


def to(post: Post) -> list[str]:
    return sorted(mail["to"] for mail in post.mails())


def test_the_address_until_now_gets_one_mail_when_another_takes_its_place_and_nothing_more(
    bench: Bench, hers: OwnerKeys, post: Post
) -> None:
    paid_again(bench)
    assert to(post) == [ADDRESS]  # waits in the outbox

    said(bench, hers, "address", address=NEW, language="en")
    assert to(post) == [NEW, ADDRESS]

    said(bench, hers, "address", address=THIRD, language="en")
    assert to(post) == [THIRD], "of an address that nobody showed to be hers nobody is told"


def test_after_stop_the_address_until_now_hears_nothing_either(bench: Bench, hers: OwnerKeys, post: Post) -> None:
    said(bench, hers, "address", address=NEW, language="en")
    assert to(post) == [NEW, ADDRESS]

    said(bench, hers, "pause")

    assert to(post) == []


def test_what_comes_back_from_the_address_until_now_says_nothing_of_the_new_one(
    bench: Bench, hers: OwnerKeys, post: Post
) -> None:
    said(bench, hers, "address", address=NEW, language="en")
    [number] = [mail["number"] for mail in post.mails() if mail["number"]]
    with bench.parts.telling.outbox.write() as connection:
        [to_old] = [one for one, mail in zip(_waiting(post), post.mails(), strict=True) if mail["to"] == ADDRESS]
        its = update(outbox).where(outbox.c.id == to_old)
        connection.execute(its.values(state="failed", reason="bounced", sealed=None))

    sending.look_after(bench.parts)

    with bench.parts.telling.outbox.read() as connection:
        assert deliveries.failed_of_holders(connection) == {}
    assert to(post) == [NEW]
    assert said(bench, hers, "address-code", code=number) == "done" and wishes(bench, hers).state == "on"


def _waiting(post: Post) -> list[str]:
    with post.bench.parts.telling.outbox.read() as connection:
        its = outbox.select().where(outbox.c.state == "waiting").order_by(outbox.c.created_at)
        return [row.id for row in connection.execute(its)]


def test_news_noted_before_staff_stop_an_account_waits_until_it_goes_on(
    bench: Bench, hers: OwnerKeys, post: Post
) -> None:
    is_paid(bench)
    bench.ask(Asked.FREEZE)
    bench.ask(Asked.ANSWERED, "", key=hers.public.id.hex(), form="message")
    assert to(post) == []

    bench.ask(Asked.THAW)

    assert to(post) == [ADDRESS] * 3  # the payment, the answer, and that it goes on


def test_nothing_that_waited_goes_out_of_an_account_that_is_closed(bench: Bench, hers: OwnerKeys, post: Post) -> None:
    is_paid(bench)
    bench.ask(Asked.FREEZE)
    assert to(post) == []
    bench.ask(Asked.CLOSE, account="8")

    assert to(post) == []


def test_while_she_may_be_two_people_nobody_is_told_of_what_is_not_shown(
    bench: Bench, hers: OwnerKeys, post: Post
) -> None:
    is_paid(bench)
    load(bench, "2026-11-03", merged_into="P2")
    assert to(post) == []
    bench.ask(Asked.ANSWERED, "", key=hers.public.id.hex(), form="message")
    assert to(post) == [ADDRESS], "an answer can be read under My requests"

    load(bench, "2026-11-04", merged_into="")

    assert to(post) == [ADDRESS] * 2


def test_nobody_writes_to_somebody_who_has_died(bench: Bench, hers: OwnerKeys, post: Post) -> None:
    is_paid(bench)
    load(bench, "2026-11-03", state="died")
    bench.ask(Asked.ANSWERED, "", key=hers.public.id.hex(), form="message")
    bench.ask(Asked.KEYED_IN, "", **KEYED)

    assert to(post) == []


KEYED = {
    **{"name": "Ana Ruiz", "participant_id": "10001", "form": "complaint", "reference": "ABCD-2345"},
    **{"receipt_code": "1" * 20, "sent_at": "2026-11-02T20:00:00+00:00", "channel": "phone"},
}


def test_of_a_row_that_staff_joined_to_another_nothing_goes_out_that_is_not_shown(
    bench: Bench, hers: OwnerKeys, post: Post
) -> None:
    is_paid(bench)
    load(bench, "2026-11-03", merged_into="P2")
    assert Decisions(bench.parts.cases).join("P1", "P2", "7", bench.parts.now())
    work_off(bench.parts)

    assert to(post) == []
