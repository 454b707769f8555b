"""Opening an account with the code from a letter: the code is handed in, the inside says what became of it.

Until the inside has answered and a second factor is set up nothing here is an account: what waits is found by a keyed
hash of this browser's cookie, and goes after half an hour. The code stays good until the account is whole.
"""

from __future__ import annotations

import hmac
import time
from datetime import timedelta

from flask import abort, request
from werkzeug.wrappers import Response

from forms_app.account import guard
from forms_app.account.doors import ways
from forms_app.account.guard import field
from forms_app.account.pages import draw, see_other
from forms_app.account.services import participant_id, services
from forms_app.bundles import messages
from forms_app.bundles.messages import Activation, Answer
from forms_app.i18n import urls
from forms_app.i18n.translation import gettext as _
from forms_app.sealing import codes
from forms_app.sealing.owner_keys import OwnerKeys
from forms_app.storage.account import activations, inside
from forms_app.storage.account.activations import ActivationRow
from forms_app.storage.account.inside import HandedIn
from forms_app.storage.throttles import Limit, TooMany, network
from forms_app.web.sign_in import limits, passwords

LASTS = timedelta(minutes=30)
PATIENCE_SECONDS, STEP_SECONDS = 8.0, 0.25  # the worker looks every second
PER_ADDRESS = Limit("activation address", 20, timedelta(hours=1))
LEAST_DIGITS, MOST_DIGITS = 4, 20  # of a Participant ID, as the contract of case data has it
Page = Response | str | tuple[str, int] | tuple[str, int, dict[str, str]]


def activate_page() -> str:
    return draw("account/activate.html", errors=[], participant="")


def activate() -> Page:
    """Hand the code in; the answer is awaited on the next page."""
    errors = list(_faults())
    if errors:
        return draw("account/activate.html", errors=errors, participant=field("participant")), 422
    try:
        _count()
    except TooMany as limit:
        errors = [("code", limits.wait(limit))]
        page = draw("account/activate.html", errors=errors, participant=field("participant"))
        return page, 429, limits.retry_after(limit)
    _hand_in(participant_id(field("participant")), codes.read(field("code"), codes.ACTIVATION), field("password"))
    return see_other("/activate/wait/")


def wait_page() -> Page:
    """The answer is waited for here, so that no page has to reload by itself; a link looks again."""
    _row, answer = waiting()
    until = time.monotonic() + PATIENCE_SECONDS
    while not answer and time.monotonic() < until:
        time.sleep(STEP_SECONDS)
        _row, answer = waiting()
    if answer == Answer.OPENED:
        return see_other("/activate/second/")
    return draw("account/wait.html", answer=answer, answers=Answer)


def waiting() -> tuple[ActivationRow, str]:
    """What this browser handed in, and the inside's answer. Without it she begins again, or is in already: by Back, or
    by a second press of the button that opened her account."""
    with services().database.read() as connection:
        row = activations.find(connection, row_id(), services().now() - LASTS)
        answer = inside.answer_to(connection, row.handed_in) if row else None
    return (row, answer or "") if row else abort(see_other("/home/" if guard.is_signed_in() else "/activate/"))


def row_id() -> bytes:
    return hmac.digest(services().key("activation"), guard.door().encode("utf-8", "surrogatepass"), "sha256")


def _hand_in(participant: str, code: str, password: str) -> None:
    """Her keys are made here, and what is kept of them opens with her password, or with this browser's cookie."""
    keys, item_id = OwnerKeys.generate(), inside.new_id()
    public, now = keys.public, services().now()
    stored, password_key = services().hash_password(password)
    message = Activation(participant, code, public.data, urls.language())
    sealed = services().worker.seal(messages.encode(message), messages.context(item_id))
    row = ActivationRow(
        id=row_id(),
        handed_in=item_id,
        mark=services().mark_of(participant),
        password_hash=stored,
        public_keys=public.data,
        wrapped_by_password=keys.wrap(password_key, ways.PASSWORD, public),
        wrapped_by_door=keys.wrap(guard.door().encode("utf-8", "surrogatepass"), ways.ACTIVATION, public),
        at=now,
    )
    with services().database.write() as connection:
        activations.forget_older(connection, now - LASTS)
        activations.put(connection, row)
        inside.hand_in(connection, HandedIn(item_id, sealed, now))


def _faults() -> list[tuple[str, str]]:
    """(the field, what to do about it)."""
    wrong: list[tuple[str, str]] = []
    participant, password = participant_id(field("participant")), field("password")
    if not LEAST_DIGITS <= len(participant) <= MOST_DIGITS:
        wrong.append(("participant", _("Enter your Participant ID: the number on letters about your case.")))
    try:
        codes.read(field("code"), codes.ACTIVATION)
    except codes.NotACode as no:
        wrong.append(("code", _mistyped() if no.mistyped else _("Enter the 16 digits of the code in your letter.")))
    if refused := passwords.fault(password, participant or "-", _("Choose a password without your Participant ID.")):
        wrong.append(("password", refused))
    return wrong


def _mistyped() -> str:
    return _("One digit of the code is wrong. Compare it with your letter.")


def _count() -> None:
    services().realm.throttle.spend([(PER_ADDRESS, network(request.remote_addr))])
