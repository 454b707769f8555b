"""Signing in and out: one page with e-mail, password and code, one answer to whatever is wrong with them."""

from __future__ import annotations

from flask import redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from forms_app.i18n.translation import gettext as _
from forms_app.staff import audit
from forms_app.staff.audit import Action
from forms_app.staff.auth_guard import field, signed_in
from forms_app.staff.office import office
from forms_app.storage.throttles import TooMany
from forms_app.web.sign_in import credentials, limits, sessions
from forms_app.web.sign_in.credentials import Checked

FIELDS = ("email", "password", "code")


def sign_in_page() -> str:
    return _page()


def sign_in() -> Response | tuple[str, int] | tuple[str, int, dict[str, str]]:
    email, password, code = (field(name) for name in FIELDS)
    try:
        counted = limits.spend(office().sign_in, request, email)
    except TooMany as limit:
        return _page(limits.wait(limit), email), 429, limits.retry_after(limit)
    checked = credentials.check(office().sign_in, email, password, code)
    token = _let_in(checked)
    if token is None:
        return _page(_("The e-mail, the password or the code is not right. A code works only once."), email), 422
    office().sign_in.throttle.give_back(counted)
    # Whoever needed a recovery code reads how many are left, and makes a new authenticator.
    response = redirect(url_for(".own_account" if checked.recovery else ".inbox"), 303)
    sessions.set_cookie(office().sign_in, response, token)
    limits.remember_device(office().sign_in, request, response, office().sign_in.kept_login(email))
    return response


def sign_out() -> Response:
    with office().database.write() as connection:
        sessions.end(connection, office().sign_in, signed_in().id)
        audit.record(connection, office(), Action.SIGNED_OUT, signed_in().account_id)
    response = redirect(url_for(".sign_in_page"), 303)
    sessions.expire_cookie(office().sign_in, response)
    response.headers["Clear-Site-Data"] = '"storage"'  # not the cache: emptying it holds the browser up for seconds
    return response


def _let_in(checked: Checked) -> str | None:
    """The token of a new session if everything was right; either way an event."""
    with office().database.write() as connection:
        account = checked.account_id
        if account is None or not credentials.use(connection, office().sign_in, checked):
            audit.record(connection, office(), Action.SIGN_IN_REFUSED, account)
            return None
        audit.record(connection, office(), Action.SIGNED_IN, account)
        if checked.recovery:
            audit.record(connection, office(), Action.RECOVERY_USED, account)
        return sessions.begin(connection, office().sign_in, account)


def _page(wrong: str = "", email: str = "") -> str:
    config = office().settings
    context = {
        "shares_host": config.is_site(request.host),
        "elsewhere": "" if config.behind_tls else config.staff_url_here,
    }
    return render_template("staff/sign_in.html", wrong=wrong, email=email, **context)
