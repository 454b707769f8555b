"""In an envelope's window stands the whole address and nothing else; long words break at nothing one could copy."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from io import BytesIO

import pytest
from pypdf import PdfReader
from support.measuring import Place, places
from support.papers import squeezed, text_of

from forms_app.facts.agency import Agency
from forms_app.pdf import Compiler, Letter, letter
from forms_app.pdf.compiler import FOLDER, FONTS
from forms_app.pdf.glyphs import Coverage

# A No. 10 envelope (9.5 by 4.125) has a window of 4.5 by 1.125, .875 from the left and .5 from the bottom. A sheet
# folded in three may lie up to 1 inch further right and .46 lower in it.
SHOWN_ALWAYS = Place(left=0.875, right=4.375, top=2.5 - 0.458, bottom=3.625 - 0.458)
SHOWN_EVER = Place(left=-0.125, right=5.375, top=2.042, bottom=3.625)
LONG = (
    "María Guadalupe Fernanda de los Ángeles Hernández-Castillo Rodríguez Montenegro",
    "Residencial Los Jardines de la Constitución, edificio 14, entrada posterior, apartamento 1205-B",
    "Los Angeles, CA 90012",
)
ADDRESSES = {
    "short": ("Rosa Mendoza", "12 Olive St", "Los Angeles, CA 90012"),
    "long": LONG,
    "long with every line": (
        *LONG[:2],
        "a cargo de la familia Montenegro y Castillo, segundo patio",
        *LONG[2:],
        "México",
    ),
    "without a blank": ("Rosa", "x" * 95, "y" * 95, "Los Angeles, CA 90012"),
    "as long as the form takes": ("W" * 200, *("M" * 100 for _ in range(3)), "W" * 100),
    "Hindi": ("अंतरराष्ट्रीयकरणसंबंधी" * 3, "12 Olive St", "Los Angeles, CA 90012"),
    "Burmese": ("အောင်ဆန်းစုကြည်" * 5, "12 Olive St", "Los Angeles, CA 90012"),
    "Arabic": ("محمد" * 30, "12 Olive St", "Los Angeles, CA 90012"),
}


def written(to: tuple[str, ...], language: str = "en", *paragraphs: str) -> Letter:
    told = paragraphs or ("One sentence.",)
    return Letter("A heading", to, date(2026, 11, 28), told, ("The agency",), "7KQ2-M4XD", language)


@pytest.mark.parametrize("official", [True, False])
@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("name", ADDRESSES)
def test_an_address_stands_in_the_window_wherever_the_sheet_slides(
    name: str, language: str, official: bool, compiler: Compiler, agency: Agency
) -> None:
    pdf = compiler.pdf(letter(written(ADDRESSES[name], language), replace(agency, official=official)))
    window = [place for place in places(pdf) if SHOWN_EVER.top <= place.top and place.bottom <= SHOWN_EVER.bottom]
    assert window and all(_within(place, SHOWN_ALWAYS) for place in window)
    assert squeezed("".join(ADDRESSES[name])) in text_of(pdf) or name in ("Hindi", "Burmese", "Arabic")
    beside = [one for one in places(pdf) if one not in window and one.bottom > SHOWN_EVER.top + 0.01]
    assert all(one.top >= SHOWN_EVER.bottom for one in beside), "the reference is nobody's business"


def _within(one: Place, frame: Place) -> bool:
    return (
        frame.left <= one.left
        and one.right <= frame.right
        and frame.top <= one.top
        and one.bottom <= frame.bottom + 0.02
    )


LONG_RUNS = ["a" * 150, "maria." * 20 + "@example.org", "https://example.org/" + "path" * 40, "é" * 120, "ש" * 120]


@pytest.mark.parametrize("run", LONG_RUNS)
def test_a_long_run_stays_on_the_paper_and_holds_nothing_unseen(run: str, compiler: Compiler, agency: Agency) -> None:
    pdf = compiler.pdf(letter(written(ADDRESSES["short"], "en", f"Look at {run} again."), agency))
    assert max(place.right for place in places(pdf)) <= 8.5 - 0.89
    assert "\u200b" not in "".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages)
    assert "ש" in run or squeezed(run) in text_of(pdf)


@pytest.mark.parametrize("word", ["က္က" * 30, "क्षेत्र" * 20, "ស្ត្រី" * 20])
def test_no_letter_of_a_joined_script_is_split(word: str, compiler: Compiler, agency: Agency) -> None:
    """A split letter would show the sign that its parts are joined with, or a ring for the missing half."""
    whole = compiler.pdf(letter(written(ADDRESSES["short"], "en", f"{word[: len(word) // 20]}"), agency))
    pdf = compiler.pdf(letter(written(ADDRESSES["short"], "en", word), agency))
    assert max(place.right for place in places(pdf)) <= 8.5 - 0.89
    assert "\u25cc" not in text_of(pdf) and "\u200b" not in text_of(pdf) and whole


def test_what_no_font_shows_is_named_once_each() -> None:
    coverage = Coverage([FOLDER / "fonts" / name for name in FONTS])
    assert coverage.unshown("a → b ☐ c → é 王") == ["→", "☐"]
    assert coverage.unshown("María, 12 Olive St") == []
