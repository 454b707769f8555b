"""Send, over two databases: noted in the draft, stored for the agency, then kept for her; each step can be done twice.

The two numbers under which it is sent are in the draft before anything goes out. Whatever breaks in between, the next
look at the draft finds out whether it arrived: then it is finished, else she can still send or change it.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy.exc import IntegrityError, SQLAlchemyError

from forms_app.account import events, orders
from forms_app.account.forms import sent
from forms_app.account.forms.sender import sender, token
from forms_app.account.services import services
from forms_app.account.views.opened import hers
from forms_app.bundles.history import What
from forms_app.forms import FORMS, Form
from forms_app.i18n import urls
from forms_app.processes import logs
from forms_app.sealing import codes
from forms_app.storage.drafts import Changed, Draft, Drafts
from forms_app.storage.filing import Accepted, Ready, prepare
from forms_app.storage.submissions.references import new_reference


def send(form: Form, draft: Draft) -> str:
    """Where its receipt is; "" where the draft was changed meanwhile."""
    noted = _noted(draft)
    if noted is None:
        return ""
    _store(form, noted)
    try:
        return _finish(form, noted)
    except (SQLAlchemyError, OSError) as error:  # it has arrived: the next look at the draft does the rest
        logs.failure(error, "account")
        return "/requests/"


def finish_if_sent(draft: Draft) -> bool:
    """Whether it arrived already, though nobody was told: then the draft goes and the receipt is there."""
    arrived = bool(draft.sending) and sent.standing_of(_kept(draft, services().now())) is not None
    if arrived:
        _finish(FORMS[draft.form], draft)
    return arrived


class HerDrafts(Drafts):
    """Drafts of which none is shown that was sent."""

    def load(self, token: bytes, form: str, now: datetime) -> Draft | None:
        draft = super().load(token, form, now)
        return None if draft and finish_if_sent(draft) else draft


def _noted(draft: Draft) -> Draft | None:
    """The draft with the numbers under which it is sent. Pressed twice, both presses send under the same."""
    if draft.sending:
        return draft
    numbered = replace(draft, sending=(new_reference(), codes.new()), version=draft.version + 1)
    try:
        services().drafts.save(token(), numbered, services().now())
    except Changed:
        found = Drafts.load(services().drafts, token(), draft.form, services().now())
        return found if found and found.sending and found.raw == draft.raw else None
    return numbered


def _store(form: Form, draft: Draft) -> None:
    """For the agency, unless it is there."""
    ready = _ready(form, draft)
    try:
        with services().sent.write() as connection:
            ready.store(connection)
    except IntegrityError:
        if sent.standing_of(_kept(draft, services().now())) is None:
            _give_up(draft)  # somebody else's reference, one in 10^11: the next press takes another
            raise


def _ready(form: Form, draft: Draft) -> Ready:
    answers, accepted = form.relevant(draft.values), Accepted(*draft.sending)
    now = services().now()
    return prepare(services(), form, answers, urls.language(), now, accepted=accepted, sender=sender())


def _give_up(draft: Draft) -> None:
    services().drafts.save(token(), replace(draft, sending=(), version=draft.version + 1), services().now())


def _finish(form: Form, draft: Draft) -> str:
    """Kept for her, and the draft goes; where the receipt is."""
    now = services().now()
    with services().database.write() as connection:
        if services().drafts.take(connection, token(), draft):
            events.note(connection, hers().keys, hers().public, _what(form), form.name)
            said = {"form": form.name, **Accepted(*draft.sending)._asdict(), "sent_at": now.isoformat()}
            orders.hand_in(connection, hers().keys, hers().public, "sent", said)
        sent.keep(connection, _kept(draft, now))
    return f"/requests/{sent.place_of(draft.sending[0])}/"


def _what(form: Form) -> What:
    if form.policy.is_message:
        return What.MESSAGE_SENT
    return What.CONTACT_CHANGED if form.policy.is_change else What.FORM_SENT


def _kept(draft: Draft, now: datetime) -> dict[str, Any]:
    """What a receipt says."""
    accepted, answers = Accepted(*draft.sending), FORMS[draft.form].relevant(draft.values)
    return {"form": draft.form, **accepted._asdict(), "answers": answers, "sent_at": now.isoformat()}
