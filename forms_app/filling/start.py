"""The beginning of a form, from its own page, a door or a complaint: counted, and clean for whoever helps another."""

from __future__ import annotations

from flask import request

from forms_app.deadlines.clock import utc_now
from forms_app.filling import bot_signals
from forms_app.filling.services import services
from forms_app.filling.visitor import visitor
from forms_app.forms import HELPER, Questionnaire
from forms_app.storage.drafts import Draft
from forms_app.text import Raw
from forms_app.web import posts


def begin(form: Questionnaire, suggested: Raw | None = None) -> bytes:
    """A new draft in place of what this visitor had of the form; the token that opens it.

    `suggested` is filled in already and still to be confirmed. Whoever helps somebody else starts clean: nothing of the
    person before stays in this browser.
    """
    helps = is_ticked(HELPER, "yes")
    token = visitor().begin(helps=helps)
    values = {**visitor().begun_with(form), **({HELPER: True} if helps else {})}
    caught = request.mimetype == posts.FORM and bot_signals.fell_for_it(posts.read(request))
    services().drafts.start(token, form.name, utc_now(), values, pages_known(form, suggested or {}), caught=caught)
    return token


def is_ticked(name: str, value: str) -> bool:
    """What stood on the page from which it was begun: the tick of whoever helps, or only another language."""
    return request.mimetype == posts.FORM and posts.read(request).get(name) == [value]


def pages_known(form: Questionnaire, suggested: Raw) -> dict[str, Raw]:
    """The pages on which something is filled in already, by slug."""
    filled = (kind.of(suggested) for kind in form.pages)
    return {page.slug: page.raw for page in filled if page.raw} if suggested else {}


def draft_of(form: Questionnaire) -> Draft | None:
    """What this visitor has of the form; None once it has been idle for too long."""
    token = visitor().token()
    return services().drafts.load(token, form.name, utc_now()) if token else None
