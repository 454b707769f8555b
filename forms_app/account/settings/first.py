"""What comes before every change: not while the account is on hold, not within two days of a recovery, and not
without a fresh second factor."""

from __future__ import annotations

from flask import abort
from werkzeug.wrappers import Response

from forms_app.account import guard
from forms_app.account.doors.come_back import no_changes_until
from forms_app.account.doors.sign_in import shown
from forms_app.account.factors import passkeys, proof, seconds
from forms_app.account.factors.held import Factors, factors_of
from forms_app.account.guard import holder
from forms_app.account.pages import draw, see_other
from forms_app.account.services import services
from forms_app.i18n.translation import gettext as _
from forms_app.sealing.owner_keys import PublicKeys
from forms_app.storage.account import inside
from forms_app.storage.throttles import TooMany
from forms_app.web.sign_in import limits

GOALS = ("password", "app", "sheet", "passkeys", "paper", "news", "pin")  # each an address beneath /settings/
FROZEN = "frozen"  # as the inside says it
Page = Response | str | tuple[str, int] | tuple[str, int, dict[str, str]]


def needed(goal: str) -> Response | str | None:
    """The page that has to come first, if any."""
    account = holder().account
    key_id = PublicKeys(account.public_keys).id
    with services().database.read() as connection:
        standing = inside.standing_of(connection, key_id)
        until = no_changes_until(connection, account, key_id)
    is_frozen = standing is not None and standing.state == FROZEN
    if until or is_frozen:
        return draw("account/settings/waits.html", until=until, is_frozen=is_frozen)
    return None if proof.is_fresh(holder().id) else see_other(f"/settings/prove/{goal}/")


def held() -> Factors:
    with services().database.read() as connection:
        return factors_of(connection, holder().account)


def prove_page(goal: str) -> Page:
    return _page(goal) if goal in GOALS else abort(404)


def prove(goal: str) -> Page:
    """A second factor of hers; then ten minutes for changes."""
    account, realm = holder().account, services().realm
    if goal not in GOALS:
        abort(404)
    try:
        counted = limits.spend_of_session(realm, account.id)
    except TooMany as limit:
        return _page(goal, limits.wait(limit)), 429, limits.retry_after(limit)
    second = seconds.check(account, shown())
    with services().database.write() as connection:
        is_right = seconds.use(connection, account, second)
    if not is_right:
        return _page(goal, _("That was not right. A code works only once.")), 422
    realm.throttle.give_back(counted)
    response = see_other(f"/settings/{goal}/")
    proof.give(response, holder().id)
    return response


def _page(goal: str, wrong: str = "") -> str:
    question = passkeys.ask_to_use(guard.bound_to())
    return draw("account/settings/prove.html", goal=goal, wrong=wrong, question=question, held=held())
