"""What a supervisor should look at: very many look-ups in an hour, and whoever looks up their own name."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from sqlalchemy import Connection

from forms_app.sealing.unseal import CannotOpen
from forms_app.staff import audit
from forms_app.staff.audit import Action
from forms_app.staff.auth_guard import signed_in
from forms_app.staff.office import office
from forms_app.staff.submissions import contents
from forms_app.storage.accounts import audit_trail
from forms_app.storage.accounts.audit_trail import EventFilter
from forms_app.storage.submissions.submissions import SubmissionRow
from forms_app.text import folding

HOUR = timedelta(hours=1)
REVEALS, LOOK_UPS = 20, 100
LOOKING = (Action.OPENED, Action.SEARCHED, Action.EXPORTED, Action.CUSTOMER_SOUGHT, Action.CUSTOMER_OPENED)
# Between names, and in very many of them: no sign of the same person.
PARTICLES = frozenset({"de", "del", "la", "las", "los", "el", "y", "van", "von", "da", "dos", "bin", "al"})
ALIKE = 2  # a first name alone, or a surname alone, is common


def revealed(connection: Connection) -> None:
    """After a look behind a mask; the 21st within an hour is flagged, and every later one."""
    if _often(connection, REVEALS, Action.REVEALED):
        audit.record(connection, office(), Action.MANY_REVEALS, signed_in().account_id)


def opened(connection: Connection, row: SubmissionRow) -> None:
    """After a submission was opened or taken out: is one of its people called as the reader is?"""
    try:
        person = contents.open_content(office(), row).person
    except CannotOpen:
        return
    if any(_is_own(name) for name in person.names()):
        _flag(connection, Action.OWN_NAME, row.reference)
    _count(connection)


def searched(connection: Connection, typed: str) -> None:
    if _is_own(typed):
        _flag(connection, Action.OWN_NAME)
    _count(connection)


def customers_found(connection: Connection, names: Sequence[str]) -> None:
    """After a search that showed these people: a number leads to one's own name as well as the name does."""
    if any(map(_is_own, names)):
        _flag(connection, Action.OWN_NAME)


def customer_opened(connection: Connection, name: str) -> None:
    """After a customer's page was opened: is she called as the reader is?"""
    searched(connection, name)


def too_many_look_ups(connection: Connection) -> None:
    """After a look-up that was refused for that."""
    _flag(connection, Action.MANY_LOOK_UPS)


def _count(connection: Connection) -> None:
    if _often(connection, LOOK_UPS, *LOOKING):
        _flag(connection, Action.MANY_LOOK_UPS)


def _often(connection: Connection, most: int, *actions: Action) -> bool:
    return audit_trail.count(connection, _own_lately(*actions)) > most


def _flag(connection: Connection, action: Action, reference: str | None = None) -> None:
    """Once an hour: a flag that stands there fifty times hides the others."""
    same = replace(_own_lately(action), reference=reference or "", about_none=reference is None)
    if not audit_trail.exists(connection, same):
        audit.record(connection, office(), action, signed_in().account_id, reference)


def _own_lately(*actions: Action) -> EventFilter:
    """What the reader did within the hour."""
    return EventFilter(account_id=signed_in().account_id, since=office().now() - HOUR, actions=actions)


def _is_own(name: str) -> bool:
    """Whether two of the reader's names stand in it. Without a name the address tells: ana.ruiz@example.org."""
    own = folding.words(signed_in().name or signed_in().email.partition("@")[0])
    return _shared(own, folding.name_spellings(name)) >= ALIKE


def _shared(own: Sequence[str], theirs: frozenset[str]) -> int:
    """How many of the own names, each of one word or of several, are among theirs: McDonald counts once, as Mc Donald
    does."""
    most = [0] * (len(own) + 1)
    for start, end in sorted(folding.joined(own), key=lambda run: run[1]):
        name = own[start:end]
        same = _is_name(name) and not folding.spellings("".join(name)).isdisjoint(theirs)
        most[end] = max(most[end], most[end - 1], most[start] + same)
    return most[-1]


def _is_name(words: Sequence[str]) -> bool:
    return len("".join(words)) > 1 and not all(word in PARTICLES or word.isdigit() for word in words)
