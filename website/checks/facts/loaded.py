"""What the forms, the letters and the mail read at their start: a slip is found here, and not when they are started."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

from forms_app import deadlines
from forms_app.channels.email import message as email
from forms_app.errors import CannotStart
from forms_app.facts import account_letters, agency, counties, paper_mail, ready_sentences
from forms_app.forms import checks, guide, letter_texts
from forms_app.guideline import records
from website.build import page_parts
from website.checks.pages import Finding, Site

READERS: tuple[Callable[[Site], object], ...] = (
    lambda site: agency.load(site.agency),
    lambda site: guide.load(site.agency, deadlines.load(site.agency), agency.load(site.agency).phones),
    lambda site: checks.check(deadlines.load(site.agency), agency.load(site.agency)),
    lambda site: counties.load(site.agency),
    lambda site: page_parts.fees(site.agency),
    lambda site: page_parts.helplines(site.agency),
    lambda site: letter_texts.load(site.agency),
    lambda site: account_letters.load(site.agency),
    lambda site: ready_sentences.load(site.agency),
    lambda site: paper_mail.load(site.agency),
    lambda site: records.load(site.agency),
    lambda site: email.load(site.root / "locales/mail"),
)
_PLACE = re.compile(r"(.*?)(?:, line |:)(\d+): (.*)", re.S)


def try_loading(site: Site) -> Iterator[Finding]:
    for reader in READERS:
        try:
            reader(site)
        except CannotStart as wrong:
            yield finding(site.root, str(wrong))


def finding(root: Path, told: str) -> Finding:
    """`path, line 3: what is wrong. What to do`, as every reader tells it."""
    place = _PLACE.fullmatch(told)
    path, line, rest = place.groups() if place else ("agency", "1", told)
    what, _, remedy = rest.partition(". ")
    return Finding(path.removeprefix(f"{root}/"), int(line), what.rstrip("."), remedy.rstrip(".") or "mend it")
