"""Follows each link of an error summary in a browser and says what of its question cannot be seen from there."""

from __future__ import annotations

from playwright.sync_api import Page

WIDTHS = ((320, 568), (360, 640), (1280, 720))
# What cannot be seen around the input that has the focus, below the bar with the exit.
HIDDEN = """target => {
  const input = document.activeElement, bar = document.querySelector('.head');
  if (input.id !== target) return ['the focus is on ' + (input.id || input.tagName)];
  const top = bar ? bar.getBoundingClientRect().bottom : 0;
  const about = input.closest('.part--error') || input.closest('.field--error');
  if (!about) return ['no error stands around ' + target];
  const own = [...about.children].filter(e => e.matches('legend, label, .hint:not(.limit), .error'));
  if (!own.some(e => e.matches('.error'))) return ['no error stands beside ' + target];
  return [input, ...own].map(e => [e, e.getBoundingClientRect()])
    .filter(([e, b]) => b.top < top - 1 || (e.matches('textarea') ? b.top + 40 : b.bottom) > innerHeight + 1)
    .map(([e, b]) => `${target}: ${e.className || e.tagName} at ${b.top} to ${b.bottom} of ${top} to ${innerHeight}`);
}"""


def unseen(page: Page) -> list[str]:
    """On each width, for each link: what hides behind the bar or below the window."""
    found: list[str] = []
    before = page.viewport_size
    for width, height in WIDTHS:
        page.set_viewport_size({"width": width, "height": height})
        for link in page.locator(".error-summary a").all():
            target = (link.get_attribute("href") or "").removeprefix("#")
            link.click()
            found += [f"{width}: {line}" for line in page.evaluate(HIDDEN, target)]
    assert before
    page.set_viewport_size(before)
    return found
