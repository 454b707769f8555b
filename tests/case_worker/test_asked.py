"""What staff ask, the worker does: by its own list and the case data, and each thing once."""

from __future__ import annotations

import base64
import json
from datetime import datetime, timedelta

import pytest
from case_worker.conftest import Bench, Opened, order
from support.case_loading import SMALL
from support.case_packages import change

from forms_app.bundles.messages import Activation
from forms_app.case_data.store import asks
from forms_app.case_data.store.asks import Asks, Kind
from forms_app.case_data.store.letters import inside_letters
from forms_app.case_worker import mailing
from forms_app.case_worker.desk.asked import work_off_asks
from forms_app.case_worker.loop import work_off
from forms_app.deadlines import clock
from forms_app.sealing import keys
from forms_app.sealing.owner_keys import OwnerKeys
from forms_app.sealing.unseal import OpeningKeys
from forms_app.settings import Settings
from forms_app.storage.account.at_hand import Lookups


@pytest.fixture
def inbox(settings: Settings) -> OpeningKeys:
    return OpeningKeys(keys.private_pairs(settings, "inbox"))


def words_of(inbox: OpeningKeys, letter: inside_letters.InsideLetter) -> dict[str, str]:
    said: dict[str, str] = json.loads(inbox.open(letter.sealed, inside_letters.context(letter.nonce)))
    return said


def handed_over(inbox: OpeningKeys, ask: asks.Ask) -> str:
    return inbox.open(base64.b64decode(ask.result["sealed"]), asks.of_result(ask.nonce)).decode()


def sessions_from(bench: Bench, owner: OwnerKeys) -> datetime | None:
    return Lookups(bench.parts.account).of(b"", owner.public.id, "money").sessions_from


def test_whom_staff_confirm_sees_everything_at_once(bench: Bench, opened: Opened) -> None:
    owner = opened()
    assert bench.sealed(owner, "details") is None

    assert bench.ask(Kind.CONFIRM, way="desk", document="passport").answer == "done"
    assert bench.sealed(owner, "details")
    standing = bench.standing(owner)
    assert standing and standing.state == "open"


def test_nobody_is_confirmed_who_has_no_account(bench: Bench) -> None:
    assert bench.ask(Kind.CONFIRM, way="called").answer == "no-account"
    assert bench.ask(Kind.CONFIRM, way="somehow").answer == "unreadable"


def test_a_protected_person_is_confirmed_by_two_and_never_by_one_twice(bench: Bench, opened: Opened) -> None:
    owner = opened()
    bench.loader.urgent(1, people=[{**SMALL["people"][0], "op": "put", "restricted": "y", "zip": ""}])

    words = [bench.ask(Kind.CONFIRM, account=one, way="desk").answer for one in ("7", "7", "8")]
    assert words == ["one-more", "one-more", "done"]
    assert bench.sealed(owner, "details")


def test_a_frozen_account_has_no_bundle_and_no_session_and_gets_none(bench: Bench, opened: Opened) -> None:
    owner, before = opened(), clock.utc_now()
    bench.ask(Kind.CONFIRM, way="called")

    assert bench.ask(Kind.FREEZE).answer == "done"
    bench.loader.load(change(SMALL, "cases", 0, office="Uptown"))
    work_off(bench.parts)
    assert not any(bench.sealed(owner, kind) for kind in ("money", "details", "history"))
    ended = sessions_from(bench, owner)
    assert ended and ended >= before

    assert bench.ask(Kind.CONFIRM, way="called").answer == "is-frozen"
    assert bench.ask(Kind.THAW).answer == "done"
    assert bench.sealed(owner, "details") and bench.money(owner)


def test_what_is_stopped_while_it_is_made_is_not_let_in_by_its_last_step(bench: Bench) -> None:
    owner = OwnerKeys.generate()
    bench.hand_in(Activation("10001", bench.code_for("P1"), owner.public.data, "en"))
    bench.ask(Kind.VETO)

    assert bench.hand_in(order(owner, "complete")) == "done"
    assert bench.sealed(owner) is None
    assert bench.ask(Kind.THAW).answer == "one-more"  # who noted it lets it not go on
    bench.ask(Kind.THAW, account="8")
    standing = bench.standing(owner)
    assert standing and standing.state == "new" and bench.money(owner)


def test_ended_sessions_leave_what_is_sealed(bench: Bench, opened: Opened) -> None:
    owner = opened()
    assert bench.ask(Kind.END_SESSIONS).answer == "done"
    assert bench.money(owner) and sessions_from(bench, owner)


def test_a_code_goes_by_letter_once_in_ten_days_and_an_earlier_one_stays_good(bench: Bench, inbox: OpeningKeys) -> None:
    first = bench.ask(Kind.CODE, way="letter")
    again = bench.ask(Kind.CODE, way="letter")
    assert (first.answer, again.answer) == ("letter", "earlier") and len(bench.letters()) == 1
    [letter] = bench.letters()
    words = words_of(inbox, letter)
    assert (words["name"], words["language"], letter.address) == ("Ana Ruiz", "es", SMALL["addresses"][0]["sealed"])

    bench.on(clock.today() + timedelta(days=10))
    assert bench.ask(Kind.CODE, way="letter").answer == "letter"
    owner = OwnerKeys.generate()
    assert bench.hand_in(Activation("10001", words["code"], owner.public.data, "en")) == "opened"


@pytest.mark.parametrize(
    ("cells", "why"),
    [
        ({"address_changed_on": "2026-10-20"}, "moved"),
        ({"address_shared": "y"}, "shared"),
        ({"may_post": "n"}, "no-post"),
        ({"state": "died"}, "died"),
    ],
)
def test_no_letter_goes_where_others_may_open_it(bench: Bench, cells: dict[str, str], why: str) -> None:
    bench.on(clock.today().replace(year=2026, month=11, day=28))
    bench.loader.load(change(SMALL, "people", 0, **cells))
    ask = bench.ask(Kind.CODE, way="letter")
    assert (ask.answer, ask.result) == ("person", {"why": why}) and not bench.letters()


def test_a_protected_person_gets_her_code_at_the_desk_from_two(bench: Bench, inbox: OpeningKeys) -> None:
    assert bench.ask(Kind.CODE, "P3", way="letter").result == {"why": "protected"}
    assert bench.ask(Kind.CODE, "P3", "7", way="desk", document="passport").answer == "one-more"
    given = bench.ask(Kind.CODE, "P3", "8", way="desk", document="passport")
    code, owner = handed_over(inbox, given), OwnerKeys.generate()

    assert bench.hand_in(Activation("10003", code, owner.public.data, "en")) == "opened"
    assert bench.hand_in(order(owner, "complete")) == "done"
    assert bench.sealed(owner, "details")
    assert not [letter for letter in bench.letters() if letter.sealed or letter.address]


def test_notice_goes_out_when_an_account_is_whole_and_her_days_count_from_its_mailing(
    bench: Bench, opened: Opened, inbox: OpeningKeys
) -> None:
    owner, today = opened(), clock.today()
    [letter] = bench.letters()
    assert letter.kind == "notice" and words_of(inbox, letter) == {"name": "Ana Ruiz", "language": "es", "words": ""}
    assert letter.mail_by == bench.parts.rules.add_business_days(today, 2)

    bench.on(today + timedelta(days=1))
    mailed_on = (today + timedelta(days=1)).isoformat()
    assert bench.ask(Kind.MAILED, "", letter=letter.number, on=mailed_on).answer == "done"
    standing = bench.standing(owner)
    assert standing and standing.until == today + timedelta(days=8)
    assert not bench.letters()
    [gone] = inside_letters.InsideLetters(bench.parts.cases).of_person("P1")
    assert (gone.sealed, gone.address) == (b"", "")

    for days, sees_it in ((7, False), (8, True)):
        bench.on(today + timedelta(days=days))
        mailing.open_due(bench.parts)
        assert bool(bench.sealed(owner, "details")) is sees_it


def test_the_days_of_a_protected_person_open_nothing(bench: Bench, opened: Opened) -> None:
    owner, today = opened(), clock.today()
    bench.ask(Kind.MAILED, "", letter=bench.letters()[0].number, on=today.isoformat())
    bench.loader.urgent(1, people=[{**SMALL["people"][0], "op": "put", "restricted": "y", "zip": ""}])
    bench.on(today + timedelta(days=30))
    work_off(bench.parts)

    assert mailing.open_due(bench.parts) == 0
    standing = bench.standing(owner)
    assert bench.sealed(owner, "details") is None and standing and standing.until is None


def test_where_no_notice_can_go_out_staff_find_that_and_nothing_is_lost(bench: Bench, opened: Opened) -> None:
    opened("P2", "10002")
    bench.loader.load(change(SMALL, "people", 1, address_changed_on=clock.today().isoformat()))
    [letter] = bench.letters()
    assert (letter.kind, letter.why_not, letter.sealed) == ("notice", "no-address", b"")


@pytest.mark.parametrize("kind", [Kind.CODE, Kind.FREEZE])
def test_who_is_stopped_before_the_answer_does_it_once(
    bench: Bench, opened: Opened, monkeypatch: pytest.MonkeyPatch, kind: Kind
) -> None:
    opened()
    asking = Asks(bench.parts.cases, bench.worker)
    number = asking.ask(kind, {"way": "letter"}, "P1", "7", clock.utc_now(), nonce="once")
    assert asking.ask(kind, {"way": "letter"}, "P1", "7", clock.utc_now(), nonce="once") == number
    with monkeypatch.context() as killed, pytest.raises(KeyboardInterrupt):
        killed.setattr(asks, "answer", lambda *_: (_ for _ in ()).throw(KeyboardInterrupt))
        work_off_asks(bench.parts)
    before = len(bench.letters()), len(bench.loader.rows("codes")), len(bench.loader.rows("holder_events"))

    work_off_asks(bench.parts)
    found = asking.answer_to(number)
    assert found and found.answer in ("letter", "done")
    assert before == (
        *(len(bench.letters()), len(bench.loader.rows("codes"))),
        len(bench.loader.rows("holder_events")),
    )


def test_what_nobody_sealed_to_the_worker_does_nothing(bench: Bench, opened: Opened) -> None:
    owner = opened()
    stranger = OwnerKeys.generate().public.sealing_key
    number = Asks(bench.parts.cases, stranger).ask(Kind.FREEZE, {}, "P1", "7", clock.utc_now())
    work_off(bench.parts)
    found = Asks(bench.parts.cases, stranger).answer_to(number)
    assert found and found.answer == "unreadable" and bench.money(owner)


def test_a_code_at_the_desk_takes_two_each_time(bench: Bench) -> None:
    words = [bench.ask(Kind.CODE, account=one, way="desk", document="passport").answer for one in ("7", "8", "9")]
    assert words == ["one-more", "code", "one-more"]


def test_who_had_a_code_made_cannot_confirm_alone(bench: Bench, opened: Opened) -> None:
    bench.ask(Kind.CODE, account="7", way="letter")
    opened()
    assert bench.ask(Kind.CONFIRM, account="7", way="called").answer == "one-more"
    assert bench.ask(Kind.CONFIRM, account="8", way="called").answer == "done"


def test_what_staff_only_tell_stands_in_the_events(bench: Bench, opened: Opened) -> None:
    opened()
    assert bench.ask(Kind.LOOKED_AT, reason="call").answer == "done"
    assert bench.ask(Kind.LOOKED_AT, "P2", reason="visit").answer == "done"  # who has no account
    assert bench.ask(Kind.LOOKED_AT, reason="out of curiosity").answer == "unreadable"
    assert bench.ask(Kind.CALLED_BACK, outcome="not-reached").answer == "not-reached"
    assert bench.ask(Kind.CALLED_BACK, outcome="hers").answer == "done"
    with bench.parts.cases.aside.read() as connection:
        told = [(one.what, one.by, one.detail) for one in bench.parts.events.of_person(connection, "P1")]
        others = [one.detail for one in bench.parts.events.of_person(connection, "P2")]
    assert told[-2:] == [("looked-at", "7", "call"), ("called-back", "7", "hers")] and others == ["visit"]


def test_a_code_that_was_handed_over_is_kept_no_longer(bench: Bench) -> None:
    bench.ask(Kind.CODE, account="7", way="desk", document="passport")
    made = bench.ask(Kind.CODE, account="8", way="desk", document="passport")
    bench.ask(Kind.HANDED_OVER, "P2", ask=made.number)  # of another person
    assert "sealed" in bench.loader.rows("asks")[1][-1]
    bench.ask(Kind.HANDED_OVER, ask=made.number)
    assert bench.loader.rows("asks")[1][-1] == "{}"


def test_who_says_that_a_letter_was_not_hers_has_no_code_and_may_get_a_new_one(
    bench: Bench, inbox: OpeningKeys
) -> None:
    bench.ask(Kind.CODE, way="letter")
    [letter] = bench.letters()
    assert bench.ask(Kind.VETO).answer == "done"

    code, owner = words_of(inbox, letter)["code"], OwnerKeys.generate()
    assert bench.hand_in(Activation("10001", code, owner.public.data, "en")) == "not-right"
    assert bench.ask(Kind.CODE, way="letter").answer == "letter"


def test_a_notice_that_comes_back_opens_nothing_and_staff_must_reach_her(bench: Bench, opened: Opened) -> None:
    owner, today = opened(), clock.today()
    [letter] = bench.letters()
    assert bench.ask(Kind.CAME_BACK, "", letter=letter.number).answer == "unreadable"  # it was never mailed
    bench.ask(Kind.MAILED, "", letter=letter.number, on=today.isoformat())
    assert bench.ask(Kind.CAME_BACK, "", letter=letter.number).answer == "done"

    standing = bench.standing(owner)
    assert standing and standing.until is None
    [stuck] = inside_letters.InsideLetters(bench.parts.cases).stuck()
    assert (stuck.person_id, stuck.why_not) == ("P1", "back")
    bench.on(today + timedelta(days=30))
    assert mailing.open_due(bench.parts) == 0
    bench.ask(Kind.CONFIRM, way="called")
    assert not inside_letters.InsideLetters(bench.parts.cases).stuck()


def test_a_closed_account_gets_nothing_and_a_code_opens_another(bench: Bench, opened: Opened) -> None:
    thief = opened()
    assert bench.ask(Kind.CLOSE).answer == "no-account"  # only what is stopped is closed
    bench.ask(Kind.VETO)
    assert bench.ask(Kind.CLOSE).answer == "one-more"  # who stopped it does not close it, too
    assert bench.ask(Kind.CLOSE, account="8").answer == "done"
    assert bench.ask(Kind.THAW, account="8").answer == "no-account"
    assert bench.hand_in(order(thief, "complete")) == "not-hers"

    hers = opened()
    assert bench.money(hers) and bench.sealed(thief) is None


def test_a_letter_whose_code_has_ended_goes_out_no_more_and_a_new_one_may(bench: Bench) -> None:
    bench.ask(Kind.CODE, way="letter")
    bench.on(clock.today() + timedelta(days=22))
    assert mailing.take_back_letters(bench.parts) == 1
    assert bench.ask(Kind.CODE, way="letter").answer == "letter"
    assert [letter.why_not for letter in bench.letters()] == ["old", ""]


def test_with_a_closed_account_its_notice_goes_and_with_a_veto_a_code(bench: Bench, opened: Opened) -> None:
    opened()
    bench.ask(Kind.VETO)
    bench.ask(Kind.CLOSE, account="8")
    bench.ask(Kind.CODE, way="letter")
    bench.ask(Kind.VETO)
    assert [(letter.kind, letter.why_not) for letter in bench.letters()] == [("notice", "closed"), ("code", "ended")]
