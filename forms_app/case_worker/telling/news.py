"""What is news for a holder: what was not there when it was looked at last. Noted once, whatever stops the worker."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import Connection

from forms_app.bundles.details import Details
from forms_app.bundles.history import NEW_BROWSER, What
from forms_app.bundles.money import Money
from forms_app.bundles.papers import Papers
from forms_app.bundles.wishes import Kind, State
from forms_app.bundles.wishes import Wishes as WishesRead
from forms_app.case_data.store.holder_events import HolderEvent
from forms_app.case_data.store.holders import State as HolderState
from forms_app.case_data.store.telling import notices
from forms_app.case_data.store.telling.notices import Notice
from forms_app.case_data.store.telling.wishes import Wishes
from forms_app.case_worker.parts import Parts

CHANGES = frozenset(
    {
        *(What.PASSWORD_CHANGED, What.FACTOR_CHANGED, What.PASSKEY_ADDED, What.PASSKEY_REMOVED, What.PAPER_RENEWED),
        *(What.RECOVERY_BEGUN, What.RECOVERED, What.CONTACT_CHANGED, What.KEYED_IN, What.THAWED),
        *(What.PHONE_PIN_SET, What.PHONE_PIN_ENDED, What.PAPER_AGAIN),
    }
)

OF_BUNDLES = frozenset({Kind.MONEY, Kind.MISSED, Kind.DATE, Kind.DOCUMENT})


def wishes_of(parts: Parts, person_id: str) -> WishesRead:
    """As she reads them, without the address."""
    with parts.cases.aside.read() as connection:
        wishes = parts.telling.wishes.of(connection, person_id)
    if wishes is None:
        return WishesRead(State.NONE, None, ())
    state = State.PAUSED if wishes.is_paused else State.ON
    state = State.CAME_BACK if wishes.came_back else state if wishes.is_proven else State.UNPROVEN
    return WishesRead(state, wishes.since, tuple(sorted(wishes.kinds)))


def of_bundles(parts: Parts, person_id: str, money: Money, details: Details, papers: Papers) -> None:
    """Of what was just sealed to somebody whose account shows everything."""
    with parts.cases.aside.read() as connection:
        wishes = parts.telling.wishes.of(connection, person_id)
    if wishes is None or not wishes.is_proven:
        return
    here = {
        Kind.MONEY: _payments(money),
        Kind.MISSED: _missed(money),
        Kind.DATE: (f"{one.event_id} {one.starts_at.isoformat()} {one.state}" for one in details.events),
        Kind.DOCUMENT: [one.doc_id for one in details.documents] + [one.doc_id for one in papers.letters],
    }
    with parts.cases.aside.write() as connection:
        notices.go_on(connection, person_id)
        for kind, found in here.items():
            if new := notices.what_is_new(connection, person_id, kind.value, found):
                tell(parts, connection, wishes, kind, " ".join(new))


def of_event(parts: Parts, connection: Connection, event: HolderEvent) -> None:
    """Of what was done with her account, in the transaction that notes it."""
    kind = Kind.CHANGED if event.what in CHANGES else None
    if event.what == What.SIGNED_IN and event.detail == NEW_BROWSER:
        kind = Kind.NEW_BROWSER
    wishes = parts.telling.wishes.of(connection, event.person_id) if kind else None
    if kind and wishes and not _is_stopped(parts, connection, event.person_id):
        tell(parts, connection, wishes, kind, f"{event.what} {event.at.isoformat()}")


def is_held(parts: Parts, notice: Notice) -> bool:
    """Whether it waits, because she would come and find nothing: while staff have stopped her account nothing goes out,
    while her account shows nothing for another reason nothing of that. Nobody writes to somebody who has died."""
    with parts.cases.aside.read() as connection:
        if _is_stopped(parts, connection, notice.person_id):
            return True
    standing = parts.data.standing(notice.person_id)
    if standing is None or standing.has_died:
        return True
    return standing.shows_nothing and notice.kind in OF_BUNDLES


def _is_stopped(parts: Parts, connection: Connection, person_id: str) -> bool:
    """Perhaps the account was somebody else's, and so is the address."""
    return any(one.state is HolderState.FROZEN for one in parts.own_list.of_person(connection, person_id))


def tell(parts: Parts, connection: Connection, wishes: Wishes, kind: Kind, what: str) -> None:
    """If she wants to hear of this kind."""
    if wishes.wants(kind.value):
        number = notices.id_of(wishes.person_id, kind.value, what)
        notices.add(connection, Notice(number, wishes.person_id, kind.value, parts.now()))


def _payments(money: Money) -> Iterator[str]:
    """Each payment of each case; two alike on a day are two."""
    for case in money.cases:
        days = [payment.posted_on.isoformat() for payment in case.payments if not payment.is_reversal]
        yield from (f"{case.case_id} {case.role} {day} {days[:place].count(day)}" for place, day in enumerate(days))


def _missed(money: Money) -> Iterator[str]:
    """Months of support in which nothing was paid and another one has begun since."""
    for case in money.cases:
        last = max((month.month for month in case.months), default="")
        for month in case.months:
            if month.month < last and month.charged > 0 and month.paid == 0:
                yield f"{case.case_id} {case.role} {month.month} {month.kind}"
