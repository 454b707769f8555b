"""Every window that a page is read in: widths, zooms, light, dark and forced colours; what is wrong in any of them."""

from __future__ import annotations

from collections.abc import Iterator

from playwright.sync_api import Page

from support.hitting import PRESSED
from support.looking import AXE, FINDINGS, SMALL, WIDER

# A page that is zoomed is a page in a smaller window: 1280 by 800 at 200 %, 1280 by 1024 at 400 % (WCAG 1.4.10).
SIZES = {
    "320 px": (320, 640),
    "360 px": (360, 780),
    "768 px": (768, 1024),
    "1280 px": (1280, 800),
    "1920 px": (1920, 1080),
    "200 %": (640, 400),
    "400 %": (320, 256),
}
COLOURS: dict[str, dict[str, str]] = {
    "light": {"color_scheme": "light", "forced_colors": "none"},
    "dark": {"color_scheme": "dark", "forced_colors": "none"},
    "forced colours": {"color_scheme": "light", "forced_colors": "active"},
}
# What has the focus and yet cannot be seen, however it was come to: from above or, by Shift and Tab, from below.
COVERED = """pressed => {
  const stops = [...document.querySelectorAll(pressed)].filter(e => e.getClientRects().length && e.tabIndex >= 0 &&
    !e.disabled && !e.closest('.skip, .unseen'));
  const before = document.activeElement, found = new Set();
  for (const stop of [...stops, ...stops.toReversed()]) {
    stop.focus();
    const box = [...stop.getClientRects()].find(box => box.width > 1 && box.height > 1);
    if (document.activeElement !== stop || !box) continue;
    const top = Math.max(box.top, 0), bottom = Math.min(box.bottom, innerHeight), middle = (box.left + box.right) / 2;
    const seen = [.1, .5, .9].map(part => document.elementFromPoint(middle, top + (bottom - top) * part));
    const labels = [...(stop.labels || [])];
    if (!seen.some(on => on && (stop.contains(on) || labels.some(label => label.contains(on)) || on.contains(stop))))
      found.add(stop.outerHTML.slice(0, 120));
  }
  (before || document.body).focus?.();
  scrollTo(0, 0);
  return [...found];
}"""
# Where a table is a table, each row stays a row: no cell begins below another. And a pill is one line high.
BROKEN = """() => [
  ...[...document.querySelectorAll('tr')].filter(row => getComputedStyle(row).display === 'table-row' &&
    new Set([...row.cells].map(cell => Math.round(cell.getBoundingClientRect().top))).size > 1),
  ...[...document.querySelectorAll('.left, .state, .head__part, .count')].filter(pill => {
    const style = getComputedStyle(pill), box = pill.getBoundingClientRect();
    return pill.getClientRects().length > 1 || box.height > Math.max(2 * parseFloat(style.lineHeight), 46);
  })].map(e => e.outerHTML.slice(0, 120))"""


def faults(page: Page, scripts: bool = True) -> list[str]:
    """Each as `fault (in these windows)`; the page stays as it is and is only shown otherwise."""
    found: dict[str, list[str]] = {}
    for window, fault in _in_each(page, scripts):
        found.setdefault(fault, []).append(window)
    return [f"{fault} ({'; '.join(where)})" for fault, where in found.items()]


def _in_each(page: Page, scripts: bool) -> Iterator[tuple[str, str]]:
    before = page.viewport_size
    page.evaluate(AXE)
    for window, (width, height) in SIZES.items():
        page.set_viewport_size({"width": width, "height": height})
        yield from ((window, fault) for fault in _shape(page))
        for name, colours in COLOURS.items():
            page.emulate_media(**colours)  # type: ignore[arg-type]
            yield from ((f"{window} {name}", fault) for fault in page.evaluate(FINDINGS, scripts))
        page.emulate_media(color_scheme="null", forced_colors="null")
    if before:
        page.set_viewport_size(before)


def _shape(page: Page) -> Iterator[str]:
    if not page.evaluate("document.documentElement.scrollWidth <= innerWidth"):
        yield f"wider than the window: {page.evaluate(WIDER)}"
    yield from (f"too small to hit: {each}" for each in page.evaluate(SMALL, PRESSED))
    yield from (f"the focus is covered: {each}" for each in page.evaluate(COVERED, PRESSED))
    yield from (f"broken over lines: {each}" for each in page.evaluate(BROKEN))
