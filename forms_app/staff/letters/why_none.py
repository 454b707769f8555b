"""Why the inside made no letter and a person must look, as staff read it; the words are the worker's."""

from __future__ import annotations

from forms_app.i18n.translation import LazyString
from forms_app.i18n.translation import lazy_gettext as _l

WHY: dict[str, LazyString] = {
    "no-match": _l("Number, name and ZIP code do not belong to one person of the case data."),
    "has-account": _l("This person has an account already. A code alone never opens a second one."),
    "protected": _l("Nothing may be mailed to this person. Two of the staff hand a code over at the desk."),
    "moved": _l("The address on file changed within the last 60 days."),
    "shared": _l("Another party of the case has the same address."),
    "no-post": _l("The agency's system says that this person gets no mail."),
    "no-address": _l("The agency's system has no address for this person."),
    "frozen": _l("Two people of the case data may be one: decide that first, under “Case data”."),
    "gone": _l("The case data no longer hold this person, or hold another in the same place."),
    "closed": _l("The account was closed."),
    "ended": _l("This person said “that was not me”."),
    "old": _l("Its code is no longer good. If it is still wanted, a new one can be asked for."),
    "back": _l("The post brought the notice back."),
    "died": _l("The agency's system says that this person has died."),
}
# What staff did about a request that the program compared and did not answer by a letter.
COMPARED: dict[str, LazyString] = {
    "sent": _l("A letter with a code was asked for, or a code was handed over"),
    "nothing": _l("Nothing was sent: something does not match, or the address may not be safe"),
}
OTHER = _l("The program could not tell whose request this is.")
