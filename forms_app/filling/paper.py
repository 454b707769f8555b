"""Papers for visitors as PDF: each form to fill in with a pen or, filled in, to sign; the receipt of what was sent."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, cast

from flask import Blueprint, Response, current_app, make_response, request
from flask.blueprints import BlueprintSetupState

from forms_app.filling.services import services
from forms_app.filling.steps import draft_here, form_named, onward
from forms_app.forms import FORMS, Form
from forms_app.i18n import urls
from forms_app.i18n.translation import gettext as _
from forms_app.pdf import CannotPrint, Compiler, Document, Sent, Style, filled_form, paper_form, receipt
from forms_app.processes import logs
from forms_app.web.pages import draw

SAVE = "save"  # in an address
blueprint = Blueprint("paper", __name__)


@dataclass(frozen=True)
class Papers:
    """The compiler of this process, and the blank forms it has set: they are the same for everybody."""

    compiler: Compiler = field(default_factory=Compiler)
    blank: dict[tuple[str, str, Style], bytes] = field(default_factory=dict)

    def blank_form(self, form: Form, language: str, style: Style) -> bytes:
        key = (form.name, language, style)
        if key not in self.blank:
            self.blank[key] = self.compiler.pdf(paper_form(form, language, services().agency, services().rules, style))
        return self.blank[key]


@blueprint.record_once
def _install(state: BlueprintSetupState) -> None:
    state.app.extensions["papers"] = Papers()


@blueprint.get("/forms/<name>/paper.pdf")
def blank(name: str) -> Response:
    return _pdf(_papers().blank_form(_whole(form_named(name)), urls.language(), "pen"))


@blueprint.get("/forms/<name>/paper-large.pdf")
def blank_in_large_print(name: str) -> Response:
    return _pdf(_papers().blank_form(_whole(form_named(name)), urls.language(), "large"))


@blueprint.get("/forms/<name>/filled.pdf")
def filled(name: str) -> Response:
    """The form with the answers of a draft that is complete; nothing is sent or changed by it."""
    form = form_named(name)
    draft = draft_here(form)
    if form.first_open(draft.values, draft.done):
        return onward(form, draft)
    parts, answers = services(), form.relevant(draft.values)
    return set_paper(filled_form(_whole(form), urls.language(), answers, parts.agency, parts.rules))


def set_receipt(kept: Mapping[str, Any], status_page: str) -> Response:
    """Of what was sent, as it was kept for its sender. Raises CannotPrint."""
    sent_at = datetime.fromisoformat(kept["sent_at"])
    sent = Sent(FORMS[kept["form"]], kept["reference"], kept["receipt_code"], sent_at, kept["answers"], _together(kept))
    parts = services()
    return set_paper(receipt(sent, urls.language(), parts.agency, parts.rules, status_page))


@blueprint.app_errorhandler(CannotPrint)
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


def set_paper(document: Document) -> Response:
    """Raises CannotPrint."""
    return _pdf(_papers().compiler.pdf(document))


def _together(kept: Mapping[str, Any]) -> tuple[tuple[str, str, str], ...]:
    return tuple((one["county"], one["case_number"], one["reference"]) for one in kept.get("together", ()))


def _whole(form: Form) -> Form:
    """On paper every page is asked, also what is known where it is filled in on the screen."""
    return FORMS[form.name]


def _papers() -> Papers:
    return cast(Papers, current_app.extensions["papers"])


def _pdf(content: bytes) -> Response:
    """Shown in the browser where it can, for a file that is saved stays on the device; saved where she asks for it. The
    answer says so and not the link: that would save, as a paper, also a page that says why there is none."""
    name, how = request.path.rsplit("/", 1)[-1], "attachment" if SAVE in request.args else "inline"
    headers = {"Content-Disposition": f'{how}; filename="{name}"'}
    return Response(content, mimetype="application/pdf", headers=headers)
