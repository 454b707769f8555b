"""Who may do what and see which form: the one table that routes, queries and pages of the staff app ask."""

from __future__ import annotations

from enum import StrEnum

from forms_app import forms
from forms_app.forms.policy import EVERY_DESK
from forms_app.i18n.translation import LazyString
from forms_app.i18n.translation import lazy_gettext as _l
from forms_app.staff.accounts.accounts import ROLES


class Right(StrEnum):
    """What a role may do with the submissions it may see, and with the accounts of customers."""

    READ = "read"
    HANDLE = "handle"  # take over, hand on, change the state, write a note
    REVEAL = "reveal"  # see what is masked, with a reason that is written down
    OVERSEE = "oversee"  # read the audit trail
    CUSTOMERS = "customers"  # find a customer's account and act on it
    RELEASE = "release"  # let an account go on after somebody said "that was not me", and close one
    KEEP_ACCOUNTS = "keep accounts"


DESK = frozenset({Right.READ, Right.HANDLE, Right.REVEAL})
RIGHTS: dict[str, frozenset[Right]] = {
    "caseworker": DESK | {Right.CUSTOMERS},
    "complaint-unit": DESK,
    "ombudsperson": DESK,
    "supervisor": DESK | {Right.OVERSEE, Right.CUSTOMERS, Right.RELEASE},
    # Keeps accounts and reads the trail; needs nobody's hidden address for it.
    "administrator": frozenset({Right.READ, Right.OVERSEE, Right.KEEP_ACCOUNTS}),
}
EVERY_FORM = frozenset(forms.FORMS)
FORMS: dict[str, frozenset[str]] = {
    **{desk: frozenset(f.name for f in forms.FORMS.values() if desk in f.policy.desks) for desk in EVERY_DESK},
    "supervisor": EVERY_FORM,
    "administrator": EVERY_FORM,
}
ROLE_NAMES: dict[str, LazyString] = {
    "caseworker": _l("caseworker"),
    "complaint-unit": _l("complaint unit"),
    "ombudsperson": _l("Ombudsperson"),
    "supervisor": _l("supervisor"),
    "administrator": _l("administrator"),
}
OPEN: frozenset[str] = frozenset({"signed out"})  # also for people who are not signed in
EVERYBODY: frozenset[str] = frozenset(ROLES)


def sees(role: str, form: str) -> bool:
    """Whoever sees every form sees also what came in under none that is known."""
    return form in FORMS[role] or FORMS[role] == EVERY_FORM


def who(right: Right) -> frozenset[str]:
    """The roles that have the right."""
    return frozenset(role for role, rights in RIGHTS.items() if right in rights)


def forms_of(role: str) -> frozenset[str] | None:
    """The forms to which this role's lists keep; None for whoever sees every form, as `sees` says."""
    return None if FORMS[role] == EVERY_FORM else FORMS[role]
