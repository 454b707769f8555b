"""What happened to an account, in sentences: each says who did it, and nothing that would tell somebody else more."""

from __future__ import annotations

from forms_app.bundles.history import NEW_BROWSER, Event, Look, Way, What
from forms_app.i18n.translation import LazyString
from forms_app.i18n.translation import gettext as _
from forms_app.i18n.translation import lazy_gettext as _l

# By what happened, and by its detail where that says more; without one, what holds for each of its details.
SENTENCES: dict[tuple[What, str], LazyString] = {
    (What.ACCOUNT_OPENED, ""): _l("You opened this account with a code from us."),
    (What.ACCOUNT_OPENED, "phone"): _l("You opened our telephone line for yourself with a code from us."),
    (What.SIGNED_IN, ""): _l("You signed in."),
    (What.SIGNED_IN, NEW_BROWSER): _l("You signed in with a browser that we did not know."),
    (What.SIGNED_OUT, ""): _l("You signed out."),
    (What.SESSION_ENDED, ""): _l("You signed out another browser."),
    (What.OTHER_SESSIONS_ENDED, ""): _l("You signed out all your other browsers."),
    (What.PASSWORD_CHANGED, ""): _l("You changed your password."),
    (What.FACTOR_CHANGED, ""): _l("You changed how you sign in."),
    (What.FACTOR_CHANGED, "authenticator"): _l("You set up an authenticator app."),
    (What.FACTOR_CHANGED, "sheet"): _l("You made a new sheet of codes. The old one is no longer good."),
    (What.PASSKEY_ADDED, ""): _l("You added a passkey."),
    (What.PASSKEY_REMOVED, ""): _l("You removed a passkey."),
    (What.PAPER_RENEWED, ""): _l("You made a new recovery paper. The old one is no longer good."),
    (What.FORM_SENT, ""): _l("You sent a form."),
    (What.KEYED_IN, ""): _l("Staff took in something for you, by telephone, by letter or at the office."),
    (What.MESSAGE_SENT, ""): _l("You sent a message."),
    (What.QUESTION_JOINED, ""): _l("You added a question to your messages."),
    (What.ANSWERED, ""): _l("Staff answered something that you sent."),
    (What.ANSWERED, "message"): _l("Staff answered a message of yours."),
    (What.CONTACT_CHANGED, ""): _l("You told us of a change in how to reach you, or in your work."),
    (What.CONSENT_CHANGED, ""): _l("You changed what we may send to you."),
    (What.CONSENT_CHANGED, "papers-here"): _l("You said yes to letters in this account in place of paper."),
    (What.CONSENT_CHANGED, "papers-by-mail"): _l("You asked for letters on paper again."),
    (What.PAPER_AGAIN, ""): _l("Staff set your letters to come on paper again."),
    (What.NEWS_PAUSED, ""): _l("Staff paused the e-mail that we send to you."),
    (What.NEWS_FORGOTTEN, ""): _l("Staff ended the e-mail that we send to you. We forgot the address."),
    (What.DOCUMENT_OPENED, ""): _l("You opened a document."),
    (What.DOCUMENT_POSTED, ""): _l("We mailed you a document on paper."),
    (What.DOCUMENT_NOT_POSTED, ""): _l("We noted by mistake that we had mailed you a document on paper."),
    (What.PHONE_PIN_SET, ""): _l("You chose a PIN for the telephone."),
    (What.PHONE_PIN_ENDED, ""): _l("You ended your PIN for the telephone."),
    **{(What.PHONE_PIN_ENDED, way.value): _l("Staff ended your PIN for the telephone.") for way in Way},
    (What.PHONE_CALL, ""): _l("Somebody called our line with your Participant ID and your PIN."),
    (What.PHONE_WRONG, ""): _l("Somebody called our line with your Participant ID and a wrong PIN."),
    (What.WRONG_TRY, ""): _l("Somebody, perhaps you, tried to sign in with your Participant ID and did not get in."),
    (What.RECOVERY_BEGUN, ""): _l("Somebody began to ask for a new way into this account."),
    (What.RECOVERED, ""): _l("You came back into this account and chose a new way to sign in."),
    (What.CODE_MADE, ""): _l("We made a code for you."),
    (What.CODE_MADE, "code"): _l("We made a code for you. It goes to you by mail."),
    (What.CODE_MADE, "recovery"): _l("We made a code to come back into this account. It goes to you by mail."),
    (What.CODE_MADE, "desk"): _l("Staff gave you a code at the office."),
    (What.LETTER_MAILED, ""): _l("We mailed you a letter."),
    (What.LETTER_MAILED, "code"): _l("We mailed you the letter with your code."),
    (What.LETTER_MAILED, "notice"): _l("We mailed you a letter that says: an account was opened."),
    (What.CLOSED, ""): _l("We closed an account that somebody else had opened in your name."),
    (What.LETTER_BACK, ""): _l("The post brought back a letter that we had mailed you."),
    (What.LETTER_MAILED, "recovery"): _l("We mailed you a code to come back into this account."),
    (What.CONFIRMED, ""): _l("Staff confirmed that this account is yours."),
    (What.CONFIRMED, "desk"): _l("Staff saw you at the office and confirmed that this account is yours."),
    (What.CONFIRMED, "called"): _l("Staff called you and confirmed that this account is yours."),
    (What.CONFIRMED, "days"): _l("The days after our letter were over, and the account opened fully."),
    (What.LOOKED_AT, ""): _l("Staff opened the page of your account. They had to give a reason."),
    (What.LOOKED_AT, Look.CALL): _l("Staff opened the page of your account. Their reason: a telephone call."),
    (What.LOOKED_AT, Look.VISIT): _l("Staff opened the page of your account. Their reason: a visit to the office."),
    (What.LOOKED_AT, Look.LETTER): _l("Staff opened the page of your account. Their reason: a letter."),
    (What.LOOKED_AT, Look.REQUEST): _l("Staff opened the page of your account. Their reason: a PIN request."),
    (What.LOOKED_AT, Look.TASK): _l("Staff opened the page of your account. Their reason: something had to be done."),
    (What.LOOKED_AT, Look.CHECK): _l("Staff opened the page of your account. Their reason: a supervisor's check."),
    (What.FROZEN, ""): _l("Staff put this account on hold."),
    (What.THAWED, ""): _l("Staff ended the hold."),
    (What.VETOED, ""): _l("Staff stopped this account because somebody told us: I did not open it."),
    (What.CALLED_BACK, ""): _l("Staff called back about this account."),
    (What.CALLED_BACK, "hers"): _l("Staff called back, and you said that the account is yours."),
    (What.SESSIONS_ENDED, ""): _l("Staff signed out all your browsers."),
}

# How it was asked for, behind the sentence.
ASKED: dict[str, LazyString] = {
    Way.PHONE: _l("Somebody asked for it by telephone, in your name."),
    Way.MAIL: _l("Somebody asked for it by letter, in your name."),
    Way.HAND: _l("Somebody asked for it at the office, in your name."),
}


def tell(event: Event) -> str:
    """What it does not know by name, it says as little of as it knows."""
    asked = ASKED.get(event.detail)
    return f"{_sentence(event)} {asked}" if asked else _sentence(event)


def _sentence(event: Event) -> str:
    codes = [(what, detail) for what in What if what.value == event.what for detail in (event.detail, "")]
    known = next((SENTENCES[code] for code in codes if code in SENTENCES), None)
    return str(known) if known else _("Something was changed in your account.")
