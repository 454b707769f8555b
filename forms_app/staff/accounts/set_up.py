"""A set-up code in hand: a new person, or one whose account was reset, chooses a password and an authenticator."""

from __future__ import annotations

from typing import Any

from flask import redirect, render_template, url_for
from sqlalchemy import Connection, Row
from werkzeug.wrappers import Response

from forms_app.i18n.translation import gettext as _
from forms_app.staff import audit
from forms_app.staff.accounts import (
    accounts,
    authenticator_offers,
    passwords,
    recovery_codes,
    row_seals,
    sessions,
    set_up_codes,
    sign_in_limits,
)
from forms_app.staff.accounts.authenticator_offers import Offer
from forms_app.staff.audit import Action
from forms_app.staff.auth_guard import field
from forms_app.staff.office import office
from forms_app.storage.tables import accounts as table
from forms_app.storage.throttles import TooMany

Answer = str | tuple[str, int] | tuple[str, int, dict[str, str]]


def set_up_page() -> str:
    return _page()


def set_up() -> Answer:
    """First step: the code is the right one and the password a good one; then the authenticator is shown."""
    email = field("email")
    wrong = chosen_wrongly(email)
    if wrong:
        return _page(wrong, email), 422
    try:
        counted = sign_in_limits.spend(email)
    except TooMany as limit:
        return _page(sign_in_limits.wait(limit), email), 429, sign_in_limits.retry_after(limit)
    invitation = _invitation(email)
    if not set_up_codes.opens(office(), invitation, field("code")) or invitation is None:
        return _page(_("The e-mail or the set-up code is not right, or the code is older than a day."), email), 422
    office().throttle.give_back(counted)
    offer = authenticator_offers.new(office(), invitation.email, passwords.hashed(field("password")))
    return _offer_page(offer, invitation.code_hash)


def confirm_set_up() -> Response | Answer:
    """Second step: the app shows the right code, so the account is this person's and the code is used up."""
    invitation = _invitation(field("email"))
    offer = authenticator_offers.returned(office(), field("offer"), invitation.code_hash) if invitation else None
    if invitation is None or offer is None:
        return redirect(url_for(".set_up_page"), 303)
    step = offer.step(office(), field("code"))
    if step is None:
        return _offer_page(offer, invitation.code_hash, wrong=True), 422
    with office().database.write() as connection:
        if not set_up_codes.use(connection, invitation):
            return redirect(url_for(".set_up_page"), 303)
        codes, token = _taken(connection, invitation, offer, step)
    response = Response(render_template("staff/codes.html", codes=codes, is_new=True), mimetype="text/html")
    sessions.set_cookie(office(), response, token)
    sign_in_limits.know_device(response, offer.email)
    return response


def chosen_wrongly(email: str) -> str:
    """What is wrong with the password that was chosen, typed twice."""
    if field("password") != field("again"):
        return str(_("The two passwords are not the same."))
    return passwords.fault(field("password"), email) or ""


def _taken(connection: Connection, invitation: Row[Any], offer: Offer, step: int) -> tuple[list[str], str]:
    """The account is its person's, who is signed in: (recovery codes, token of the session)."""
    mine = {"password_hash": offer.password_hash, "totp_box": offer.box, "totp_last_step": step}
    row_seals.change(connection, office(), table, table.c.id == invitation.account_id, **mine)
    accounts.end_sessions(connection, invitation.account_id)
    audit.record(connection, office(), Action.ACCOUNT_SET_UP, invitation.account_id)
    codes = recovery_codes.renew(connection, office(), invitation.account_id)
    return codes, sessions.open_one(connection, office(), invitation.account_id)


def _invitation(email: str) -> Row[Any] | None:
    with office().database.read() as connection:
        return set_up_codes.find(connection, office(), email)


def _page(wrong: str = "", email: str = "") -> str:
    return render_template("staff/set_up.html", wrong=wrong, email=email, least=passwords.LEAST)


def _offer_page(offer: Offer, bound_to: bytes, *, wrong: bool = False) -> str:
    shown = authenticator_offers.shown(office(), offer, bound_to)
    return render_template("staff/offer.html", shown=shown, email=offer.email, wrong=wrong, to="confirm_set_up")
