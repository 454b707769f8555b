"""The way back for who has lost password or second factor: two of recovery paper, code by letter, code from the desk.

With the paper her keys stay; without it she gets new ones. Whether any of it is right, only the next page tells, and it
tells the same of an account that is not there.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterator

from flask import request
from werkzeug.wrappers import Response

from forms_app.account import orders
from forms_app.account.doors import activate, waiting, ways
from forms_app.account.doors.activate import Fault
from forms_app.account.doors.new_account import paper_key
from forms_app.account.guard import field
from forms_app.account.pages import draw, see_other
from forms_app.account.services import participant_id, services
from forms_app.bundles.messages import Message, Recovery
from forms_app.i18n import urls
from forms_app.i18n.translation import gettext as _
from forms_app.sealing import codes, recovery_paper
from forms_app.sealing.owner_keys import NotHers, OwnerKeys, PublicKeys, unwrap
from forms_app.sealing.recovery_paper import NotAPaper
from forms_app.storage.account.activations import BY_PAPER, WITH_NEW_KEYS
from forms_app.storage.account.holders import HolderRow
from forms_app.storage.accounts import accounts
from forms_app.storage.throttles import TooMany, network
from forms_app.web.sign_in import limits

PARTS = ("paper", "letter", "desk")
Page = Response | str | tuple[str, int] | tuple[str, int, dict[str, str]]


def recover_page() -> str:
    return draw("account/recover.html", errors=[], typed={})


def recover() -> Page:
    """Hand in what she has; the answer is awaited on the next page."""
    errors = [*activate.number_faults(), *_part_faults(), *activate.password_faults()]
    if errors:
        return _again(errors), 422
    try:
        services().realm.throttle.spend([(waiting.PER_ADDRESS, network(request.remote_addr))])
    except TooMany as limit:
        return _again([("participant", limits.wait(limit))]), 429, limits.retry_after(limit)
    mark = services().mark_of(field("participant"))
    keys = _keys_by_paper(mark) if field("paper") else OwnerKeys.generate()
    way = BY_PAPER if field("paper") else WITH_NEW_KEYS
    waiting.hand_in(mark, field("password"), keys, _message(keys), way)
    return see_other("/activate/wait/")


def _again(errors: list[Fault]) -> str:
    """Codes and paper are long to type, so they stand there still; a password never does."""
    return draw("account/recover.html", errors=errors, typed={name: field(name) for name in ("participant", *PARTS)})


def _part_faults() -> Iterator[Fault]:
    given = [name for name in PARTS if field(name).strip()]
    if len(given) < 2:
        yield next(name for name in PARTS if name not in given), _("Fill in two of the three.")
    for name in given:
        yield from _paper_faults() if name == "paper" else activate.code_faults(name)


def _paper_faults() -> Iterator[Fault]:
    try:
        recovery_paper.read(field("paper"))
    except NotAPaper:
        yield "paper", _("Enter all 26 letters and digits of your recovery paper, as you see them there.")


def _keys_by_paper(mark: str) -> OwnerKeys:
    """Hers; where the paper is another's or there is no account, keys that are nobody's, so that the inside says no."""
    with services().database.read() as connection:
        account = accounts.find_active(connection, services().realm.rows, mark)
    nobodys = OwnerKeys.generate()
    try:
        return _unwrap(account, recovery_paper.read(field("paper")), nobodys)
    except NotHers:
        return nobodys


def _unwrap(account: HolderRow | None, secret: bytes, nobodys: OwnerKeys) -> OwnerKeys:
    """The same work where there is no account. Raises NotHers."""
    public = PublicKeys(account.public_keys) if account else nobodys.public
    wrapped = account.wrapped_by_recovery if account else nobodys.wrap(secrets.token_bytes(32), ways.RECOVERY, public)
    return unwrap(wrapped, paper_key(secret), ways.RECOVERY, public)


def _message(keys: OwnerKeys) -> Message:
    """Signed with the keys that the paper unwrapped; or, without it, both codes and keys that are new."""
    letter, desk = (codes.read(field(name), codes.ACTIVATION) if field(name).strip() else "" for name in PARTS[1:])
    if field("paper"):
        return orders.sign(keys, keys.public, "recover", {"letter": letter, "desk": desk})
    return Recovery(participant_id(field("participant")), letter, desk, keys.public.data, urls.language())
