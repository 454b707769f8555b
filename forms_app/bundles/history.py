"""Her history: everything that was done with her account and by whom, and what each thing is called between the rooms.

An event is a code, never a name, a number or an address. Who of the staff did it stands inside, and in no bundle.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

KIND = "history"
NEW_BROWSER = "new-browser"  # detail of SIGNED_IN


class What(StrEnum):
    """What can happen to an account. The account says each in a sentence (`account/views/events_in_words.py`)."""

    ACCOUNT_OPENED = "account-opened"  # detail: phone, where it is one for the telephone alone
    SIGNED_IN = "signed-in"  # detail: NEW_BROWSER, where she had not signed in before
    SIGNED_OUT = "signed-out"
    SESSION_ENDED = "session-ended"
    OTHER_SESSIONS_ENDED = "other-sessions-ended"
    PASSWORD_CHANGED = "password-changed"  # noqa: S105 - a code
    FACTOR_CHANGED = "factor-changed"  # detail: authenticator, sheet
    PASSKEY_ADDED = "passkey-added"
    PASSKEY_REMOVED = "passkey-removed"
    PAPER_RENEWED = "paper-renewed"
    FORM_SENT = "form-sent"
    KEYED_IN = "keyed-in"  # by staff, for whoever said that it was she; detail: the form
    MESSAGE_SENT = "message-sent"
    QUESTION_JOINED = "question-joined"  # asked on the public site, now with her messages
    ANSWERED = "answered"  # detail: the form
    CONTACT_CHANGED = "contact-changed"
    PAPER_AGAIN = "paper-again"  # by staff, for whoever said that it was she; detail: one of Way
    NEWS_PAUSED = "news-paused"  # the same
    NEWS_FORGOTTEN = "news-forgotten"  # the same: the address went
    CONSENT_CHANGED = "consent-changed"  # detail: address, paused, papers-here, papers-by-mail
    DOCUMENT_OPENED = "document-opened"
    DOCUMENT_POSTED = "document-posted"  # one that she had not opened in time, or that could not be shown
    DOCUMENT_NOT_POSTED = "document-not-posted"  # that was noted by mistake
    PHONE_PIN_SET = "phone-pin-set"
    PHONE_PIN_ENDED = "phone-pin-ended"  # detail: one of Way, where staff did it
    PHONE_CALL = "phone-call"  # somebody called the line with her number and PIN
    PHONE_WRONG = "phone-wrong"
    WRONG_TRY = "wrong-try"
    RECOVERY_BEGUN = "recovery-begun"
    RECOVERED = "recovered"
    CODE_MADE = "code-made"
    LETTER_MAILED = "letter-mailed"  # detail: code, notice, recovery
    LETTER_BACK = "letter-back"  # the post brought it back; detail: the same
    CONFIRMED = "confirmed"  # detail: desk, called
    LOOKED_AT = "looked-at"  # by staff; detail: the reason
    FROZEN = "frozen"
    THAWED = "thawed"
    VETOED = "vetoed"
    CLOSED = "closed"  # it was somebody else's
    CALLED_BACK = "called-back"  # detail: hers, not-hers
    SESSIONS_ENDED = "sessions-ended"


# What her own signed order may say has happened; everything else only the inside knows.
HER_OWN = frozenset(
    {
        *(What.SIGNED_IN, What.SIGNED_OUT, What.SESSION_ENDED, What.OTHER_SESSIONS_ENDED, What.PASSWORD_CHANGED),
        *(What.FACTOR_CHANGED, What.PASSKEY_ADDED, What.PASSKEY_REMOVED, What.PAPER_RENEWED, What.FORM_SENT),
        *(What.RECOVERED, What.CONTACT_CHANGED, What.MESSAGE_SENT, What.QUESTION_JOINED),
    }
)


# One act of staff about a person, noted beside each of her keys: she may have an account and a telephone PIN. Whoever
# reads of all of them reads it once.
OF_A_PERSON = frozenset(
    {
        *(What.LOOKED_AT, What.FROZEN, What.THAWED, What.VETOED, What.CLOSED, What.CALLED_BACK, What.SESSIONS_ENDED),
        What.KEYED_IN,
    }
)


class Way(StrEnum):
    """How somebody asked staff to end something that she had wanted in her account."""

    PHONE = "by-phone"
    MAIL = "by-mail"
    HAND = "by-hand"


class Look(StrEnum):
    """Why staff opened the page of an account."""

    CALL = "call"
    VISIT = "visit"
    LETTER = "by-letter"
    REQUEST = "request"
    TASK = "task"
    CHECK = "check"


class By(StrEnum):
    """Who did it, as she reads it."""

    HOLDER = "holder"
    STAFF = "staff"
    SYSTEM = "system"


@dataclass(frozen=True, slots=True)
class Event:
    """`what` is one of What, `by` one of By. `detail`: a code of that kind of event, or empty."""

    at: datetime
    what: str
    by: str
    detail: str


@dataclass(frozen=True, slots=True)
class History:
    """The oldest first."""

    events: tuple[Event, ...]


def context(key_id: bytes) -> str:
    """In which the account seals what happened while she was signed out, to her keys."""
    return f"history {key_id.hex()}"
