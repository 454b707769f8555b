"""Seals to a holder what she may see: out of her rows alone, only what changed, and only to keys of the own list."""

from __future__ import annotations

from datetime import date

from forms_app.bundles import codec
from forms_app.bundles import details as details_bundle
from forms_app.bundles import history as history_bundle
from forms_app.bundles import money as money_bundle
from forms_app.bundles.details import Details
from forms_app.case_data.bundling import details, money
from forms_app.case_data.bundling.person_rows import PersonRows
from forms_app.case_data.interfaces import CaseData, Position
from forms_app.case_data.store import holders
from forms_app.case_data.store.holders import HolderKeys, State
from forms_app.case_worker import documents, handing_out, histories
from forms_app.case_worker.parts import Parts
from forms_app.storage.account import inside
from forms_app.storage.account.inside import Freshness, Standing

SHOWS_MONEY = (State.BEGUN, State.NEW, State.OPEN)


def work_off_changes(parts: Parts) -> int:
    """Seal anew for every holder of whom something changed; how many people that were.

    The day goes out once all bundles of a load are in: whoever reads it reads no older figures under it.
    """
    with parts.cases.aside.read() as connection:
        since = Position(*holders.read_until(connection))
        ours = parts.own_list.people(connection)
    here, fresh = parts.data.position(), parts.data.as_of()
    if here == since or fresh is None:
        return 0
    changed = [person for person in parts.data.people_changed(since) if person in ours]
    for person_id in changed:
        seal_person(parts, person_id)
    with parts.account.write() as connection:
        inside.put_freshness(connection, Freshness(fresh.as_of, fresh.seq))
    with parts.cases.aside.write() as connection:
        holders.note_read(connection, *here)
    return len(changed)


def seal_person(parts: Parts, person_id: str) -> None:
    with parts.cases.aside.read() as connection:
        every = parts.own_list.of_person(connection, person_id)
    rows = parts.data.rows_of(person_id)
    fresh = parts.data.as_of()
    for holder in every:
        if rows is None or fresh is None or holder.state not in SHOWS_MONEY or _is_stopped(parts.data, person_id):
            take_back(parts, holder)
        else:
            _seal(parts, holder, rows, fresh.seq)


def take_back(parts: Parts, holder: HolderKeys) -> None:
    """Out of the databases at once: a copy of tomorrow holds nothing of hers."""
    handing_out.take(parts, holder)
    with parts.account.write() as connection:
        inside.put_standing(connection, holder.public.id, Standing(State.FROZEN.value, None))


def _is_stopped(data: CaseData, person_id: str) -> bool:
    standing = data.standing(person_id)
    return standing is None or standing.is_frozen or standing.has_died


def _seal(parts: Parts, holder: HolderKeys, rows: PersonRows, seq: int) -> None:
    handing_out.put_if_other(parts, holder, money_bundle.KIND, codec.encode(money.build(rows)), seq)
    if _is_open(holder):
        _seal_details(parts, holder, details.build(rows), seq)
    _seal_history(parts, holder)
    with parts.account.write() as connection:
        inside.put_standing(connection, holder.public.id, Standing(holder.state.value, _until(parts, holder)))


def _seal_details(parts: Parts, holder: HolderKeys, built: Details, seq: int) -> None:
    """First the documents: what is on the list can be read."""
    documents.seal(parts, holder, built.documents, seq)
    handing_out.put_if_other(parts, holder, details_bundle.KIND, codec.encode(built), seq)
    documents.take_gone(parts, holder, built.documents)


def seal_histories(parts: Parts, person_id: str) -> None:
    """After something was noted of her."""
    with parts.cases.aside.read() as connection:
        every = parts.own_list.of_person(connection, person_id)
    if not _is_stopped(parts.data, person_id):
        for holder in every:
            if holder.state in SHOWS_MONEY:
                _seal_history(parts, holder)


def _seal_history(parts: Parts, holder: HolderKeys) -> None:
    """All that was done with her account; while nobody has confirmed her, with these keys. Its number is how many
    events there are."""
    with parts.cases.aside.read() as connection:
        events = parts.events.of_person(connection, holder.person_id)
    keys = None if _is_open(holder) else holder.public.id
    built = codec.encode(histories.build(events, keys))
    handing_out.put_if_other(parts, holder, history_bundle.KIND, built, len(events))


def _until(parts: Parts, holder: HolderKeys) -> date | None:
    """No day of its own opens the account of a protected person."""
    standing = parts.data.standing(holder.person_id)
    return holder.until if standing and not standing.is_protected else None


def _is_open(holder: HolderKeys) -> bool:
    """Confirmed; a new account is, from its day on: see mailing.open_due."""
    return holder.state is State.OPEN
