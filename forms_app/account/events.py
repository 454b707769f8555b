"""Notes what she did, for her own history and for staff: signed by her while she is in, else sealed to her here."""

from __future__ import annotations

from datetime import timedelta
from functools import partial

from flask import Flask, current_app
from sqlalchemy import Connection
from sqlalchemy.exc import SQLAlchemyError
from werkzeug.wrappers import Response

from forms_app.account import orders
from forms_app.account.services import services
from forms_app.bundles import codec, history
from forms_app.bundles.history import By, Event, What
from forms_app.processes import logs
from forms_app.sealing.owner_keys import OwnerKeys, PublicKeys
from forms_app.storage.account import history as stored
from forms_app.storage.account.holders import HolderRow
from forms_app.storage.throttles import Limit, TooMany

ONCE_AN_HOUR = Limit("wrong try noted", 1, timedelta(hours=1))  # whoever tries a thousand times fills nobody's history


def note(connection: Connection, keys: OwnerKeys, public: PublicKeys, what: What, detail: str = "") -> None:
    """Of what she does herself, one of history.HER_OWN. `detail`: a code, nothing personal."""
    body = {"what": what.value, "at": services().now().isoformat(), "detail": detail}
    orders.hand_in(connection, keys, public, "event", body)


def note_while_out(connection: Connection, account_id: int, public: PublicKeys, what: What) -> None:
    """What happened to her account while nobody with her keys was in: it stands here, and she alone opens it."""
    now = services().now()
    plain = codec.encode(Event(now, what.value, By.SYSTEM.value, ""))
    sealed = public.sealing_key.seal(plain, history.context(public.id))
    stored.add(connection, account_id, now, sealed)


def note_wrong_try(answer: Response, account: HolderRow | None) -> Response:
    """That somebody was refused, behind the answer: how long it takes tells nobody whether there is an account."""
    if account:
        app: Flask = current_app._get_current_object()  # type: ignore[attr-defined]
        answer.call_on_close(partial(_note_once, app, account))
    return answer


def _note_once(app: Flask, account: HolderRow) -> None:
    try:
        with app.app_context():
            services().realm.throttle.spend([(ONCE_AN_HOUR, str(account.id))])
            with services().database.write() as connection:
                note_while_out(connection, account.id, PublicKeys(account.public_keys), What.WRONG_TRY)
    except TooMany:
        return
    except (SQLAlchemyError, OSError) as error:  # the answer is out; the operator hears of it
        logs.failure(error, "history")
