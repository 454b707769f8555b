"""Who of the staff is signed in, as every staff page asks."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from flask import Request

from forms_app.staff.office import Office
from forms_app.storage.accounts.staff import StaffAccountRow
from forms_app.web.sign_in import sessions
from forms_app.web.sign_in.sessions import SignedIn


@dataclass(frozen=True)
class Session:
    """One person, signed in on one browser."""

    id: bytes
    token: str
    account_id: int
    email: str
    role: str
    name: str = ""


def find(office: Office, request: Request) -> Session | None:
    """The live session of this request's cookie; notes that it was seen."""
    return _session(sessions.find(office.sign_in, request))


def find_lapsed(office: Office, request: Request) -> Session | None:
    """Whose session this cookie was before it ended by time alone: good for keeping what they typed, and no more."""
    return _session(sessions.find_lapsed(office.sign_in, request))


def find_of_page(office: Office, is_its: Callable[[bytes], bool]) -> Session | None:
    """Whose session it was, live or over, in which a page was drawn: `is_its` knows by the token in the page."""
    return _session(sessions.find_of_page(office.sign_in, is_its))


def _session(found: SignedIn[StaffAccountRow] | None) -> Session | None:
    if found is None:
        return None
    account = found.account
    return Session(found.id, found.token, account.id, account.email, account.role, account.name)
