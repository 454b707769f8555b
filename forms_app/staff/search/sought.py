"""What was searched for on the page before, locked there: nothing that was typed stands in a page unmasked."""

from __future__ import annotations

from cryptography.exceptions import InvalidTag
from flask import abort

from forms_app.sealing.seal import lock, unlock
from forms_app.staff.auth_guard import field, signed_in
from forms_app.staff.office import office


def last() -> str:
    """Nothing where nothing was; 400 for what is not ours, or another person's."""
    try:
        box = bytes.fromhex(field("sought"))
        return unlock(_key(), box, _context()).decode() if box else ""
    except (ValueError, InvalidTag):
        abort(400)


def locked(text: str) -> str:
    return lock(_key(), text.encode(), _context()).hex()


def _key() -> bytes:
    return office().key("search again")


def _context() -> bytes:
    return str(signed_in().account_id).encode()
