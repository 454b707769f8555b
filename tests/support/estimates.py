"""Estimates on paper without a browser: every example of the calculator as a document, in each language."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from forms_app.facts import languages
from forms_app.facts.agency import Agency
from forms_app.forms import CALCULATOR
from forms_app.forms.calculator.answers import family
from forms_app.forms.calculator.examples import EXAMPLES
from forms_app.guideline import records
from forms_app.guideline.estimate import estimate
from forms_app.i18n.translation import force_locale
from forms_app.pdf import Document, Summary, summary
from forms_app.settings import ROOT
from forms_app.text import Raw

ON = date(2026, 11, 28)


def estimates_on_paper(agency: Agency) -> Iterator[tuple[str, Document]]:
    """Needs an app that knows the schedules; (name of the example and language, document)."""
    sources = records.load(ROOT / "agency")
    for example in EXAMPLES:
        for language in languages.LANGUAGES:
            with force_locale(language):
                answers = CALCULATOR.relevant(_values(example.raw))
                sections = CALCULATOR.reading(answers)
            found = estimate(sources, family(answers, sources.laws, ON), ON)
            yield f"{example.id}-{language}", summary(Summary(found, sections, ON), language, agency)


def _values(raw: Raw) -> dict[str, Any]:
    values: dict[str, Any] = {}
    for kind in CALCULATOR.pages:
        page = kind.of(raw)
        if page.raw and page.validate():
            values |= page.values
    return values
