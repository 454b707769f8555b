"""Letters to one person, from the words in agency/letters.toml: given her own answers and able to see nobody else's."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from flask_babel import force_locale

from forms_app import clock, letters
from forms_app.agency import Agency
from forms_app.clock import Rules
from forms_app.facts import FactsError, Table, keyed, read
from forms_app.forms import FORMS
from forms_app.status import AGENCY_DUE

RULES = {
    "wait_days": "hearing_wait",
    "answered_days": "hearing_after_answer",
    "unanswered_days": "hearing_without_answer",
}
NAMES = frozenset({"reference", "received_on", "due_on", "later_due_on", "text", "phone", "hearing_phone", *RULES})


class LettersError(FactsError):
    """A wrong line in letters.toml."""


@dataclass(frozen=True)
class Kind:
    """One letter that can be written, in both languages."""

    id: str
    form: str
    needs_text: bool
    label: Mapping[str, str]
    heading: Mapping[str, str]
    body: Mapping[str, str]


@dataclass(frozen=True)
class Addressee:
    """All that a letter may know of a person: the sender's own name and address, and what was sent when."""

    name: str
    address: tuple[str, ...]
    language: str
    form: str
    reference: str
    received_on: date


def load(directory: Path) -> dict[str, Kind]:
    """Raises LettersError with file, line and remedy."""
    tables = keyed(read(directory / "letters.toml", LettersError, ("letter",)), "letter")
    return {name: _kind(table) for name, table in tables.items()}


def is_safe(answers: Mapping[str, Any]) -> bool:
    """A letter goes only where the person said that one is safe, and has an address."""
    address = answers.get("address") or {"none": True}
    return "mail" in (answers.get("safe_ways") or ()) and not address.get("none")


def addressee(form: str, answers: Mapping[str, Any], language: str, reference: str, received_on: date) -> Addressee:
    with force_locale(language):
        rows = {row.name: row.lines for section in FORMS[form].reading(answers) for row in section.rows}
    name = " ".join(rows.get("full_name", []))
    return Addressee(name, tuple(rows.get("address", [])), language, form, reference, received_on)


def written(kind: Kind, to: Addressee, text: str, on: date, agency: Agency, rules: Rules) -> bytes:
    """The letter as a tagged PDF. Raises letters.CannotPrint."""
    said = kind.body[to.language].strip().format(**_said(to, text, agency, rules))
    content = letters.Letter(
        heading=kind.heading[to.language],
        to=(to.name, *to.address),
        on=on,
        paragraphs=tuple(part for part in said.split("\n\n") if part.strip()),
        signed=(agency.name[to.language],),
        reference=to.reference,
    )
    return _compiler().pdf(letters.letter(content, to.language, agency))


def _said(to: Addressee, text: str, agency: Agency, rules: Rules) -> dict[str, str]:
    due = AGENCY_DUE[to.form](rules, to.received_on)
    later = clock.answer_due(rules, to.received_on, extended=True)
    return {
        "reference": to.reference,
        "received_on": clock.words(to.received_on, to.language),
        "due_on": clock.words(due.last_day, to.language),
        "later_due_on": clock.words(later.last_day, to.language),
        "text": text,
        "phone": agency.phones["customer_connect"].number,
        "hearing_phone": agency.phones["state_hearing_office"].number,
        **{name: str(rules[rule].days) for name, rule in RULES.items()},
    }


def _kind(table: Table) -> Kind:
    table.source(), table.day("checked")
    for language in ("en", "es"):
        if not table.names_in(language) <= NAMES:
            unknown = ", ".join(sorted(table.names_in(language) - NAMES))
            raise table.wrong(f"{language} has a name that no letter knows: {unknown}", "Use those at the file's top.")
    by_language = {key: {one: table.text(f"{key}_{one}") for one in ("en", "es")} for key in ("label", "heading")}
    return Kind(
        id=table.id,
        form=table.choice("form", tuple(AGENCY_DUE)),
        needs_text=bool(table.values.get("needs_text")),
        body={"en": table.text("en"), "es": table.text("es")},
        **by_language,
    )


@cache
def _compiler() -> letters.Compiler:
    return letters.Compiler()
