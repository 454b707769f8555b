"""Papers for visitors: each form to fill in with a pen, and the receipt of what was just sent, as PDF."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import cast

from flask import Blueprint, Response, abort, current_app, make_response, request
from flask.blueprints import BlueprintSetupState
from flask_babel import gettext as _

from forms_app import i18n, logs
from forms_app.forms import FORMS, Form
from forms_app.letters import CannotPrint, Compiler, Sent, paper_form, receipt
from forms_app.moment import utc_now
from forms_app.public import visitor
from forms_app.public.pages import draw, path_to, see_other
from forms_app.public.services import services

blueprint = Blueprint("paper", __name__)


@dataclass(frozen=True)
class Papers:
    """The compiler of this process, and the blank forms it has set: they are the same for everybody."""

    compiler: Compiler = field(default_factory=Compiler)
    blank: dict[tuple[str, str], bytes] = field(default_factory=dict)

    def blank_form(self, form: Form, language: str) -> bytes:
        key = (form.name, language)
        if key not in self.blank:
            self.blank[key] = self.compiler.pdf(paper_form(form, language, services().agency, services().rules))
        return self.blank[key]


@blueprint.record_once
def _install(state: BlueprintSetupState) -> None:
    state.app.extensions["papers"] = Papers()


@blueprint.get("/forms/<name>/paper.pdf")
def blank(name: str) -> Response:
    return _pdf(_papers().blank_form(FORMS.get(name) or abort(404), i18n.language()))


@blueprint.get("/forms/receipt/receipt.pdf")
def receipt_of_this_visit() -> Response:
    token = visitor.token()
    kept = services().drafts.receipt(token, utc_now()) if token else None
    if kept is None:
        abort(see_other("/forms/expired/"))
    sent_at = datetime.fromisoformat(kept["sent_at"])
    sent = Sent(FORMS[kept["form"]], kept["reference"], kept["receipt_code"], sent_at, kept["answers"])
    parts, language = services(), i18n.language()
    status_page = parts.settings.public_url + path_to("/forms/status/")
    return _pdf(_papers().compiler.pdf(receipt(sent, language, parts.agency, parts.rules, status_page)))


@blueprint.errorhandler(CannotPrint)
def not_printed(error: CannotPrint) -> Response:
    """The pages that lead here work without it, and nothing of what was sent is touched."""
    logs.failure(error, str(request.url_rule or ""))
    page = draw(
        "problem.html",
        heading=_("This paper cannot be made just now"),
        what_to_do=_(
            "Nothing is lost. Go back: the page before this one works without it, and you can print that page."
        ),
    )
    response = make_response(page, 503)
    response.headers["Retry-After"] = "60"
    return response


def _papers() -> Papers:
    return cast(Papers, current_app.extensions["papers"])


def _pdf(content: bytes) -> Response:
    """Shown in the browser where it can: a file that is saved stays on the device."""
    name = request.path.rsplit("/", 1)[-1]
    headers = {"Content-Disposition": f'inline; filename="{name}"'}
    return Response(content, mimetype="application/pdf", headers=headers)
