"""Another password: her keys are wrapped anew, and whoever else is signed in to her account is signed out."""

from __future__ import annotations

from forms_app.account.doors import activate, ways
from forms_app.account.doors.activate import Fault
from forms_app.account.guard import field, holder
from forms_app.account.pages import draw, see_other
from forms_app.account.services import services
from forms_app.account.settings import first
from forms_app.account.settings.changing import change
from forms_app.account.settings.first import Page
from forms_app.bundles.history import What
from forms_app.i18n.translation import gettext as _
from forms_app.storage.throttles import TooMany
from forms_app.web.sign_in import limits, sessions

CHANGED = "/settings/changed/"


def password_page() -> Page:
    return first.needed("password") or _page([])


def change_password() -> Page:
    if before := first.needed("password"):
        return before
    account, realm = holder().account, services().realm
    if faults := list(activate.password_faults()):
        return _page(faults), 422
    try:
        counted = limits.spend_of_session(realm, account.id)
    except TooMany as limit:
        return _page([("old", limits.wait(limit))]), 429, limits.retry_after(limit)
    if realm.check_password(account.password_hash, field("old")) is None:
        if realm.check_password(account.password_hash, field("password")) is not None:
            return see_other(CHANGED)  # the button was pressed twice
        return _page([("old", _("This is not your password."))]), 422
    realm.throttle.give_back(counted)
    _write(field("password"))
    return see_other(CHANGED)


def changed_page() -> str:
    return draw("account/settings/changed.html")


def _write(password: str) -> None:
    account, (stored, key) = holder().account, services().hash_password(password)
    with change(What.PASSWORD_CHANGED) as new:
        new.account(password_hash=stored, wrapped_by_password=new.keys.wrap(key, ways.PASSWORD, new.public))
        sessions.revoke_all(new.connection, services().realm, account.id, but=holder().id)


def _page(errors: list[Fault]) -> str:
    return draw("account/settings/password.html", errors=errors)
