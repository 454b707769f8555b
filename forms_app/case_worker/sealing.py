"""Seals to a holder what she may see: out of her rows alone, only what changed, and only to keys of the own list."""

from __future__ import annotations

from collections.abc import Iterable

from forms_app.bundles import codec
from forms_app.bundles import details as details_bundle
from forms_app.bundles import history as history_bundle
from forms_app.bundles import money as money_bundle
from forms_app.bundles import spoken as spoken_bundle
from forms_app.bundles import telephone as phone_bundle
from forms_app.bundles import wishes as wishes_bundle
from forms_app.case_data.bundling import details, money, spoken
from forms_app.case_data.bundling.person_rows import PersonRows
from forms_app.case_data.interfaces import Freshness as DataFreshness
from forms_app.case_data.interfaces import Position
from forms_app.case_data.interfaces import Standing as PersonStanding
from forms_app.case_data.store import holders
from forms_app.case_data.store.holders import HolderKeys, State
from forms_app.case_worker import going_on, handing_out, histories, sent_forms, words
from forms_app.case_worker.going_on import EVERYBODY, Reach
from forms_app.case_worker.handing_out import Hand
from forms_app.case_worker.papers import shelf
from forms_app.case_worker.parts import ACCOUNT, TELEPHONE, Door, Parts
from forms_app.case_worker.telephone import pins
from forms_app.case_worker.telling import news
from forms_app.storage.account import inside
from forms_app.storage.account.inside import Freshness, Standing

SHOWS_MONEY = (State.BEGUN, State.REPLACING, State.NEW, State.OPEN)
AT_ONCE = 500  # people asked for in one statement


def has_news(parts: Parts) -> bool:
    """Whether something was loaded or said since it was looked at last."""
    with parts.cases.aside.read() as connection:
        return parts.data.position() != Position(*holders.read_until(connection))


def work_off_changes(parts: Parts) -> int:
    """Seal anew for every holder of whom something changed; how many people that were.

    The day goes out once all bundles of a load are in: whoever reads it reads no older figures under it.
    """
    with parts.cases.aside.read() as connection:
        since = Position(*holders.read_until(connection))
    here, fresh = parts.data.position(), parts.data.as_of()
    if here == since or fresh is None:
        return 0
    changed = _holders_among(parts, parts.data.people_changed(since))
    for person_id in changed:
        seal_person(parts, person_id)
    reach = Reach.to(parts, EVERYBODY)
    for door in parts.doors:
        if reach.has(door.name):
            with reach.through(door.name):
                _put_freshness(door, fresh)
    with parts.cases.aside.write() as connection:
        holders.note_read(connection, *here)
    return len(changed)


def _holders_among(parts: Parts, people: Iterable[str]) -> list[str]:
    """Asked for those who changed, and not for everybody who has an account."""
    found, left = list[str](), list(people)
    while left:
        some, left = left[:AT_ONCE], left[AT_ONCE:]
        with parts.cases.aside.read() as connection:
            those = (door.own_list.people_among(connection, some) for door in parts.doors)
            found += sorted({person for people in those for person in people})
    return found


def _put_freshness(door: Door, fresh: DataFreshness) -> None:
    with door.database.write() as connection:
        inside.put_freshness(connection, Freshness(fresh.as_of, fresh.seq))


def seal_person(parts: Parts, person_id: str) -> None:
    """Through every door of hers; what cannot be done just now is owed."""
    _seal_what_is_hers(Reach.to(parts, person_id))


def work_off_owed(parts: Parts) -> int:
    """What could not be sealed before, because the database of a door was away."""
    return going_on.work_off(parts, lambda person_id, door: _seal_again(parts, person_id, door))


def _seal_again(parts: Parts, person_id: str, door: str) -> None:
    """Raises StillAway, or what the database does."""
    if person_id != EVERYBODY:
        return _seal_what_is_hers(Reach.to(parts, person_id, door))
    fresh = parts.data.as_of()
    if fresh and not has_news(parts):  # else that day goes out after what was loaded meanwhile
        for one in parts.doors:
            if one.name == door:
                _put_freshness(one, fresh)
    return None


def _seal_what_is_hers(reach: Reach) -> None:
    parts, person_id = reach.parts, reach.person_id
    with parts.cases.aside.read() as connection:
        every = parts.keys_of(connection, person_id)
    standing, fresh = parts.data.standing(person_id), parts.data.as_of()
    rows = None if _is_stopped(standing) else parts.data.rows_of(person_id)
    for door, holder in every:
        if not reach.has(door.name):
            continue
        with reach.through(door.name):
            if rows is None or standing is None or fresh is None or holder.state not in SHOWS_MONEY:
                take_back(parts, holder, door)
            elif door is parts.telephone:
                _seal_spoken(parts, door, holder, rows, standing, fresh.seq)
            else:
                _seal(reach, holder, rows, standing, fresh.seq)


def take_back(parts: Parts, holder: HolderKeys, door: Door | None = None, state: str = State.FROZEN.value) -> None:
    """Out of the databases at once: a copy of tomorrow holds nothing of hers."""
    with handing_out.to(parts, holder, door) as hand:
        hand.take_all()
        hand.stand(Standing(state, None))
    words.forget(parts, holder)


def _is_stopped(standing: PersonStanding | None) -> bool:
    return standing is None or standing.shows_nothing


def _seal(reach: Reach, holder: HolderKeys, rows: PersonRows, standing: PersonStanding, seq: int) -> None:
    """First the documents: what is on the list can be read."""
    parts = reach.parts
    with handing_out.to(parts, holder) as hand:
        hand.put_if_other(money_bundle.KIND, codec.encode(owed := money.build(rows)), seq)
        if _is_open(holder):
            around = details.build(rows)
            papers = shelf.put(parts, hand, holder, around.documents, seq)
            hand.put_if_other(details_bundle.KIND, codec.encode(around), seq)
            if reach.has(TELEPHONE):
                with reach.through(TELEPHONE):
                    hand.put_if_other(phone_bundle.KIND, codec.encode(pins.standing_of(parts, holder)), seq)
            hand.put_if_other(wishes_bundle.KIND, codec.encode(news.wishes_of(parts, holder.person_id)), seq)
        sent_forms.put(parts, hand, holder)
        words.put(parts, hand, holder)
        _put_history(parts, hand, holder)
        # No day of its own opens the account of a protected person.
        hand.stand(Standing(holder.state.value, None if standing.is_protected else holder.until))
    if _is_open(holder):
        news.of_bundles(parts, holder.person_id, owed, around, papers)


def _seal_spoken(
    parts: Parts, door: Door, holder: HolderKeys, rows: PersonRows, standing: PersonStanding, seq: int
) -> None:
    """What the telephone may say aloud, and nothing else."""
    with handing_out.to(parts, holder, door) as hand:
        said = spoken.build(rows, with_dates=_is_open(holder))
        hand.put_if_other(spoken_bundle.KIND, codec.encode(said), seq)
        hand.stand(Standing(holder.state.value, None if standing.is_protected else holder.until))


def seal_histories(parts: Parts, person_id: str) -> None:
    """After something was noted of her."""
    with parts.cases.aside.read() as connection:
        every = parts.own_list.of_person(connection, person_id)
    if _is_stopped(parts.data.standing(person_id)):
        return
    reach = Reach.to(parts, person_id)
    for holder in every:
        if holder.state in SHOWS_MONEY and reach.has(ACCOUNT):
            with reach.through(ACCOUNT), handing_out.to(parts, holder) as hand:
                _put_history(parts, hand, holder)


def _put_history(parts: Parts, hand: Hand, holder: HolderKeys) -> None:
    """All that was done with her account; while nobody has confirmed her, with these keys. Its number is how many
    events there are."""
    with parts.cases.aside.read() as connection:
        events = parts.events.of_person(connection, holder.person_id)
    keys = None if _is_open(holder) else holder.public.id
    hand.put_if_other(history_bundle.KIND, codec.encode(histories.build(events, keys)), len(events))


def _is_open(holder: HolderKeys) -> bool:
    """Confirmed; a new account is, from its day on, when the worker opens it."""
    return holder.state is State.OPEN
