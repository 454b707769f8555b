"""The last step of opening an account: one thing more than a password, and the paper that lets her in without both."""

from __future__ import annotations

import hmac
from dataclasses import dataclass

from flask import abort, make_response
from sqlalchemy import Connection
from werkzeug.wrappers import Response

from forms_app.account import guard, orders
from forms_app.account.doors import activate, arrival, ways
from forms_app.account.guard import field
from forms_app.account.pages import draw, see_other
from forms_app.account.services import services
from forms_app.bundles.messages import Answer
from forms_app.i18n import urls
from forms_app.i18n.translation import gettext as _
from forms_app.sealing import recovery_paper
from forms_app.sealing.owner_keys import PublicKeys, unwrap
from forms_app.storage.account import activations
from forms_app.storage.account.activations import ActivationRow
from forms_app.storage.accounts import accounts
from forms_app.storage.accounts.accounts import LoginTaken
from forms_app.web.sign_in import authenticator_offers, recovery_codes

Page = Response | str | tuple[str, int]


@dataclass(frozen=True, slots=True)
class Factor:
    """An authenticator's locked secret and the step whose code was typed, or neither: then a sheet of codes."""

    totp_box: bytes | None = None
    totp_last_step: int = 0


def second_page() -> Page:
    return _page(_opened())


def second() -> Page:
    """Her authenticator's code, or that she wants a sheet; then the account is there, and she reads her paper once."""
    row = _opened()
    if "sheet" in guard.posted():
        return _create(row, Factor())
    offer = authenticator_offers.read(services().realm, field("offer"), row.id)
    step = offer.step(services().realm, field("code")) if offer and offer.owner == row.mark else None
    if offer is None or step is None:
        wrong = _("That was not the code that your app shows now. Wait for the next one and type it.")
        return _page(row, wrong, offer if offer and offer.owner == row.mark else None), 422
    return _create(row, Factor(offer.box, step))


def _opened() -> ActivationRow:
    row, answer = activate.waiting()
    if answer != Answer.OPENED:
        abort(see_other("/activate/wait/"))
    return row


def _page(row: ActivationRow, wrong: str = "", offer: authenticator_offers.Offer | None = None) -> str:
    realm = services().realm
    label = _("Customer Connect account")
    shown = authenticator_offers.page_of(realm, offer or authenticator_offers.new(realm, row.mark, label), row.id)
    return draw("account/second.html", offer=shown, wrong=wrong)


def _create(row: ActivationRow, factor: Factor) -> Page:
    """The account, a session and the order that spends the code, in one transaction."""
    public, secret = PublicKeys(row.public_keys), recovery_paper.new()
    keys = unwrap(row.wrapped_by_door, guard.door().encode("utf-8", "surrogatepass"), ways.ACTIVATION, public)
    sheet: list[str] = []
    try:
        with services().database.write() as connection:
            if not activations.remove(connection, row.id):
                return see_other("/home/")
            account_id = _add(connection, row, factor, keys.wrap(paper_key(secret), ways.RECOVERY, public))
            if factor.totp_box is None:
                sheet = recovery_codes.renew(connection, services().realm, account_id)
            orders.hand_in(connection, keys, public, "complete")  # from now on the code opens nothing more
            token = arrival.begin(connection, account_id, keys, public)
    except LoginTaken:
        return draw("account/wait.html", answer=Answer.AT_THE_DESK, answers=Answer), 409
    page = make_response(draw("account/paper.html", paper=recovery_paper.for_print(secret), sheet=sheet))
    guard.forget_door(page)
    return arrival.let_in(page, token)


def paper_key(secret: bytes) -> bytes:
    """What wraps her keys beside the password: the paper alone opens nothing without the server's part."""
    return hmac.digest(services().key("recovery paper"), secret, "sha256")


def _add(connection: Connection, row: ActivationRow, factor: Factor, wrapped_by_recovery: bytes) -> int:
    return accounts.add(
        connection,
        services().realm.rows,
        row.mark,
        password_hash=row.password_hash,
        public_keys=row.public_keys,
        wrapped_by_password=row.wrapped_by_password,
        wrapped_by_recovery=wrapped_by_recovery,
        totp_box=factor.totp_box,
        totp_last_step=factor.totp_last_step,
        language=urls.language(),
        created_at=services().now(),
    )
