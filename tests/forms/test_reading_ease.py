"""The words of every form read as easily as the site's pages: by the same count, limits and legal names."""

from __future__ import annotations

import pytest
from support.answers import variants
from support.journey import FORMS_BY_LANGUAGE, begin, slug_of
from support.public_forms import FORMS
from support.visitor import Visitor, home

from forms_app.facts.languages import BY_CODE
from forms_app.settings import ROOT
from website.checks.words.reading_grade import FORMULAS, english_grade, legal_names, prose, spanish_ease

NAMES = legal_names(ROOT / "locales/legal-names.txt")
HARDEST_ENGLISH, HARDEST_SPANISH = 16.0, 25.0  # of one sentence, however easy those around it are


def _words(visitor: Visitor) -> list[str]:
    """What stands in the page's own part, a paragraph, a question or an answer at a time."""
    main = visitor.page.one("main")
    return [element.text for element in visitor.page.all("p", "li", "legend", "label") if main in element.around]


def _sentences(visitor: Visitor, name: str, language: str) -> list[str]:
    """Of its start page and each page that anybody is asked."""
    said = _words(visitor.open(home(name, language)))
    for filled in variants(FORMS[name]).values():
        walking = begin(Visitor(visitor.app), name, language)
        while (slug := slug_of(walking)) != "check":
            said += _words(walking)
            walking.press("next", filled.of(slug))
    return prose(list(dict.fromkeys(said)), NAMES)


@pytest.mark.parametrize(("name", "language"), FORMS_BY_LANGUAGE)
def test_a_form_reads_as_easily_as_the_site(visitor: Visitor, name: str, language: str) -> None:
    sentences = _sentences(visitor, name, language)
    assert len(sentences) > 20
    assert FORMULAS[BY_CODE[language].reading](sentences) == ""
    whole = [one for one in sentences if one.endswith((".", "?"))]
    hard = {
        "en": [one for one in whole if english_grade([one]) > HARDEST_ENGLISH],
        "es": [one for one in whole if spanish_ease([one]) < HARDEST_SPANISH],
    }
    assert hard[language] == []
