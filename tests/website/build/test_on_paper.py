"""Pages printed from a browser: no sheet for a footer alone, fair margins, and the map where it is asked for."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO

import pytest
from playwright.sync_api import Browser, Page
from pypdf import PdfReader

LEAST = 20  # letters that stand on a last sheet besides the footer


@pytest.fixture
def tab(chromium: Browser, served: str) -> Iterator[Page]:
    window = chromium.new_context(viewport={"width": 1280, "height": 900})
    yield window.new_page()
    window.close()


def sheets(tab: Page, address: str) -> list[str]:
    """What stands on each sheet of Letter paper, with the margins that the page asks for."""
    tab.goto(address)
    return [sheet.extract_text() for sheet in PdfReader(BytesIO(tab.pdf(format="Letter"))).pages]


@pytest.mark.parametrize("path", ["/", "/contact/", "/complaints/", "/state-hearing/", "/payments/", "/glossary/"])
@pytest.mark.parametrize("prefix", ["", "/es"])
def test_no_sheet_is_used_for_a_footer_alone(tab: Page, served: str, prefix: str, path: str) -> None:
    printed = sheets(tab, served + prefix + path)
    foot = tab.locator(".foot").inner_text()
    assert len(printed) == 1 or len(printed[-1]) - len(foot) > LEAST


@pytest.mark.parametrize("path", ["/map/", "/es/map/"])
def test_the_page_that_lists_all_pages_is_printed_with_its_list(tab: Page, served: str, path: str) -> None:
    [printed] = sheets(tab, served + path)
    names = tab.locator("#map a").all_inner_texts()
    assert names and all("".join(name.split()) in "".join(printed.split()) for name in names)


@pytest.mark.parametrize("path", ["/", "/es/complaints/"])
def test_the_margins_are_those_of_a_letter_not_of_a_book(tab: Page, served: str, path: str) -> None:
    tab.goto(served + path)
    lefts: list[float] = []

    def note(text: str, cm: list[float], tm: list[float], _font: object, _size: float) -> None:
        if text.strip():
            lefts.append(cm[0] * tm[4] + cm[4])

    PdfReader(BytesIO(tab.pdf(format="Letter"))).pages[0].extract_text(visitor_text=note)
    assert 36 < min(lefts) < 54, "half an inch to three quarters"
