"""Whether a member of staff has held a customer's code in their hands: then another must confirm the customer, too."""

from __future__ import annotations

from forms_app.case_data.store.databases import CaseDatabase
from forms_app.case_data.store.letters.inside_letters import InsideLetters, Kind
from forms_app.staff import audit
from forms_app.staff.audit import Action
from forms_app.staff.auth_guard import signed_in
from forms_app.staff.office import office
from forms_app.storage.accounts import audit_trail
from forms_app.storage.accounts.audit_trail import EventFilter

MOST = 20_000  # letters that one person opens while a code is good


def has_seen_a_code(cases: CaseDatabase, person_id: str) -> bool:
    """Whoever prints letters reads them: with the code of one the account may have been opened in her name."""
    hers = [letter for letter in InsideLetters(cases).of_person(person_id) if letter.kind is not Kind.NOTICE]
    if not hers:
        return False
    since = min(letter.at for letter in hers)
    own = EventFilter(account_id=signed_in().account_id, actions=(Action.ACCOUNT_LETTER_OPENED,), since=since)
    with office().database.read() as connection:
        opened = audit_trail.list_newest(connection, MOST, own)
    seen = {audit.detail_of(office(), one.row) for one in opened}
    return any(f"{letter.kind.value} {letter.number}" in seen for letter in hers)
