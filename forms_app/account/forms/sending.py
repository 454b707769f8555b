"""Send, over two databases: stored for the agency, then kept for her; each step can be done twice.

The numbers under which it is sent follow from the draft's own key and its version, so they are known before anything
goes out, at every press and after every break. A change for the cases that she ticks has two for each case, and is
stored in one transaction; they are noted in the draft first, with the cases. Whatever breaks in between, the next look
at a draft that could have been sent finds out whether it arrived: then it is finished, else she can send or change it.
"""

from __future__ import annotations

import hmac
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy.exc import IntegrityError, SQLAlchemyError

from forms_app.account import orders
from forms_app.account.forms import for_cases, here, sent
from forms_app.account.forms.for_cases import CHOSEN, Case
from forms_app.account.forms.sender import sender, token
from forms_app.account.services import services
from forms_app.account.views.opened import hers
from forms_app.bundles.history import What
from forms_app.forms import FORMS, Form
from forms_app.forms.shared import case_of
from forms_app.i18n import urls
from forms_app.processes import logs
from forms_app.sealing import codes
from forms_app.storage.account import inside
from forms_app.storage.account.inside import HandedIn
from forms_app.storage.drafts import Changed, Draft, Drafts
from forms_app.storage.filing import Accepted, Ready, prepare
from forms_app.storage.submissions import references
from forms_app.storage.submissions.references import new_reference


class Part(NamedTuple):
    """One submission of a draft: for one case, where it is for several."""

    accepted: Accepted
    answers: dict[str, Any]


def send(draft: Draft) -> str:
    """Where its receipt is; "" where the draft was changed meanwhile."""
    noted = _noted(draft, for_cases.chosen())
    if noted is None:
        return ""
    _store(noted)
    try:
        return _finish(noted)
    except (SQLAlchemyError, OSError) as error:  # it has arrived: the next look at the draft does the rest
        logs.failure(error, "account")
        return "/requests/"


def finish_if_sent(draft: Draft) -> bool:
    """Whether it arrived already, though nobody was told: then the draft goes and the receipt is there."""
    if not draft.sending:
        if not _may_have_gone(draft) or _own_reference(draft) not in services().arrived:
            return False
        draft = _under_its_own(draft)
    arrived = _has_arrived(draft)
    if arrived:
        _finish(draft)
    return arrived


class HerDrafts(Drafts):
    """Drafts of which none is shown that was sent."""

    def load(self, token: bytes, form: str, now: datetime) -> Draft | None:
        draft = super().load(token, form, now)
        return None if draft and finish_if_sent(draft) else draft


def _noted(draft: Draft, cases: list[Case]) -> Draft | None:
    """The draft with the numbers under which it is sent. Pressed twice, both presses send under the same."""
    if draft.sending and draft.values.get(CHOSEN, [{}]) == cases:
        return draft
    if cases == [{}] and _is_for_itself(draft):
        return _under_its_own(draft)
    numbers = [number for _case in cases for number in (new_reference(), codes.new())]
    values = {**draft.values, CHOSEN: cases}
    numbered = replace(draft, values=values, sending=tuple(numbers), version=draft.version + 1)
    try:
        services().drafts.save(token(), numbered, services().now())
    except Changed:
        found = Drafts.load(services().drafts, token(), draft.form, services().now())
        same = found and found.sending and found.raw == draft.raw and found.values.get(CHOSEN) == cases
        return found if same else None
    return numbered


def _is_for_itself(draft: Draft) -> bool:
    """It was never to go for cases that she ticked: nothing has to be noted before it goes."""
    return not draft.sending and CHOSEN not in draft.values


def _may_have_gone(draft: Draft) -> bool:
    """Only what was answered to its end can be sent."""
    form = here.FORMS_HERE.get(draft.form) if _is_for_itself(draft) else None
    return form is not None and form.first_open(draft.values, draft.done) is None


def _under_its_own(draft: Draft) -> Draft:
    """With numbers that nobody knows who has not its key, and another version has others."""
    return replace(draft, sending=(_own_reference(draft), codes.made_of(_seed(draft, "receipt code"))))


def _own_reference(draft: Draft) -> str:
    return references.made_of(_seed(draft, "reference"))


def _seed(draft: Draft, of: str) -> bytes:
    return hmac.digest(draft.key, f"{of} of {draft.version}".encode(), "sha256")


def _parts(draft: Draft) -> list[Part]:
    """Each with the answers that say which case it is for."""
    form, pairs = FORMS[draft.form], zip(draft.sending[::2], draft.sending[1::2], strict=True)
    cases: list[Case] = draft.values.get(CHOSEN) or [{}]
    return [
        Part(Accepted(*pair), form.relevant({**draft.values, **case})) for pair, case in zip(pairs, cases, strict=True)
    ]


def _store(draft: Draft) -> None:
    """For the agency, all of it at once, unless it is there."""
    ready = [_ready(FORMS[draft.form], part) for part in _parts(draft)]
    try:
        with services().sent.write() as connection:
            for one in ready:
                one.store(connection)
    except IntegrityError:
        if not _has_arrived(draft):
            _give_up(draft)  # somebody else's reference, one in 10^11: the next press takes another
            raise


def _ready(form: Form, part: Part) -> Ready:
    now = services().now()
    return prepare(services(), form, part.answers, urls.language(), now, accepted=part.accepted, sender=sender())


def _has_arrived(draft: Draft) -> bool:
    """They arrive together, so the first tells it of all."""
    return sent.is_there(Accepted(*draft.sending[:2]))


def _give_up(draft: Draft) -> None:
    services().drafts.save(token(), replace(draft, sending=(), version=draft.version + 1), services().now())


def _finish(draft: Draft) -> str:
    """Kept for her, told to the inside once, and the draft goes; where the receipt is. What another tab wrote into the
    draft meanwhile stays there."""
    kept = _kept(draft, services().now())
    told = list(_told(FORMS[draft.form], kept))
    with services().database.write() as connection:
        services().drafts.take(connection, token(), draft)
        are_new = [sent.keep(connection, one) for one in kept]
        if all(are_new):
            for item in told:
                inside.hand_in(connection, item)
        place = sent.place_in(connection, draft.sending[0])
    return f"/requests/{place}/"


def _told(form: Form, kept: list[dict[str, Any]]) -> Iterator[HandedIn]:
    """Each as an order; the first says, too, what she did."""
    for number, one in enumerate(kept):
        said = {name: one[name] for name in ("form", "reference", "receipt_code", "sent_at")}
        act = {"what": _what(form).value} if number == 0 else {}
        yield orders.ready(hers().keys, hers().public, "sent", {**said, **act})


def _what(form: Form) -> What:
    if form.policy.is_message:
        return What.MESSAGE_SENT
    return What.CONTACT_CHANGED if form.policy.is_change and not form.policy.of_date else What.FORM_SENT


def _kept(draft: Draft, now: datetime) -> list[dict[str, Any]]:
    """What a receipt says, of each. `together`: all of them, where there are several: case, county, reference."""
    parts = _parts(draft)
    together = [_said_of(part) for part in parts] if len(parts) > 1 else []
    said = {"form": draft.form, "sent_at": now.isoformat(), "together": together}
    return [{**said, **part.accepted._asdict(), "answers": part.answers} for part in parts]


def _said_of(part: Part) -> dict[str, str]:
    number, county = case_of(part.answers)
    return {"case_number": number, "county": county, "reference": part.accepted.reference}
