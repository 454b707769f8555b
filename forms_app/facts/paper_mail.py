"""Whether letters that start or end a right are mailed whatever somebody chose: agency/paper_mail.toml."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from forms_app.facts import toml_file

_KNOWN = ("paper_goes_on", "decided_by", "decided_on", "source", "checked")


@dataclass(frozen=True, slots=True)
class PaperMail:
    """`decided_by`, `decided_on`: who let it end, and when; there where it does not go on."""

    goes_on: bool = True
    decided_by: str = ""
    decided_on: date | None = None


def load(directory: Path) -> PaperMail:
    """Raises FactsError with file, line and remedy."""
    facts = toml_file.read(directory / "paper_mail.toml", *_KNOWN)
    facts.origin()
    if facts.flag("paper_goes_on"):
        found = PaperMail()
    else:
        found = PaperMail(False, facts.text("decided_by"), facts.day("decided_on"))
    facts.refuse_unread()
    return found
