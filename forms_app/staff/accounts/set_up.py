"""A set-up code in hand: a new person, or one whose account was reset, chooses a password and an authenticator."""

from __future__ import annotations

from flask import redirect, render_template, request, url_for
from sqlalchemy import Connection
from werkzeug.wrappers import Response

from forms_app.i18n.translation import gettext as _
from forms_app.staff import audit
from forms_app.staff.accounts import accounts
from forms_app.staff.accounts.account_details import password_fault
from forms_app.staff.audit import Action
from forms_app.staff.auth_guard import field
from forms_app.staff.office import office
from forms_app.storage.accounts import accounts as stored
from forms_app.storage.accounts.set_up_codes import SetUpCodeRow
from forms_app.storage.throttles import TooMany
from forms_app.web.sign_in import authenticator_offers, limits, passwords, sessions, set_up_codes
from forms_app.web.sign_in.authenticator_offers import Offer

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
        counted = limits.spend(office().sign_in, request, email)
    except TooMany as limit:
        return _page(limits.wait(limit), email), 429, limits.retry_after(limit)
    row = _find(email)
    if not set_up_codes.opens(office().sign_in, row, field("code")) or row is None:
        return _page(_("The e-mail or the set-up code is not right, or the code is older than a day."), email), 422
    office().sign_in.throttle.give_back(counted)
    password_hash = passwords.hash_of(field("password"))
    return _offer_page(authenticator_offers.new(office().sign_in, row.login, row.login, password_hash), row.code_hash)


def confirm_set_up() -> Response | Answer:
    """Second step: the app shows the right code, so the account is this person's and the code is used up."""
    row = _find(field("email"))
    offer = authenticator_offers.read(office().sign_in, field("offer"), row.code_hash) if row else None
    if row is None or offer is None:
        return redirect(url_for(".set_up_page"), 303)
    step = offer.step(office().sign_in, field("code"))
    if step is None:
        return _offer_page(offer, row.code_hash, wrong=True), 422
    with office().database.write() as connection:
        if not set_up_codes.use(connection, office().sign_in, row):
            return redirect(url_for(".set_up_page"), 303)
        codes, token = _take(connection, row.account_id, offer, step)
    response = Response(render_template("staff/codes.html", codes=codes, is_new=True), mimetype="text/html")
    sessions.set_cookie(office().sign_in, response, token)
    limits.remember_device(office().sign_in, request, response, office().sign_in.kept_login(offer.owner))
    return response


def chosen_wrongly(email: str) -> str:
    """What is wrong with the password that was chosen, typed twice."""
    if field("password") != field("again"):
        return str(_("The two passwords are not the same."))
    return password_fault(field("password"), email) or ""


def _take(connection: Connection, account_id: int, offer: Offer, step: int) -> tuple[list[str], str]:
    """The account is its person's, who is signed in: (recovery codes, token of the session)."""
    mine = {"password_hash": offer.password_hash, "totp_box": offer.box, "totp_last_step": step}
    realm = office().sign_in
    stored.change(connection, realm.rows, account_id, **mine)
    sessions.revoke_all(connection, realm, account_id)
    audit.record(connection, office(), Action.ACCOUNT_SET_UP, account_id)
    codes = accounts.renew_recovery_codes(connection, office(), account_id)
    return codes, sessions.begin(connection, realm, account_id)


def _find(email: str) -> SetUpCodeRow | None:
    with office().database.read() as connection:
        return set_up_codes.find(connection, office().sign_in, email)


def _page(wrong: str = "", email: str = "") -> str:
    return render_template("staff/set_up.html", wrong=wrong, email=email, least=passwords.LEAST)


def _offer_page(offer: Offer, bound_to: bytes, *, wrong: bool = False) -> str:
    page = authenticator_offers.page_of(office().sign_in, offer, bound_to)
    return render_template("staff/offer.html", page=page, email=offer.label, wrong=wrong, to="confirm_set_up")
