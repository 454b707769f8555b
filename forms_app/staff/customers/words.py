"""What staff read of an account: its states, what was done with it, what was asked and what came of it, in words."""

from __future__ import annotations

from forms_app.bundles.history import By, What
from forms_app.bundles.history import Way as AskedBy
from forms_app.case_data.store.activation_codes import Way
from forms_app.case_data.store.asks import Kind, Word
from forms_app.case_data.store.for_staff.account import Ask
from forms_app.case_data.store.holders import State
from forms_app.case_data.store.letters.inside_letters import Kind as LetterKind
from forms_app.i18n.translation import LazyString
from forms_app.i18n.translation import gettext as _
from forms_app.i18n.translation import lazy_gettext as _l
from forms_app.staff.customers.opening import REASONS
from forms_app.staff.letters.why_none import OTHER, WHY
from forms_app.staff.office import office
from forms_app.storage.accounts import staff

STATES: dict[str, LazyString] = {
    State.BEGUN: _l("Begun: a code was right, the account is not whole yet"),
    State.REPLACING: _l("Coming back: codes were right, the new way in is not whole yet"),
    State.NEW: _l("New: shows money and status only"),
    State.OPEN: _l("Confirmed: shows everything"),
    State.FROZEN: _l("Stopped: shows nothing"),
}
EVENTS: dict[str, LazyString] = {
    What.ACCOUNT_OPENED: _l("Account opened"),
    What.SIGNED_IN: _l("Signed in"),
    What.SIGNED_OUT: _l("Signed out"),
    What.SESSION_ENDED: _l("Ended one session"),
    What.OTHER_SESSIONS_ENDED: _l("Ended all other sessions"),
    What.PASSWORD_CHANGED: _l("Changed the password"),
    What.FACTOR_CHANGED: _l("Changed the second step of signing in"),
    What.PASSKEY_ADDED: _l("Added a passkey"),
    What.PASSKEY_REMOVED: _l("Removed a passkey"),
    What.PAPER_RENEWED: _l("Made a new recovery paper"),
    What.FORM_SENT: _l("Sent a form"),
    What.DOCUMENT_OPENED: _l("Opened a document"),
    What.DOCUMENT_POSTED: _l("A document was posted"),
    What.DOCUMENT_NOT_POSTED: _l("A document was not posted after all"),
    What.KEYED_IN: _l("Something was keyed in for this person"),
    What.MESSAGE_SENT: _l("Sent a message"),
    What.QUESTION_JOINED: _l("Added a question to the messages"),
    What.ANSWERED: _l("Was answered by staff"),
    What.CONTACT_CHANGED: _l("Told of a change of contact or work"),
    What.CONSENT_CHANGED: _l("Changed a consent"),
    What.PAPER_AGAIN: _l("Letters go on paper again, noted by staff"),
    What.NEWS_PAUSED: _l("E-mail about news was paused by staff"),
    What.NEWS_FORGOTTEN: _l("The address for e-mail about news was forgotten by staff"),
    What.PHONE_PIN_SET: _l("Set a telephone PIN"),
    What.PHONE_PIN_ENDED: _l("Ended the telephone PIN"),
    What.PHONE_CALL: _l("Called the telephone line with the PIN"),
    What.PHONE_WRONG: _l("A wrong PIN on the telephone line"),
    What.WRONG_TRY: _l("A wrong try to sign in"),
    What.RECOVERY_BEGUN: _l("Began to recover the account"),
    What.RECOVERED: _l("Recovered the account"),
    What.CODE_MADE: _l("A code was made"),
    What.LETTER_MAILED: _l("A letter was mailed"),
    What.LETTER_BACK: _l("The post brought a letter back"),
    What.CONFIRMED: _l("Confirmed: shows everything"),
    What.LOOKED_AT: _l("This page was opened"),
    What.FROZEN: _l("Stopped"),
    What.THAWED: _l("Let go on"),
    What.VETOED: _l("“That was not me”"),
    What.CLOSED: _l("Closed: it was another person's"),
    What.CALLED_BACK: _l("Called back by staff"),
    What.SESSIONS_ENDED: _l("All sessions ended by staff"),
}
DETAILS: dict[str, LazyString] = {
    "desk": _l("at the desk"),
    "called": _l("by a call"),
    "code": _l("a code"),
    "notice": _l("notice of the new account"),
    "recovery": _l("a code to recover the account"),
    "new-browser": _l("in a new browser"),
    "authenticator": _l("authenticator app"),
    "sheet": _l("sheet of codes"),
    "activation": _l("a code to open an account"),
    "letter": _l("by letter"),
    "phone": _l("for the telephone alone"),
    "hers": _l("it was this person after all"),
    "not-hers": _l("it was somebody else"),
    "papers-here": _l("letters in the account in place of paper"),
    "papers-by-mail": _l("letters on paper again"),
    AskedBy.PHONE: _l("asked for by telephone"),
    AskedBy.MAIL: _l("asked for by letter"),
    AskedBy.HAND: _l("asked for at the office"),
    "days": _l("7 days after the letter was mailed"),
}
ASKED: dict[str, LazyString] = {
    Kind.PIN_REQUEST: _l("A PIN request was compared"),
    Kind.CODE: _l("A code"),
    Kind.CONFIRM: _l("Confirm"),
    Kind.FREEZE: _l("Stop the account"),
    Kind.THAW: _l("Let it go on"),
    Kind.VETO: _l("“That was not me”"),
    Kind.CLOSE: _l("Close it: it was another person's"),
    Kind.CALLED_BACK: _l("Called back"),
    Kind.END_SESSIONS: _l("End all sessions"),
    Kind.CAME_BACK: _l("The post brought a letter back"),
    Kind.MAILED: _l("A letter was mailed"),
    Kind.RECOVERY: _l("Recover the account"),
    Kind.LOOKED_AT: _l("This page was opened"),
    Kind.ANSWERED: _l("Something was answered"),
    Kind.HANDED_OVER: _l("A code was handed over"),
    Kind.KEYED_IN: _l("Something was keyed in"),
    Kind.PAPER_AGAIN: _l("Letters on paper again"),
    Kind.NO_NEWS: _l("No e-mail about news any more"),
    Kind.NO_PIN: _l("End the telephone PIN"),
    Kind.POSTED: _l("A document was posted"),
    Kind.NOT_POSTED: _l("A document was not posted after all"),
    Kind.OWN_WORDS: _l("What was sent before was locked to the new keys"),
    Kind.LETTER: _l("A letter for the account"),
}
ANSWERS: dict[str, LazyString] = {
    "": _l("not done yet"),
    Word.DONE: _l("done"),
    Word.LETTER: _l("a letter waits to be printed"),
    Word.EARLIER: _l("no new letter: one went within 10 days, and its code is still good"),
    Word.PERSON: _l("a person must look"),
    Word.CODE: _l("a code was made, to be handed over"),
    Word.ONE_MORE: _l("waits for a second member of staff"),
    Word.NO_ACCOUNT: _l("there is no account"),
    Word.IS_FROZEN: _l("not done: the account is stopped"),
    Word.UNREADABLE: _l("not done: it could not be read"),
    Word.NOT_REACHED: _l("nobody was reached"),
    Word.NOTHING: _l("nothing to do: there was none any more"),
    Word.HERE: _l("it lies in the account in place of paper"),
    Word.ON_PAPER: _l("it is to be mailed on paper"),
}
CODES: dict[str, LazyString] = {
    Way.LETTER: _l("by letter"),
    Way.DESK: _l("handed over at the desk"),
    Way.RECOVERY: _l("handed over to recover the account"),
}
_UNOPENED = _l("not opened for 7 days, and it wants an answer")
_OTHER_FAULT = _l("it cannot be shown")
_FAULTS: dict[str, LazyString] = {
    "missing": _l("it cannot be shown: the file is missing"),
    "too large": _l("it cannot be shown: larger than 10 MB"),
    "does not open": _l("it cannot be shown: sealed for another document"),
    "not what its row says": _l("it cannot be shown: it is another file, or no PDF"),
    "is locked": _l("it cannot be shown: the PDF wants a password"),
    "no pages": _l("it cannot be shown: no pages"),
    "pages are missing": _l("it cannot be shown: pages are missing"),
}
LETTERS: dict[str, LazyString] = {
    LetterKind.CODE: _l("Code to open an account"),
    LetterKind.NOTICE: _l("Notice of the new account"),
    LetterKind.RECOVERY: _l("Code to recover the account"),
}


def detail(code: str) -> str:
    """What stands beside an event: a reason for opening the page, a way, a letter; a code that is new as it stands."""
    return str(REASONS.get(code) or DETAILS.get(code) or code)


def why_not(code: str) -> str:
    """Why no letter goes to this person."""
    return str(WHY.get(code, OTHER))


def why_post(fault: str) -> str:
    """Why a document in an account is to be posted. `fault`: the worker's word; none of one that lies unopened."""
    return str(_FAULTS.get(fault, _OTHER_FAULT) if fault else _UNOPENED)


def answer(ask: Ask) -> str:
    """What came of an ask, and why no letter can go."""
    said = str(ANSWERS.get(ask.answer, ask.answer))
    return f"{said}: {why_not(ask.result['why'])}" if "why" in ask.result else said


def who(by: str, colleagues: dict[str, str]) -> str:
    """The customer, the system, or the address of a member of staff."""
    if by == By.HOLDER:
        return str(_("the customer"))
    return colleagues.get(by, str(_("staff"))) if by else str(_("the system"))


def colleagues() -> dict[str, str]:
    """The addresses of everybody of the staff, by the number of the account as a text."""
    with office().database.read() as connection:
        return {str(one.id): one.email for one in staff.list_emails(connection)}
