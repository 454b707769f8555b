"""Whatever a person writes is printed as text: readable, or with a clear note, never markup and never a crash."""

from __future__ import annotations

import os
import unicodedata
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest
from support.papers import fonts_of, paper, said, squeezed, text_of
from support.scripts import FROM_THE_RIGHT, JOINED, PRINTED_AS_WRITTEN, WITH_A_NOTE, written_in

from forms_app.deadlines import Rules
from forms_app.facts.agency import Agency
from forms_app.i18n.translation import force_locale, lazy_gettext
from forms_app.pdf import CannotPrint, Compiler, Document
from forms_app.pdf.blocks import paragraph
from forms_app.pdf.compiler import FOLDER, FONTS
from forms_app.pdf.glyphs import Coverage, characters, right_to_left


@pytest.fixture
def told(agency: Agency, rules: Rules) -> Iterator[Document]:
    """A short paper whose one paragraph a test replaces."""
    yield replace(paper("pin-request", "es", "receipt", agency, rules), blocks=[])


def with_line(document: Document, *lines: str) -> Document:
    return replace(document, blocks=[{"kind": "heading", "level": 1, "text": "H"}, *map(paragraph, lines)])


@pytest.mark.parametrize("text", PRINTED_AS_WRITTEN)
def test_it_is_printed_as_it_was_written(text: str, compiler: Compiler, agency: Agency, rules: Rules) -> None:
    document = paper("complaint", "es", "receipt", agency, rules, written_in("complaint", text))
    printed = text_of(compiler.pdf(document))
    assert squeezed(text) in printed
    assert squeezed(document.unshown) not in printed


@pytest.mark.parametrize("text", FROM_THE_RIGHT)
def test_scripts_from_the_right_are_printed(text: str, compiler: Compiler, agency: Agency, rules: Rules) -> None:
    document = paper("complaint", "en", "filled", agency, rules, written_in("complaint", text))
    printed = Counter(unicodedata.normalize("NFKC", text_of(compiler.pdf(document))))
    letters = Counter(character for character in text if character.isalpha())
    times = {printed[letter] / letters[letter] for letter in letters}
    assert right_to_left(text) and len(times) == 1 and times.pop() >= 1, (
        "each letter is there once, whoever reads it out"
    )


@pytest.mark.parametrize(("script", "text"), JOINED.items())
def test_joined_scripts_are_printed_with_their_own_font(
    script: str, text: str, told: Document, compiler: Compiler
) -> None:
    printed = compiler.pdf(with_line(told, text))
    assert squeezed(told.unshown) not in text_of(printed)
    assert f"NotoSans{script}" in fonts_of(printed)


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("text", WITH_A_NOTE)
def test_what_cannot_be_printed_is_said_and_explained(
    text: str, language: str, compiler: Compiler, agency: Agency, rules: Rules
) -> None:
    document = paper("complaint", language, "receipt", agency, rules, written_in("complaint", f"Ana {text} fin"))
    printed = text_of(compiler.pdf(document))
    mark, note = said(lazy_gettext("[not shown here]"), language), squeezed(document.unshown_note)
    assert f"Ana{mark}" in printed and "fin" in printed
    assert printed.endswith(note) and mark in note


def test_what_is_invisible_is_left_out(told: Document, compiler: Compiler) -> None:
    assert "AnaMar" in text_of(compiler.pdf(with_line(told, "A\ufeffna Mar\u2060")))


def test_wide_letters_are_printed_in_their_plain_form(told: Document, compiler: Compiler) -> None:
    assert "JOSE" in text_of(compiler.pdf(with_line(told, "ＪＯＳＥ")))


@pytest.mark.parametrize("kind", ["filled", "receipt"])
def test_a_long_story_is_printed_whole(kind: str, compiler: Compiler, agency: Agency, rules: Rules) -> None:
    story = "\n\n".join(f"{n}. Llamé otra vez y nadie contestó; «año» {n}." for n in range(104))
    given = written_in("complaint", story[:5000])
    printed = text_of(compiler.pdf(paper("complaint", "es", kind, agency, rules, given)))
    assert squeezed(story[:5000]) in printed


def test_every_character_that_our_fonts_promise_is_set(told: Document, compiler: Compiler) -> None:
    """What Coverage lets through must not make typst refuse the paper: then the second try would lose it.

    Of the largest font only some, unless all shall be proved.
    """
    full = os.environ.get("FULL") == "1"
    for name in FONTS:
        promised = [chr(point) for point in sorted(characters((FOLDER / "fonts" / name).read_bytes()))]
        kept = [character for character in promised if unicodedata.category(character)[0] not in "CZ"]
        bases = [character for character in kept if unicodedata.category(character)[0] != "M"]
        assert len(bases) > 50
        printed = compiler.pdf(with_line(told, " ".join(bases if full else bases[:: 1 + len(bases) // 1000])))
        assert squeezed(told.unshown) not in text_of(printed), name


def test_characters_are_those_of_the_font() -> None:
    latin = characters((FOLDER / "fonts" / FONTS[0]).read_bytes())
    assert {ord(character) for character in "aáñÑ¿¡€0–"} <= latin
    assert not {ord(character) for character in "Жع王😀"} & latin


def test_a_run_that_cannot_be_printed_is_marked_once() -> None:
    coverage = Coverage([FOLDER / "fonts" / FONTS[0]])
    assert coverage.printable("a王小明b王", "[?]") == "a[?]b[?]"
    assert coverage.printable("e\u0301 x\u0489", "[?]") == "e\u0301 [?]"


def test_papers_are_set_by_several_threads_at_once(told: Document, compiler: Compiler) -> None:
    names = [f"Persona{n}" for n in range(8)]
    with ThreadPoolExecutor(4) as pool:
        printed = list(pool.map(lambda name: text_of(compiler.pdf(with_line(told, name))), names))
    for name, text in zip(names, printed, strict=True):
        assert name in text and not any(other in text for other in names if other != name)


def test_a_broken_template_says_nothing_of_what_was_written(told: Document, tmp_path: Path) -> None:
    (tmp_path / "frame.typ").write_text("#panic(sys.inputs.data)")
    with pytest.raises(CannotPrint) as failed:
        Compiler(tmp_path).pdf(with_line(told, "Quetzálli"))
    assert not failed.value.args and failed.value.__suppress_context__
    with pytest.raises(CannotPrint):
        Compiler(tmp_path / "absent").pdf(told)


def test_a_paper_speaks_its_language_whatever_the_request_speaks(
    compiler: Compiler, agency: Agency, rules: Rules
) -> None:
    with force_locale("en"):
        spanish = text_of(compiler.pdf(paper("complaint", "es", "blank", agency, rules)))
    assert said(lazy_gettext("Your full name"), "es") in spanish
    assert said(lazy_gettext("Your full name"), "en") not in spanish
