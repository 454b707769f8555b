"""The statement on paper: each month's order beside what was paid, not certified, tagged for a screen reader."""

from __future__ import annotations

from collections import Counter
from io import BytesIO
from typing import Any

import pytest
from pypdf import PdfReader
from support.papers import squeezed
from support.pdf_tags import elements
from support.statements import cases, statements_on_paper

from forms_app.facts import agency as agency_module
from forms_app.facts import languages
from forms_app.pdf import Compiler, Document
from forms_app.settings import ROOT

STATEMENTS = dict(statements_on_paper(agency_module.load(ROOT / "agency")))
NEVER = {"en": ("the other parent", "protect"), "es": ("otro padre", "proteg")}


def read(document: Document, compiler: Compiler) -> tuple[PdfReader, str]:
    found = PdfReader(BytesIO(compiler.pdf(document)))
    return found, squeezed(" ".join(page.extract_text() for page in found.pages))


@pytest.mark.parametrize("name", STATEMENTS)
def test_a_statement_is_tagged(name: str, compiler: Compiler) -> None:
    found, _text = read(STATEMENTS[name], compiler)
    root: Any = found.root_object
    counted = Counter(str(element["/S"]) for element in elements(root["/StructTreeRoot"]))
    debts = len({(month.kind, month.owed_to) for month in cases()[name[:-3]].months})

    assert root["/MarkInfo"]["/Marked"].value and str(root["/Lang"]).startswith(name[-2:])
    assert "pdfuaid:part>1<" in root["/Metadata"].get_object().get_data().decode().replace(" ", "")
    assert found.metadata and str(found.metadata.title) in (
        "Statement, Customer Connect",
        "Estado de cuenta, Customer Connect",
    )
    assert counted["/H1"] == 1 and counted["/H2"] == debts + 1 and counted["/Table"] == 2 * debts
    assert counted["/TH"] >= 5 * debts


@pytest.mark.parametrize("language", languages.LANGUAGES)
def test_a_table_over_two_pages_says_on_each_what_its_columns_are(language: str, compiler: Compiler) -> None:
    found, _text = read(STATEMENTS[f"receiver-{language}"], compiler)
    ordered = {"en": "Ordered", "es": "Ordenado"}[language]

    assert len(found.pages) == 2 and all(ordered in page.extract_text() for page in found.pages)


@pytest.mark.parametrize(("language", "said"), [("en", "without interest"), ("es", "sin intereses")])
def test_where_interest_is_not_known_it_says_so(language: str, said: str, compiler: Compiler) -> None:
    _found, text = read(STATEMENTS[f"without-interest-{language}"], compiler)

    assert text.count(squeezed(said)) >= 37
    _found, text = read(STATEMENTS[f"receiver-{language}"], compiler)
    assert squeezed(said) not in text


def test_what_was_adjusted_has_a_column_only_where_something_was(compiler: Compiler) -> None:
    assert "Adjusted" in read(STATEMENTS["adjusted-en"], compiler)[1]
    assert "Adjusted" not in read(STATEMENTS["receiver-en"], compiler)[1]


@pytest.mark.parametrize("name", STATEMENTS)
def test_every_statement_says_as_of_when_and_how_to_dispute_it(name: str, compiler: Compiler) -> None:
    _found, text = read(STATEMENTS[name], compiler)

    assert "17526" in text and "866-901-3212" in text and "2026" in text
    assert not [word for word in NEVER[name[-2:]] if word in text.lower()]
