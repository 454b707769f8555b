"""Before a form that changes something, or a message: not while the account is new or on hold. What changes something
waits for the days after a recovery too."""

from __future__ import annotations

from flask import request
from werkzeug.wrappers import Response

from forms_app.account import guard
from forms_app.account.doors.come_back import no_changes_until
from forms_app.account.forms import about_dates
from forms_app.account.guard import holder
from forms_app.account.pages import draw
from forms_app.account.services import services
from forms_app.account.views.opened import hers
from forms_app.forms import FORMS


def refuse() -> str | Response | None:
    """The page that says from when, and whom to call for it today; or that it is asked for already."""
    form = FORMS.get((request.view_args or {}).get("name", ""))
    if form is None or not (form.policy.is_change or form.policy.is_message) or not guard.is_signed_in():
        return None
    if form.policy.is_message:
        return None if hers().is_confirmed else draw("account/hidden.html", her=hers())
    with services().database.read() as connection:
        until = no_changes_until(connection, holder().account, hers().public.id)
    if until:
        return draw("account/settings/waits.html", until=until)
    if not hers().is_confirmed:
        return draw("account/changes_later.html", her=hers(), form=form)
    return about_dates.refuse(form)
