"""Checks what an account of staff is made of, address, name and password: each as it is kept, or why it is refused."""

from __future__ import annotations

from email_validator import EmailNotValidError, validate_email

from forms_app.i18n.translation import gettext as _
from forms_app.storage.database import storable
from forms_app.text.cleaning import Unacceptable, clean
from forms_app.web.sign_in import passwords

LONGEST_NAME = 80


class AccountRefused(Exception):
    """The account cannot be made or changed; the message says why."""


def fold_email(email: str) -> str:
    """As it is kept and looked for; nobody's where no account can have it."""
    return email.strip().casefold() if storable(email) else ""


def address_of(email: str) -> str:
    """The e-mail as it is kept. Raises AccountRefused."""
    try:
        return validate_email(email, check_deliverability=False).normalized.casefold()
    except EmailNotValidError:
        raise AccountRefused(_("%(email)s is not an e-mail address.", email=email)) from None


def name_of(typed: str) -> str:
    """The person's name as it is kept. Raises AccountRefused."""
    try:
        name = clean(typed)
    except Unacceptable:
        raise AccountRefused(_("The name holds a character that cannot be shown.")) from None
    if len(name) > LONGEST_NAME:
        lengths = {"most": LONGEST_NAME, "used": len(name)}
        raise AccountRefused(_("Use %(most)d characters or fewer. You have used %(used)d.", **lengths))
    return name


def password_fault(password: str, email: str) -> str | None:
    """Why this password is refused for the account of this address, or None."""
    return passwords.fault(password, email, str(_("The password must not be the e-mail address.")))
