"""Every paper is tagged: a screen reader finds its language, title, headings, lists and what the pictures say."""

from __future__ import annotations

from collections import Counter
from io import BytesIO
from typing import Any

import pytest
from pypdf import PdfReader
from pypdf.generic import DictionaryObject
from support.papers import EVERY_PAPER, paper, said, staff_letters
from support.pdf_tags import elements
from support.public_forms import FORMS

from forms_app.deadlines import Rules
from forms_app.facts.agency import Agency
from forms_app.pdf import Compiler, letter
from forms_app.pdf.compiler import FONTS


@pytest.mark.parametrize(("name", "language", "kind"), EVERY_PAPER)
def test_a_paper_is_tagged(
    name: str, language: str, kind: str, compiler: Compiler, agency: Agency, rules: Rules
) -> None:
    read = PdfReader(BytesIO(compiler.pdf(paper(name, language, kind, agency, rules))))
    root: Any = read.root_object
    assert root["/MarkInfo"]["/Marked"].value
    assert str(root["/Lang"]).lower().startswith(language)
    assert root["/ViewerPreferences"]["/DisplayDocTitle"].value
    assert "pdfuaid:part>1<" in root["/Metadata"].get_object().get_data().decode().replace(" ", "")
    tags = [str(element["/S"]) for element in elements(root["/StructTreeRoot"])]
    counted = Counter(tags)
    assert counted["/H1"] == 1 and counted["/H2"] >= 2
    assert counted["/LI"] == counted["/LBody"] >= 2
    levels = [int(tag[2:]) for tag in tags if tag[:2] == "/H" and tag[2:].isdigit()]
    assert levels[0] == 1 and all(after - before <= 1 for before, after in zip(levels, levels[1:], strict=False))


def test_letters_in_one_file_are_tagged_each_in_its_language(compiler: Compiler, agency: Agency, rules: Rules) -> None:
    every = staff_letters(agency, rules)
    read = PdfReader(BytesIO(compiler.pdf(*(letter(one, agency) for one in every.values()))))
    assert len(read.pages) % 2 == 1, "each begins on a new sheet"
    headings = [each for each in elements(read.root_object["/StructTreeRoot"]) if str(each["/S"]) == "/H1"]
    first = str(read.root_object["/Lang"])
    spoken = [str(each.get("/Lang", first))[:2] for each in headings]
    assert spoken == [one.language for one in every.values()]


@pytest.mark.parametrize(("name", "language", "kind"), EVERY_PAPER)
def test_the_title_says_nothing_about_the_case(
    name: str, language: str, kind: str, compiler: Compiler, agency: Agency, rules: Rules
) -> None:
    read = PdfReader(BytesIO(compiler.pdf(paper(name, language, kind, agency, rules))))
    assert read.metadata is not None and read.metadata.title is not None
    assert read.metadata.title.endswith(", Customer Connect")
    titles = {said(form.title, each) for form in FORMS.values() for each in ("en", "es")}
    assert not any(title in said(read.metadata.title, language) for title in titles)
    assert not read.metadata.author


def test_pictures_have_words_and_only_our_fonts_are_used(compiler: Compiler, agency: Agency, rules: Rules) -> None:
    read = PdfReader(BytesIO(compiler.pdf(paper("complaint", "es", "receipt", agency, rules))))
    figures = [each for each in elements(read.root_object["/StructTreeRoot"]) if str(each["/S"]) == "/Figure"]
    assert len(figures) == 1 and str(figures[0]["/Alt"])
    used = {str(font["/BaseFont"]) for page in read.pages for font in fonts_of(page)}
    ours = {name.split("-")[0] for name in FONTS}
    assert used and all(any(known in name for known in ours) for name in used)


def fonts_of(page: Any) -> list[DictionaryObject]:
    return [font.get_object() for font in page["/Resources"]["/Font"].values()]
