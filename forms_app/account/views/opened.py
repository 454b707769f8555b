"""What the inside sealed to whoever is signed in, opened for one request: may she see it, and how fresh is it?"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from functools import wraps
from typing import Any, TypeVar

import structlog
from flask import abort, g
from werkzeug.wrappers import Response

from forms_app.account import guard
from forms_app.account.doors import arrival, papers
from forms_app.account.guard import holder
from forms_app.account.pages import draw, see_other
from forms_app.account.services import services
from forms_app.account.views import today
from forms_app.bundles import codec
from forms_app.bundles import details as details_bundle
from forms_app.bundles import money as money_bundle
from forms_app.bundles.details import Details
from forms_app.bundles.money import Money
from forms_app.sealing.owner_keys import NotHers, OwnerKeys, PublicKeys
from forms_app.sealing.unseal import CannotOpen
from forms_app.storage.account import inside
from forms_app.storage.account.inside import Freshness, SealedBundle, Standing
from forms_app.web.sign_in import sessions

LATE, TOO_LATE = timedelta(hours=36), timedelta(days=7)
AHEAD = timedelta(days=-1)  # two machines may be on two sides of midnight
T = TypeVar("T")
View = Callable[..., Any]


class Age(StrEnum):
    """Of what the inside sealed: as it should be, late (a notice), too old, ahead of our clock (one of both is wrong),
    none yet. What is too old or ahead is not shown at all."""

    FRESH = "fresh"
    LATE = "late"
    OLD = "old"
    AHEAD = "ahead"
    NONE = "none"

    @property
    def is_shown(self) -> bool:
        return self in (Age.FRESH, Age.LATE)


@dataclass(frozen=True, slots=True)
class Hers:
    """The keys of whoever is signed in, for this request, and how the inside stands to them."""

    keys: OwnerKeys
    public: PublicKeys
    standing: Standing | None
    freshness: Freshness | None
    sealed_money: SealedBundle | None

    @property
    def is_frozen(self) -> bool:
        return self.standing is not None and self.standing.state == "frozen"

    @property
    def is_confirmed(self) -> bool:
        """Whether she may see more than money and status: staff know her, or the days after the letter are over."""
        if self.standing is None:
            return False
        until = self.standing.until
        waited = self.standing.state == "new" and until is not None and until <= services().today()
        return waited or self.standing.state == "open"

    @property
    def age(self) -> Age:
        """The data of a day are complete at its end, so they are counted from there."""
        if self.freshness is None:
            return Age.NONE
        old = services().today() - self.freshness.as_of
        if old < AHEAD:
            return Age.AHEAD
        if old > TOO_LATE:
            return Age.OLD
        return Age.LATE if old > LATE else Age.FRESH

    def open(self, kind: str, of: type[T]) -> T | None:
        """Her bundle of this kind, whatever its age. None where there is none, or where it does not open: the operator
        is told, and nothing is shown rather than something wrong."""
        return self.open_bytes(kind, lambda plain: codec.decode(of, plain))

    def open_bytes(self, kind: str, read: Callable[[bytes], T]) -> T | None:
        """The same of what is no bundle of fields. `read` raises codec.Unreadable."""
        sealed = self.sealed_money if kind == money_bundle.KIND else self._read(kind)
        if sealed is None:
            return None
        context = codec.context(self.public.id, kind, sealed.seq)
        try:
            return read(self.keys.open(self.public, sealed.sealed, context))
        except (CannotOpen, codec.Unreadable):
            structlog.get_logger().error("a bundle of a holder does not open", kind=kind.split()[0])
            return None

    def _read(self, kind: str) -> SealedBundle | None:
        with services().database.read() as connection:
            return inside.bundle_of(connection, self.public.id, kind)


@dataclass(frozen=True, slots=True)
class Opened:
    """`money` is None where there is none to show: too old, not sealed yet, or taken back by the inside."""

    money: Money | None
    standing: Standing | None
    freshness: Freshness | None
    age: Age


def hers() -> Hers:
    """Unwrapped once for each request."""
    found: Hers | None = g.get("hers")
    if found is None:
        found = g.hers = _unwrap()
    return found


def opened() -> Opened:
    """Her money, as she may read it now; without cases that were closed long ago."""
    her, whole = hers(), _money()
    money = today.readable(whole, services().today()) if whole else None
    return Opened(money, her.standing, her.freshness, her.age)


def details() -> Details | None:
    """What is around the money. None while she is not confirmed, and where there is none to show."""
    her, money = hers(), _money()
    whole = her.open(details_bundle.KIND, Details) if her.is_confirmed and her.age.is_shown else None
    return today.readable_details(whole, money, services().today()) if whole and money else None


def _money() -> Money | None:
    """As the inside sealed it; opened once for each request."""
    if "money" not in g:
        her = hers()
        g.money = her.open(money_bundle.KIND, Money) if her.age.is_shown and not her.is_frozen else None
    found: Money | None = g.money
    return found


def only_confirmed(view: View) -> View:
    """The page behind this is drawn for a confirmed account; for another, the page that says from when."""

    @wraps(view)
    def shown(**values: Any) -> Any:
        her = hers()
        return view(**values) if her.is_confirmed else draw("account/hidden.html", her=her)

    return shown


def _unwrap() -> Hers:
    token, public, found = holder().token, guard.public_keys(), guard.at_hand()
    try:
        keys = arrival.keys_in(found.wrapped, token, public)
    except NotHers:
        abort(_elsewhere())
    return Hers(keys, public, found.standing, found.freshness, found.bundle)


def _elsewhere() -> Response:
    """Ended in another tab or browser while this page was asked for: her keys are gone, so nothing opens. Or she has
    papers to keep first."""
    if papers.are_shown():
        return see_other("/papers/")
    response = see_other("/signed-out/")
    sessions.expire_cookie(services().realm, response)
    return response
