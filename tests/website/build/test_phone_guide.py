"""The phone guide in a browser: its tree lies sideways where there is room, and its card is cut out and folded."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from typing import Any

import pytest
from playwright.sync_api import Browser, Page
from pypdf import PdfReader

MM = 96 / 25.4
CARD = """() => { const card = document.querySelector('.wallet-card').getBoundingClientRect();
  return {width: card.width, height: card.height,
          right: [...document.querySelectorAll('.wallet-card dt, .wallet-card dd')].map(e => {
            const range = document.createRange(); range.selectNodeContents(e);
            const box = range.getBoundingClientRect(); return [box.left - card.left, box.right - card.left]; })} }"""
TREE = """() => { const figure = document.querySelector('.menu-tree');
  const box = figure.getBoundingClientRect(), frame = figure.parentElement.getBoundingClientRect();
  const deepest = [...figure.querySelectorAll('li li li li')].pop().getBoundingClientRect();
  const keys = [...figure.querySelectorAll('kbd')].map(key => key.getBoundingClientRect());
  return {share: box.width / frame.width, height: box.height, over: figure.scrollWidth - figure.clientWidth,
          reach: (deepest.right - box.left) / box.width,
          deepest: Math.max(...keys.map(key => key.left - box.left)) / box.width} }"""


@pytest.fixture
def tab(chromium: Browser, served: str) -> Iterator[Page]:
    window = chromium.new_context(viewport={"width": 1280, "height": 900})
    yield window.new_page()
    window.close()


def tree(tab: Page, served: str, path: str, width: int) -> dict[str, Any]:
    tab.set_viewport_size({"width": width, "height": 900})
    tab.goto(served + path)
    found: dict[str, Any] = tab.evaluate(TREE)
    return found


@pytest.mark.parametrize("path", ["/phone-menu/", "/es/phone-menu/"])
@pytest.mark.parametrize(("width", "sideways"), [(320, False), (360, False), (1280, True), (1920, True)])
def test_the_tree_fills_its_width_upright_on_a_phone_and_sideways_on_a_desktop(
    tab: Page, served: str, path: str, width: int, sideways: bool
) -> None:
    found = tree(tab, served, path, width)
    assert found["share"] > 0.98 and found["over"] <= 0
    assert (found["deepest"] > 0.7) is sideways, "where the keys of the last level stand"
    assert found["reach"] > 0.95


@pytest.mark.parametrize("path", ["/phone-menu/", "/es/phone-menu/"])
def test_each_half_of_the_card_is_no_larger_than_a_bank_card_and_nothing_lies_on_the_fold(
    tab: Page, served: str, path: str
) -> None:
    tab.goto(served + path)
    tab.emulate_media(media="print")
    card = tab.evaluate(CARD)
    assert card["width"] / 2 <= 86 * MM and card["height"] <= 54 * MM
    fold = card["width"] / 2
    assert all(right < fold - 2 * MM or left > fold + 2 * MM for left, right in card["right"])


@pytest.mark.parametrize("path", ["/phone-menu/", "/es/phone-menu/"])
def test_the_guide_takes_three_sheets(tab: Page, served: str, path: str) -> None:
    tab.goto(served + path)
    edge = "0.4in"
    made = tab.pdf(format="Letter", margin={"top": edge, "bottom": edge, "left": edge, "right": edge})
    assert len(PdfReader(BytesIO(made)).pages) == 3
