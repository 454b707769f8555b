"""Letters about accounts: made inside, opened here only to be printed, in the words of account_letters.toml."""

from __future__ import annotations

import base64
import json
from datetime import date
from typing import Any

from forms_app import deadlines
from forms_app.case_data.contract import envelopes
from forms_app.case_data.store.letters import inside_letters
from forms_app.case_data.store.letters.inside_letters import InsideLetter
from forms_app.facts.languages import BY_CODE, DEFAULT
from forms_app.pdf import Letter
from forms_app.sealing import codes
from forms_app.sealing.unseal import CannotOpen
from forms_app.staff.letters import wording
from forms_app.staff.office import Office
from forms_app.staff.rights import Right, sees, who

FORM = "pin-request"  # whoever sees these requests sees the letters that answer them
HARD, SIGNS, LONG = "unopened", "signs", "long"  # what of a letter this paper cannot print


def may_see(role: str) -> bool:
    return sees(role, FORM) and role in who(Right.HANDLE)


def composed(office: Office, letter: InsideLetter, on: date) -> Letter:
    """As it is printed on that day. Raises CannotOpen."""
    said, lines = _words(office, letter)
    language = said["language"] if said["language"] in BY_CODE else DEFAULT
    kind = office.account_letters[said.get("words") or letter.kind]
    body = kind.body[language].strip().format(**_filled(office, said, language))
    return Letter(
        heading=kind.heading[language],
        to=(said["name"], *lines),
        on=on,
        paragraphs=tuple(part.strip() for part in body.split("\n\n")),
        signed=(office.agency.name[language],),
        language=language,
    )


def doubt_of(office: Office, letter: InsideLetter) -> str:
    """What staff must do by hand, in a word; empty where it prints as it is."""
    try:
        made = composed(office, letter, office.today())
    except CannotOpen:
        return HARD
    return SIGNS if wording.unprintable(made) else LONG if wording.is_long(made) else ""


def _words(office: Office, letter: InsideLetter) -> tuple[dict[str, Any], tuple[str, ...]]:
    said: dict[str, Any] = json.loads(office.opening.open(letter.sealed, inside_letters.context(letter.nonce)))
    sealed = base64.b64decode(letter.address)
    lines = envelopes.read_address(office.opening.open(sealed, envelopes.of_address(letter.person_id)))
    return said, lines


def _filled(office: Office, said: dict[str, Any], language: str) -> dict[str, str]:
    start = f"{office.settings.account_url}{BY_CODE[language].start}"
    until = said.get("until")
    return {
        "phone": office.agency.phones["customer_connect"].number,
        "account_page": f"{start}activate/",
        "recovery_page": f"{start}recover/",
        "code": codes.for_print(said.get("code", "")).replace(" ", "\u00a0"),
        "until": deadlines.words(date.fromisoformat(until), language) if until else "",
    }
