"""Before a form that changes something, or a message: not while the account is new or on hold. What changes something
waits for the days after a recovery too; a message begins in its conversation."""

from __future__ import annotations

from flask import request
from werkzeug.wrappers import Response

from forms_app.account import guard
from forms_app.account.doors.come_back import no_changes_until
from forms_app.account.forms import about_case, about_dates
from forms_app.account.guard import holder
from forms_app.account.pages import draw, path_to, see_other
from forms_app.account.services import services
from forms_app.account.views.opened import hers
from forms_app.forms import FORMS, Form


def refuse() -> str | Response | None:
    """The page that says from when, and whom to call for it today; or that it is asked for already."""
    form = FORMS.get((request.view_args or {}).get("name", ""))
    if form is None or not (form.policy.is_change or form.policy.is_message) or not guard.is_signed_in():
        return None
    if form.policy.is_message:
        return _to_conversation(form) if hers().is_confirmed else draw("account/hidden.html", her=hers())
    with services().database.read() as connection:
        until = no_changes_until(connection, holder().account, hers().public.id)
    if until:
        return draw("account/settings/waits.html", until=until)
    if not hers().is_confirmed:
        return draw("account/changes_later.html", her=hers(), form=form)
    return about_dates.refuse(form)


def _to_conversation(form: Form) -> Response | None:
    """From where any form begins to where its case is known; of several she chooses one there."""
    if request.path != path_to(f"/forms/{form.name}/"):
        return None
    shown = about_case.only_one()
    return see_other(f"/messages/write/{shown.place}/" if shown else "/messages/")
