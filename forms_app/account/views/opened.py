"""The bundles of whoever is signed in, opened for one request, and how fresh they are."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from flask import abort

from forms_app.account.doors import arrival
from forms_app.account.guard import holder
from forms_app.account.services import services
from forms_app.bundles import codec, money
from forms_app.bundles.money import Money
from forms_app.sealing.owner_keys import NotHers, PublicKeys
from forms_app.sealing.unseal import CannotOpen
from forms_app.storage.account import inside
from forms_app.storage.account.inside import Freshness, Standing

LATE, TOO_LATE = timedelta(hours=36), timedelta(days=7)


class Age(StrEnum):
    """Of the figures: as they should be, late (a notice), too old (no money at all), none yet."""

    FRESH = "fresh"
    LATE = "late"
    OLD = "old"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Opened:
    """`money` is None where there is none to show: too old, not sealed yet, or taken back by the inside."""

    money: Money | None
    standing: Standing | None
    freshness: Freshness | None
    age: Age


def opened() -> Opened:
    """What she may read now; nothing rather than something wrong."""
    signed_in = holder()
    public = PublicKeys(signed_in.account.public_keys)
    with services().database.read() as connection:
        freshness = inside.freshness_now(connection)
        standing = inside.standing_of(connection, public.id)
        sealed = inside.bundle_of(connection, public.id, money.KIND)
        try:
            keys = arrival.keys_of(connection, signed_in.token, public)
        except NotHers:
            abort(403)
    age = _age(freshness)
    if sealed is None or age in (Age.OLD, Age.NONE):
        return Opened(None, standing, freshness, age)
    context = codec.context(public.id, money.KIND, sealed.seq)
    try:
        plain = codec.decode(Money, keys.open(public, sealed.sealed, context))
    except (CannotOpen, codec.Unreadable):
        return Opened(None, standing, freshness, age)
    return Opened(plain, standing, freshness, age)


def _age(freshness: Freshness | None) -> Age:
    """The data of a day are complete at its end, so they are counted from there."""
    if freshness is None:
        return Age.NONE
    old = services().today() - freshness.as_of
    if old > TOO_LATE:
        return Age.OLD
    return Age.LATE if old > LATE else Age.FRESH
