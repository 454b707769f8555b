"""What somebody handed in who is not in yet, and the inside's answer to it: a new account, or the way back into hers.

Until the inside has answered and a second factor is set up nothing here is an account: what waits is found by a keyed
hash of this browser's cookie, and goes after half an hour. The codes stay good until the account is whole.
"""

from __future__ import annotations

import hmac
import time
from datetime import timedelta

from flask import abort
from werkzeug.wrappers import Response

from forms_app.account import guard
from forms_app.account.doors import ways
from forms_app.account.pages import draw, see_other
from forms_app.account.services import services
from forms_app.bundles import messages
from forms_app.bundles.messages import Answer, Message
from forms_app.sealing.owner_keys import OwnerKeys, PublicKeys, unwrap
from forms_app.storage.account import activations, inside
from forms_app.storage.account.activations import ACTIVATION, ActivationRow
from forms_app.storage.account.inside import HandedIn
from forms_app.storage.throttles import Limit

LASTS = timedelta(minutes=30)
PER_ADDRESS = Limit("activation address", 20, timedelta(hours=1))
PATIENCE_SECONDS, STEP_SECONDS = 8.0, 0.25  # the worker looks every second


def hand_in(mark: str, password: str, keys: OwnerKeys, message: Message, way: str = ACTIVATION) -> None:
    """What is kept of her keys opens with her password, or with this browser's cookie."""
    public, now, item_id = keys.public, services().now(), inside.new_id()
    stored, password_key = services().hash_password(password)
    sealed = services().worker.seal(messages.encode(message), messages.context(item_id))
    row = ActivationRow(
        id=row_id(),
        handed_in=item_id,
        mark=mark,
        password_hash=stored,
        public_keys=public.data,
        wrapped_by_password=keys.wrap(password_key, ways.PASSWORD, public),
        wrapped_by_door=keys.wrap(_door(), ways.ACTIVATION, public),
        at=now,
        way=way,
    )
    with services().database.write() as connection:
        activations.forget_older(connection, now - LASTS)
        activations.put(connection, row)
        inside.hand_in(connection, HandedIn(item_id, sealed, now))


def wait_page() -> Response | str:
    """The answer is waited for here, so that no page has to reload by itself; a link looks again."""
    row, answer = find()
    until = time.monotonic() + PATIENCE_SECONDS
    while not answer and time.monotonic() < until:
        time.sleep(STEP_SECONDS)
        row, answer = find()
    if answer == Answer.OPENED:
        return see_other("/activate/second/")
    return draw("account/wait.html", answer=answer, answers=Answer, is_back=row.way != ACTIVATION)


def find() -> tuple[ActivationRow, str]:
    """What this browser handed in, and the inside's answer. Without it she begins again, or is in already: by Back, or
    by a second press of the button that opened her account."""
    with services().database.read() as connection:
        row = activations.find(connection, row_id(), services().now() - LASTS)
        answer = inside.answer_to(connection, row.handed_in) if row else None
    return (row, answer or "") if row else abort(see_other("/papers/" if guard.is_signed_in() else "/sign-in/"))


def keys_of(row: ActivationRow) -> tuple[OwnerKeys, PublicKeys]:
    """Hers, by this browser's cookie."""
    public = PublicKeys(row.public_keys)
    return unwrap(row.wrapped_by_door, _door(), ways.ACTIVATION, public), public


def row_id() -> bytes:
    return hmac.digest(services().key("activation"), _door(), "sha256")


def _door() -> bytes:
    return guard.door().encode("utf-8", "surrogatepass")
