"""Who saw and did what: every event carries a keyed hash of itself and of the event before it.

A changed, removed or inserted row breaks the chain, and without the staff key nobody can mend it. A cut tail leaves
a shorter chain that is whole: that is why `verify` prints the head, which a supervisor keeps a note of.
"""

from __future__ import annotations

import hashlib
import hmac
import json
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import Connection

from forms_app.i18n.translation import LazyString
from forms_app.i18n.translation import lazy_gettext as _l
from forms_app.sealing.seal import lock, unlock
from forms_app.staff.office import Office
from forms_app.storage.accounts import audit_trail
from forms_app.storage.accounts.audit_trail import AuditRow

FIRST = bytes(32)


class Action(StrEnum):
    """What can be written down. The values are stored for good."""

    SIGNED_IN = "signed-in"
    SIGN_IN_REFUSED = "sign-in-refused"
    SIGNED_OUT = "signed-out"
    OPENED = "opened"
    REFUSED = "refused"
    REVEALED = "revealed"
    ASSIGNED = "assigned"
    STATE_CHANGED = "state-changed"
    NOTED = "noted"
    NOTE_STRUCK = "note-struck"
    SEARCHED = "searched"
    ANSWERED = "answered"
    ADDED = "added"
    EXTENDED = "extended"
    TRANSFERRED = "transferred"
    ENDED = "ended"
    WITHDRAWN = "withdrawn"
    CORRECTED = "corrected"
    CLOSED_DAYS = "closed-days"
    COUNTED_ANEW = "counted-anew"
    OPENED_AGAIN = "opened-again"
    MANY_REVEALS = "many-reveals"
    MANY_LOOK_UPS = "many-look-ups"
    OWN_NAME = "own-name"
    SESSION_ENDED = "session-ended"
    JOINED = "joined"
    LETTER = "letter"
    LETTER_QUEUED = "letter-queued"
    LETTER_PRINTED = "letter-printed"
    LETTER_OPENED = "letter-opened"
    LETTER_MAILED = "letter-mailed"
    LETTER_TAKEN_BACK = "letter-taken-back"
    LETTER_RETURNED = "letter-returned"
    RETURN_SETTLED = "return-settled"
    RETURN_UNSETTLED = "return-unsettled"
    RETURN_WITHDRAWN = "return-withdrawn"
    PIN_LETTER = "pin-letter"
    PIN_COMPARED = "pin-compared"
    PIN_NEEDS_A_PERSON = "pin-needs-a-person"
    ACCOUNT_LETTER_PRINTED = "account-letter-printed"
    ACCOUNT_LETTER_OPENED = "account-letter-opened"
    ACCOUNT_LETTER_MAILED = "account-letter-mailed"
    ACCOUNT_LETTER_BACK = "account-letter-back"
    ACCOUNT_LETTER_WITHDRAWN = "account-letter-withdrawn"
    EXPORTED = "exported"
    KEYING_BEGUN = "keying-begun"
    KEYING_DROPPED = "keying-dropped"
    KEYED = "keyed"
    MAIL_SETTLED = "mail-settled"
    MAIL_UNSETTLED = "mail-unsettled"
    LETTER_PUT_BACK = "letter-put-back"
    REPORTS_SETTLED = "reports-settled"
    RECOVERY_USED = "recovery-used"
    RECOVERY_CODES_MADE = "recovery-codes-made"
    PROOF_REFUSED = "proof-refused"
    PASSWORD_CHANGED = "password-changed"  # noqa: S105 - the name of an event
    AUTHENTICATOR_CHANGED = "authenticator-changed"
    ACCOUNT_SET_UP = "account-set-up"
    ACCOUNT_RESET = "account-reset"
    ACCOUNT_CHANGED = "account-changed"
    ACCOUNT_ADDED = "account-added"
    ACCOUNT_DISABLED = "account-disabled"
    ACCOUNT_ENABLED = "account-enabled"
    PROTECTION_LIFTED = "protection-lifted"
    PEOPLE_MADE_ONE = "people-made-one"
    CUSTOMER_SOUGHT = "customer-sought"
    CUSTOMER_OPENED = "customer-opened"
    CUSTOMER_CONFIRMED = "customer-confirmed"
    CUSTOMER_CODE = "customer-code"
    CUSTOMER_CODE_SHOWN = "customer-code-shown"
    CUSTOMER_CODE_GIVEN = "customer-code-given"
    CUSTOMER_STOPPED = "customer-stopped"
    CUSTOMER_LET_GO_ON = "customer-let-go-on"
    CUSTOMER_VETO = "customer-veto"
    CUSTOMER_CLOSED = "customer-closed"
    CUSTOMER_CALLED_BACK = "customer-called-back"
    CUSTOMER_SESSIONS_ENDED = "customer-sessions-ended"
    CUSTOMER_RECOVERED = "customer-recovered"
    CUSTOMER_PAPER_POSTED = "customer-paper-posted"
    CUSTOMER_PAPER_NOT_POSTED = "customer-paper-not-posted"
    CUSTOMER_PAPER_AGAIN = "customer-paper-again"
    CUSTOMER_NEWS_ENDED = "customer-news-ended"
    CUSTOMER_PIN_ENDED = "customer-pin-ended"


LABELS: dict[str, LazyString] = {
    Action.SIGNED_IN: _l("Signed in"),
    Action.SIGN_IN_REFUSED: _l("Sign-in refused"),
    Action.SIGNED_OUT: _l("Signed out"),
    Action.PROTECTION_LIFTED: _l("Ended the protection of a person in the case data"),
    Action.PEOPLE_MADE_ONE: _l("Made two people of the case data one"),
    Action.OPENED: _l("Opened a submission"),
    Action.REVEALED: _l("Looked behind a mask"),
    Action.ASSIGNED: _l("Assigned"),
    Action.STATE_CHANGED: _l("Changed the state"),
    Action.NOTED: _l("Wrote a note"),
    Action.NOTE_STRUCK: _l("Struck a note that was wrong"),
    Action.SEARCHED: _l("Searched"),
    Action.ANSWERED: _l("Noted that the answer was sent"),
    Action.ADDED: _l("Added something to an answer"),
    Action.EXTENDED: _l("Noted a notice of more time"),
    Action.TRANSFERRED: _l("Noted that it was passed to another county's agency"),
    Action.ENDED: _l("Closed without an answer"),
    Action.WITHDRAWN: _l("Withdrew what had been noted"),
    Action.CORRECTED: _l("Corrected what had been noted"),
    Action.CLOSED_DAYS: _l("The list of closed days changed"),
    Action.COUNTED_ANEW: _l("Due day counted anew after that"),
    Action.OPENED_AGAIN: _l("Opened again: it had been closed without an outcome"),
    Action.MANY_REVEALS: _l("Unusual: many looks behind masks in one hour"),
    Action.MANY_LOOK_UPS: _l("Unusual: very many pages opened or searched for in one hour"),
    Action.OWN_NAME: _l("Unusual: opened or searched for somebody with the same name"),
    Action.EXPORTED: _l("Took out a file"),
    Action.KEYING_BEGUN: _l("Began to key in a call, a letter or a visit"),
    Action.KEYING_DROPPED: _l("Threw away what was being keyed in"),
    Action.KEYED: _l("Keyed in a call, a letter or a visit"),
    Action.LETTER: _l("Looked at a letter before it goes to the print queue"),
    Action.LETTER_QUEUED: _l("Put a letter into the print queue"),
    Action.LETTER_PRINTED: _l("Printed a letter"),
    Action.LETTER_OPENED: _l("Opened a letter to print it"),
    Action.LETTER_MAILED: _l("Noted that a letter was mailed"),
    Action.LETTER_TAKEN_BACK: _l("Took a letter back before it was mailed"),
    Action.LETTER_RETURNED: _l("Noted that the post brought a letter back"),
    Action.RETURN_SETTLED: _l("Reached the person after a letter had come back"),
    Action.RETURN_UNSETTLED: _l("Not reached after all: the letter that came back is a task again"),
    Action.RETURN_WITHDRAWN: _l("Withdrew that the post had brought a letter back"),
    Action.PIN_LETTER: _l("Ended a PIN request"),
    Action.PIN_COMPARED: _l("PIN request compared with the case data: a letter went into the print queue"),
    Action.PIN_NEEDS_A_PERSON: _l("PIN request compared with the case data: a person must look"),
    Action.ACCOUNT_LETTER_PRINTED: _l("Printed a letter about an account"),
    Action.ACCOUNT_LETTER_OPENED: _l("Opened a letter about an account to print it"),
    Action.ACCOUNT_LETTER_MAILED: _l("Noted that a letter about an account was mailed"),
    Action.ACCOUNT_LETTER_WITHDRAWN: _l("A letter about an account must not be mailed any more"),
    Action.ACCOUNT_LETTER_BACK: _l("Noted that the post brought back a letter about an account"),
    Action.JOINED: _l("Closed on arrival: the same request came in on that day already"),
    Action.SESSION_ENDED: _l("Ended a session"),
    Action.REFUSED: _l("Asked for something without the right to it"),
    Action.MAIL_SETTLED: _l("Reached the person after an e-mail had failed"),
    Action.REPORTS_SETTLED: _l("Looked at reports about e-mail that fit none of ours"),
    Action.MAIL_UNSETTLED: _l("Not reached after all: the failed e-mail is a task again"),
    Action.LETTER_PUT_BACK: _l("Put a letter back into the print queue"),
    Action.RECOVERY_USED: _l("Unusual: signed in with a recovery code"),
    Action.RECOVERY_CODES_MADE: _l("New recovery codes"),
    Action.PROOF_REFUSED: _l("Wrong password or code on the own account"),
    Action.PASSWORD_CHANGED: _l("Changed the own password"),
    Action.AUTHENTICATOR_CHANGED: _l("Changed the own authenticator app"),
    Action.ACCOUNT_SET_UP: _l("Account set up by its person"),
    Action.ACCOUNT_RESET: _l("Account reset: a set-up code was given"),
    Action.ACCOUNT_CHANGED: _l("Account changed"),
    Action.ACCOUNT_ADDED: _l("Account added"),
    Action.ACCOUNT_DISABLED: _l("Account switched off"),
    Action.ACCOUNT_ENABLED: _l("Account switched on"),
    Action.CUSTOMER_SOUGHT: _l("Searched for a customer's account"),
    Action.CUSTOMER_OPENED: _l("Opened a customer's page"),
    Action.CUSTOMER_CONFIRMED: _l("Confirmed who a customer is"),
    Action.CUSTOMER_CODE: _l("Asked for a code for a customer"),
    Action.CUSTOMER_CODE_GIVEN: _l("Handed a customer's code over"),
    Action.CUSTOMER_CODE_SHOWN: _l("Saw a customer's code to hand it over"),
    Action.CUSTOMER_STOPPED: _l("Stopped a customer's account"),
    Action.CUSTOMER_LET_GO_ON: _l("Let a customer's account go on"),
    Action.CUSTOMER_CLOSED: _l("Closed a customer's account: it was another person's"),
    Action.CUSTOMER_VETO: _l("Noted that a customer said “that was not me”"),
    Action.CUSTOMER_CALLED_BACK: _l("Noted that a customer was called back"),
    Action.CUSTOMER_SESSIONS_ENDED: _l("Ended a customer's sessions"),
    Action.CUSTOMER_RECOVERED: _l("Saw at the desk who a customer is, to recover the account"),
    Action.CUSTOMER_PAPER_POSTED: _l("Noted that a customer's document was posted"),
    Action.CUSTOMER_PAPER_NOT_POSTED: _l("Noted that a customer's document was not posted after all"),
    Action.CUSTOMER_PAPER_AGAIN: _l("Set a customer's letters to paper again"),
    Action.CUSTOMER_NEWS_ENDED: _l("Stopped the e-mail to a customer"),
    Action.CUSTOMER_PIN_ENDED: _l("Ended a customer's telephone PIN"),
}


UNUSUAL = (Action.OWN_NAME, Action.MANY_REVEALS, Action.MANY_LOOK_UPS, Action.RECOVERY_USED)


def record(
    connection: Connection,
    office: Office,
    action: Action,
    account_id: int | None,
    reference: str | None = None,
    detail: str = "",
) -> None:
    """Write one event, in the transaction of what it tells about. Staff's writes take turns (TURNS): one chain."""
    number, previous = audit_trail.find_head(connection) or (0, FIRST)
    number += 1
    box = lock(office.key("audit detail"), detail.encode(), str(number).encode()) if detail else None
    at = office.now().replace(microsecond=0)
    digest = _hash(office.key("audit"), previous, number, at, account_id, action, reference, box)
    audit_trail.add(connection, AuditRow(number, at, account_id, action.value, reference, box, previous, digest))


def detail_of(office: Office, row: AuditRow) -> str:
    """What was written beside the event, such as the reason of a reveal."""
    if row.detail is None:
        return ""
    return unlock(office.key("audit detail"), row.detail, str(row.number).encode()).decode()


@dataclass(frozen=True)
class Head:
    """The end of the trail: how many events there are, and the hash of the last."""

    number: int
    hash: bytes

    @classmethod
    def of(cls, text: str) -> Head:
        """What `str` printed. Raises ValueError."""
        number, _, digest = text.partition(":")
        return cls(int(number), bytes.fromhex(digest))

    def __str__(self) -> str:
        return f"{self.number}:{self.hash.hex()}"


def verify(office: Office, noted: Head | None = None) -> Head:
    """The head of the trail. Raises BrokenChain at the first event that is not what was written.

    `noted` is the head of an earlier time: it must still be there.
    """
    count, previous, key = 0, FIRST, office.key("audit")
    for row in audit_trail.list_all(office.database):
        count += 1
        want = _hash(key, previous, count, row.at, row.account_id, row.action, row.reference, row.detail)
        changed = row.previous_hash != previous or not hmac.compare_digest(row.hash, want)
        if row.number != count or changed or (noted and noted.number == count and noted.hash != row.hash):
            raise BrokenChain(count)
        previous = row.hash
    if noted and noted.number > count:
        raise BrokenChain(count + 1)
    return Head(count, previous)


class BrokenChain(Exception):
    """The event `number` is missing, or not the one that was written."""

    def __init__(self, number: int) -> None:
        super().__init__(f"The audit trail is broken at event {number}: it was changed, removed or put in later.")
        self.number = number


def _hash(key: bytes, previous: bytes, number: int, at: datetime, *rest: object) -> bytes:
    written = [value.hex() if isinstance(value, bytes) else value for value in rest]
    body = json.dumps([number, at.isoformat(), *written]).encode()
    return hmac.digest(key, previous + body, hashlib.sha256)
