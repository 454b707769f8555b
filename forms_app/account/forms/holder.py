"""The visitor whom the forms know in the account: whoever is signed in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from flask import Response

from forms_app.account import guard, idle
from forms_app.account.forms import about_case, about_dates, for_cases, here, known, late, sending, sent
from forms_app.account.forms.sender import token
from forms_app.account.idle import Idle
from forms_app.account.pages import see_other
from forms_app.account.services import services
from forms_app.forms import Form, Questionnaire
from forms_app.forms.questions import Page
from forms_app.storage.account import requests
from forms_app.storage.drafts import Draft
from forms_app.text import Raw


class Holder:
    """The filling.visitor of the account."""

    @property
    def forms(self) -> Mapping[str, Form]:
        return here.FORMS_HERE

    @property
    def filled_in(self) -> Mapping[str, Form]:
        return self.forms

    def token(self) -> bytes:
        return token()

    def begin(self, *, helps: bool) -> bytes:
        """Nothing is counted: whoever is signed in has one draft of each form."""
        with services().database.write() as connection:
            requests.purge(connection, services().now() - requests.KEPT)
        return token()

    def known(self, form: Questionnaire) -> Raw:
        return known.suggested(form)

    def begun_with(self, form: Questionnaire) -> dict[str, Any]:
        return about_dates.begun_with(form) if isinstance(form, Form) else {}

    def told(self, form: Questionnaire) -> list[tuple[str, str]]:
        return [*here.told(form), *known.told(form)]

    def carried(self) -> str:
        return known.query()

    def keep(self, response: Response, token: bytes) -> Response:
        return response

    def form_token(self) -> str:
        return late.form_token()

    def is_token(self, given: list[str] | None) -> bool:
        return guard.is_form_token([one[: guard.TOKEN_LENGTH] for one in given or ()])

    def idle(self, form: Questionnaire, draft: Draft) -> Idle | None:
        return idle.of_page()

    def gone(self, form: Questionnaire | None) -> Response:
        """To the receipt of what was sent just now, or where it can be begun."""
        place = sent.place_just_sent(form.name) if form else None
        if form is None or place:
            return see_other(f"/requests/{place}/" if place else "/requests/")
        return see_other(f"/forms/{form.name}/")

    def later(self, form: Form, filled: Page, draft: Draft) -> Response:
        return see_other("/requests/")

    def fault(self, form: Form, draft: Draft, posted: Mapping[str, Sequence[str]]) -> str:
        return about_dates.fault(form, draft.values) or for_cases.choose(form, posted)

    def send(self, form: Form, draft: Draft) -> str:
        return sending.send(draft) if about_case.may_send(form, draft) else "/messages/not-sent/"
