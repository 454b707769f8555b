"""The visitor of the public site: known by one cookie, and only for as long as she does something."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from flask import Response, make_response

from forms_app.deadlines.clock import utc_now
from forms_app.filling import bot_signals, idle
from forms_app.filling.idle import Idle
from forms_app.filling.steps import page_drawn, to, token_here
from forms_app.forms import CALCULATOR, Form, Questionnaire, sent_from
from forms_app.forms.questions import Page
from forms_app.i18n import urls
from forms_app.public import cookie, limits
from forms_app.public.filling.resume import leave_for_later
from forms_app.public.services import services
from forms_app.storage.database.statements import run_all
from forms_app.storage.drafts import Changed, Draft
from forms_app.storage.filing import prepare
from forms_app.text import Raw
from forms_app.web import csrf
from forms_app.web.pages import see_other


class Visit:
    """The filling.visitor of the public app."""

    forms = sent_from("public")
    filled_in = {**forms, CALCULATOR.name: CALCULATOR}

    def token(self) -> bytes | None:
        return cookie.token()

    def begin(self, *, helps: bool) -> bytes:
        """Whoever helps somebody else starts clean: nothing of the person before stays in this browser."""
        limits.count(limits.BEGUN)
        services().room.expect_begin()
        return cookie.renew() if helps else cookie.token_or_new()

    def known(self, form: Questionnaire) -> Raw:
        return {}

    def begun_with(self, form: Questionnaire) -> dict[str, Any]:
        return {}

    def told(self, form: Questionnaire) -> list[tuple[str, str]]:
        return []

    def carried(self) -> str:
        return ""

    def keep(self, response: Response, token: bytes) -> Response:
        return cookie.give(response, token)

    def form_token(self) -> str:
        return csrf.token(services().token_key, token_here())

    def is_token(self, given: list[str] | None) -> bool:
        return csrf.is_token(services().token_key, token_here(), given)

    def idle(self, form: Questionnaire, draft: Draft) -> Idle:
        return idle.of_draft(form, draft)

    def gone(self, form: Questionnaire | None) -> Response:
        token = self.token()
        receipt = services().drafts.receipt(token, utc_now()) if token and form else None
        sent = receipt is not None and form is not None and receipt["form"] == form.name
        return see_other("/forms/receipt/" if sent else "/forms/expired/")

    def later(self, form: Form, filled: Page, draft: Draft) -> Response:
        """To the code; or, if another tab saved in this moment, back to the page, whose answers are kept."""
        if not draft.code and not services().room.has_room_for_copies():
            return make_response(page_drawn(form, filled, draft, trouble="no_room"), 503)
        try:
            leave_for_later(draft)
        except Changed:
            return to(form, filled.slug)
        return to(form, "code")

    def fault(self, form: Form, draft: Draft, posted: Mapping[str, Sequence[str]]) -> str:
        return ""

    def send(self, form: Form, draft: Draft) -> str:
        """One transaction: the draft goes, what follows from it comes."""
        parts, now, token = services(), utc_now(), token_here()
        answers = form.relevant(draft.values)
        ready = prepare(parts, form, answers, urls.language(), now)
        receipt = {"form": form.name, **ready.accepted._asdict(), "answers": answers, "sent_at": now.isoformat()}
        receipt_writes = parts.drafts.receipt_writes(token, receipt, now)
        with parts.database.write() as connection:
            taken = parts.drafts.take(connection, token, draft)
            if taken:
                parts.pickups.end(connection, draft)
                ready.store(connection, bot_signals.state(connection, draft, answers, now))
                run_all(connection, receipt_writes)
        return "/forms/receipt/" if taken else ""
