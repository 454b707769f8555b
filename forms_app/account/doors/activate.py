"""Opening an account with the code from a letter: the code is handed in, the inside says what became of it."""

from __future__ import annotations

from collections.abc import Iterator

from flask import request
from werkzeug.wrappers import Response

from forms_app.account.doors import waiting
from forms_app.account.guard import field
from forms_app.account.pages import draw, see_other
from forms_app.account.services import participant_id, services
from forms_app.bundles.messages import Activation
from forms_app.i18n import urls
from forms_app.i18n.translation import gettext as _
from forms_app.sealing import codes
from forms_app.sealing.owner_keys import OwnerKeys
from forms_app.storage.throttles import TooMany, network
from forms_app.web.sign_in import limits, passwords

LEAST_DIGITS, MOST_DIGITS = 4, 20  # of a Participant ID, as the contract of case data has it
Page = Response | str | tuple[str, int] | tuple[str, int, dict[str, str]]
Fault = tuple[str, str]  # the field, what to do about it


def activate_page() -> str:
    return draw("account/activate.html", errors=[], participant="", code="")


def activate() -> Page:
    """Hand the code in; the answer is awaited on the next page."""
    errors = [*number_faults(), *code_faults("code"), *password_faults()]
    if errors:
        return draw("account/activate.html", errors=errors, participant=field("participant"), code=field("code")), 422
    try:
        services().realm.throttle.spend([(waiting.PER_ADDRESS, network(request.remote_addr))])
    except TooMany as limit:
        errors = [("code", limits.wait(limit))]
        page = draw("account/activate.html", errors=errors, participant=field("participant"), code=field("code"))
        return page, 429, limits.retry_after(limit)
    participant, keys = participant_id(field("participant")), OwnerKeys.generate()
    code = codes.read(field("code"), codes.ACTIVATION)
    message = Activation(participant, code, keys.public.data, urls.language())
    waiting.hand_in(services().mark_of(participant), field("password"), keys, message)
    return see_other("/activate/wait/")


def number_faults() -> Iterator[Fault]:
    if not LEAST_DIGITS <= len(participant_id(field("participant"))) <= MOST_DIGITS:
        yield "participant", _("Enter your Participant ID: the number on letters about your case.")


def code_faults(name: str) -> Iterator[Fault]:
    """Of a field for a code of 16 digits."""
    try:
        codes.read(field(name), codes.ACTIVATION)
    except codes.NotACode as no:
        mistyped = _("One digit of the code is wrong. Compare it with your letter.")
        yield name, mistyped if no.mistyped else _("Enter the 16 digits of the code in your letter.")


def password_faults() -> Iterator[Fault]:
    """Of a new password, for whoever has this Participant ID."""
    participant = participant_id(field("participant")) or "-"
    is_number = _("Choose a password without your Participant ID.")
    if refused := passwords.fault(field("password"), participant, is_number):
        yield "password", refused
