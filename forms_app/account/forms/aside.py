"""Messages that she has begun about several cases: one is gone on with, the others wait aside, each under its case."""

from __future__ import annotations

import hashlib
import secrets
from typing import NamedTuple

from forms_app.account.forms import about_case
from forms_app.account.forms.sender import token
from forms_app.account.forms.sent import Case
from forms_app.account.services import services
from forms_app.storage.drafts import Changed, Draft
from forms_app.text import Raw

LISTED = "messages aside"  # in the place of a form: names the cases about which one waits
CASES = "cases"


class Waiting(NamedTuple):
    """A message that is begun, and the case that it is about."""

    case: Case
    draft: Draft

    @property
    def words(self) -> str:
        return words_of(self.draft)


def every() -> list[Waiting]:
    found = ((case, of(case)) for case in _listed())
    return [Waiting(case, draft) for case, draft in found if draft]


def of(case: Case) -> Draft | None:
    parts = services()
    return parts.drafts.load(_token_of(case), about_case.message_form().name, parts.now())


def change_to(case: Case, begun: Draft | None) -> None:
    """What waits about this case is gone on with, and what was `begun` about another waits; all of it or nothing.

    Raises Changed where another tab was faster.
    """
    parts, now, wanted = services(), services().now(), of(case)
    other = about_case.case_of_draft(about_case.message_form(), begun) if begun else None
    cases = {one.mark: one for one in (*_listed(), *([other] if other else [])) if one.mark != case.mark}
    with parts.database.write() as connection:
        if begun and other and not parts.drafts.take(connection, token(), begun):
            raise Changed
        if begun and other and words_of(begun):
            parts.drafts.put(connection, _token_of(other), begun, now)
        if wanted and parts.drafts.take(connection, _token_of(case), wanted):
            parts.drafts.put(connection, token(), wanted, now)
        listed = Draft(LISTED, key=secrets.token_bytes(32), values={CASES: [list(one) for one in cases.values()]})
        parts.drafts.put(connection, token(), listed, now)


def words_of(draft: Draft) -> str:
    """Whatever stands in it that is hers."""
    raw: Raw = draft.raw.get(about_case.message_form().pages[0].slug, {})
    return "\n".join(text for texts in raw.values() for text in texts).strip()


def _listed() -> list[Case]:
    parts = services()
    listed = parts.drafts.load(token(), LISTED, parts.now())
    return [Case(*one) for one in listed.values[CASES]] if listed else []


def _token_of(case: Case) -> bytes:
    return hashlib.sha256(token() + case.mark).digest()
