"""What staff end for whoever calls, writes or comes in: at once, once, in her history; only she says yes again."""

from __future__ import annotations

from datetime import timedelta

import pytest
from case_worker.conftest import Bench, Opened
from case_worker.test_documents import confirm, listed
from case_worker.test_papers import say_yes

from forms_app.bundles.wishes import Kind as News
from forms_app.case_data.store.asks import Kind
from forms_app.case_data.store.holders import HolderKeys, State
from forms_app.case_data.store.telling import notices
from forms_app.case_data.store.telling.notices import Notice
from forms_app.case_data.store.telling.wishes import Wishes
from forms_app.case_worker.telling import addresses
from forms_app.sealing.owner_keys import OwnerKeys

CALLED = {"way": "by-phone"}


def told(bench: Bench) -> list[tuple[str, str, str]]:
    with bench.parts.cases.aside.read() as connection:
        return [(one.what, one.by, one.detail) for one in bench.parts.events.of_person(connection, "P1")]


def wants_mail(bench: Bench, *, is_paused: bool = False) -> None:
    kinds = frozenset(kind.value for kind in News)
    box = addresses.locked(bench.parts, "P1", "ana@example.org", "en")
    wishes = Wishes("P1", box, bench.parts.now(), is_proven=True, kinds=kinds, is_paused=is_paused)
    with bench.parts.cases.aside.write() as connection:
        bench.parts.telling.wishes.put(connection, wishes)


def wishes_of(bench: Bench) -> Wishes | None:
    with bench.parts.cases.aside.read() as connection:
        return bench.parts.telling.wishes.of(connection, "P1")


def later(bench: Bench) -> None:
    now = bench.parts.now() + timedelta(minutes=1)
    object.__setattr__(bench.parts, "now", lambda: now)


def give_pin(bench: Bench, state: State = State.OPEN) -> None:
    line = bench.parts.telephone
    assert line
    with bench.parts.cases.aside.write() as connection:
        line.own_list.put(connection, HolderKeys("P1", OwnerKeys.generate().public, state, bench.parts.today()))


def has_pin(bench: Bench) -> bool:
    assert bench.parts.telephone
    with bench.parts.cases.aside.read() as connection:
        return bool(bench.parts.telephone.own_list.of_person(connection, "P1"))


def test_paper_again_by_telephone_ends_her_yes_and_she_can_say_it_again(bench: Bench, opened: Opened) -> None:
    owner = opened()
    confirm(bench, owner)
    say_yes(bench, owner)
    assert bench.ask(Kind.PAPER_AGAIN, **CALLED).answer == "done"

    assert listed(bench, owner).consent is None
    said = [row[4:6] for row in bench.loader.rows("consents") if row[3] == "papers"]
    assert tuple(said[-1]) == ("n", "withdrawn by-phone")
    assert told(bench)[-1] == ("paper-again", "7", "by-phone")

    later(bench)
    assert bench.ask(Kind.PAPER_AGAIN, **CALLED).answer == "nothing"
    assert [what for what, *_ in told(bench)].count("paper-again") == 1
    assert say_yes(bench, owner) == "done" and listed(bench, owner).consent


def test_paper_again_is_heard_while_the_account_is_stopped(bench: Bench, opened: Opened) -> None:
    owner = opened()
    confirm(bench, owner)
    say_yes(bench, owner)
    bench.ask(Kind.FREEZE)

    assert bench.ask(Kind.PAPER_AGAIN, way="by-mail").answer == "done"
    bench.ask(Kind.THAW, account="8")
    assert listed(bench, owner).consent is None


@pytest.mark.parametrize(("what", "noted"), [("pause", "news-paused"), ("forget", "news-forgotten")])
def test_no_mail_goes_out_any_more(bench: Bench, opened: Opened, what: str, noted: str) -> None:
    confirm(bench, opened())
    wants_mail(bench)
    with bench.parts.cases.aside.write() as connection:
        notices.add(connection, Notice("0" * 32, "P1", News.DATE.value, bench.parts.now()))
    assert bench.ask(Kind.NO_NEWS, what=what, way="by-hand").answer == "done"

    left = wishes_of(bench)
    assert (left is None) == (what == "forget") and (left is None or left.is_paused)
    assert told(bench)[-1] == (noted, "7", "by-hand")
    with bench.parts.cases.aside.read() as connection:
        assert notices.waiting(connection, 10) == []
    later(bench)
    assert bench.ask(Kind.NO_NEWS, what=what, way="by-hand").answer == "nothing"


def test_what_is_paused_can_still_be_forgotten(bench: Bench, opened: Opened) -> None:
    confirm(bench, opened())
    wants_mail(bench, is_paused=True)

    assert bench.ask(Kind.NO_NEWS, what="forget", **CALLED).answer == "done"
    assert wishes_of(bench) is None


def test_a_telephone_pin_is_ended_but_one_that_is_stopped_stays_so(bench: Bench, opened: Opened) -> None:
    confirm(bench, opened())
    assert bench.ask(Kind.NO_PIN, **CALLED).answer == "nothing"
    give_pin(bench)
    assert bench.ask(Kind.NO_PIN, **CALLED).answer == "done"
    assert not has_pin(bench) and told(bench)[-1] == ("phone-pin-ended", "7", "by-phone")

    later(bench)
    give_pin(bench, State.FROZEN)
    assert bench.ask(Kind.NO_PIN, **CALLED).answer == "is-frozen" and has_pin(bench)


def test_paper_again_is_news_for_who_wants_to_hear_of_changes(bench: Bench, opened: Opened) -> None:
    owner = opened()
    confirm(bench, owner)
    say_yes(bench, owner)
    wants_mail(bench)
    bench.ask(Kind.PAPER_AGAIN, **CALLED)

    with bench.parts.cases.aside.read() as connection:
        known = notices.waiting(connection, 10) + notices.find(connection, notices.handed(connection, "P1"))
    assert [one.kind for one in known] == [News.CHANGED.value]


@pytest.mark.parametrize("kind", [Kind.PAPER_AGAIN, Kind.NO_NEWS, Kind.NO_PIN])
@pytest.mark.parametrize("body", [{}, {"way": "by-owl", "what": "pause"}])
def test_what_does_not_say_how_it_was_asked_for_does_nothing(
    bench: Bench, opened: Opened, kind: Kind, body: dict[str, str]
) -> None:
    owner = opened()
    confirm(bench, owner)
    say_yes(bench, owner)
    wants_mail(bench)

    assert bench.ask(kind, **body).answer == "unreadable"
    assert listed(bench, owner).consent and wishes_of(bench)


def test_a_consent_of_hers_says_nothing_of_another(bench: Bench, opened: Opened) -> None:
    owner = opened()
    confirm(bench, owner)
    say_yes(bench, owner)

    assert bench.ask(Kind.PAPER_AGAIN, "P2", **CALLED).answer == "nothing"
    assert listed(bench, owner).consent
