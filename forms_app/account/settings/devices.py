"""What she carries: the authenticator app, and passkeys. The last second factor of all is never taken away."""

from __future__ import annotations

from contextlib import suppress

from forms_app.account.factors import choosing, passkeys
from forms_app.account.factors.choosing import Wrong
from forms_app.account.guard import bound_to, field, holder, posted
from forms_app.account.pages import draw, see_other
from forms_app.account.services import services
from forms_app.account.settings import first
from forms_app.account.settings.changing import NothingToDo, change
from forms_app.account.settings.first import Page, held
from forms_app.account.settings.password import CHANGED
from forms_app.bundles.history import What
from forms_app.storage.account import passkeys as stored

APP = "authenticator"


def app_page() -> Page:
    return first.needed("app") or _app_page()


def change_app() -> Page:
    """Another app in place of the one before; or none any more, where something else is left."""
    if before := first.needed("app"):
        return before
    if "remove" in posted():
        with suppress(NothingToDo), change(What.FACTOR_CHANGED, APP) as new:
            new.something_must_stay()
            new.account(totp_box=None, totp_last_step=0)
        return see_other("/settings/")
    try:
        chosen = choosing.read_app(holder().account.login, holder().id)
    except Wrong as wrong:
        return _app_page(wrong), 422
    with change(What.FACTOR_CHANGED, APP) as new:
        new.account(totp_box=chosen.totp_box, totp_last_step=chosen.totp_last_step)
    return see_other(CHANGED)


def passkeys_page() -> Page:
    return first.needed("passkeys") or _passkeys_page()


def add_passkey() -> Page:
    if before := first.needed("passkeys"):
        return before
    try:
        made = choosing.read_passkey(bound_to()).passkey
    except Wrong as wrong:
        return _passkeys_page(wrong.what), 422
    with change(What.PASSKEY_ADDED) as new:
        if made:
            stored.add(new.connection, services().realm.rows.key, made.of(holder().account.id, services().now()))
    return see_other("/settings/passkeys/")


def remove_passkey_page() -> Page:
    """The question first; which one it is stands in the form, and in no address."""
    if before := first.needed("passkeys"):
        return before
    chosen = next((one for one in held().passkeys if one.id.hex() == field("which")), None)
    if chosen is None:
        return see_other("/settings/passkeys/")
    if "yes" not in posted():
        return draw("account/settings/remove_passkey.html", passkey=chosen, is_last=held().count == 1)
    with suppress(NothingToDo), change(What.PASSKEY_REMOVED) as new:
        new.something_must_stay()
        if not stored.remove(new.connection, holder().account.id, chosen.id):
            raise NothingToDo
    return see_other("/settings/passkeys/")


def _app_page(wrong: Wrong | None = None) -> str:
    parts = choosing.app(holder().account.login, holder().id, wrong.offer if wrong else None)
    return draw("account/settings/app.html", **parts, wrong=wrong.what if wrong else "", held=held())


def _passkeys_page(wrong: str = "") -> str:
    has = held()
    question = passkeys.ask_to_make(bound_to(), has.passkeys)
    return draw("account/settings/passkeys.html", held=has, question=question, wrong=wrong)
