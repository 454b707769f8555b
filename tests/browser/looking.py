"""What holds for every page, whoever looks at it: axe finds nothing, nothing is cut off, everything can be hit."""

from __future__ import annotations

from axe_playwright_python.sync_playwright import Axe
from person import Person

AXE = Axe().axe_script
FINDINGS = """axe.run({resultTypes: ['violations']}).then(
  found => found.violations.map(v => v.id + ': ' + v.nodes.map(
    n => n.html.slice(0, 200) + ' ' + n.failureSummary).join(' | ')))"""
WIDER = """[...document.querySelectorAll('body *')].filter(e => {
  const b = e.getBoundingClientRect();
  return b.width && b.right > innerWidth + 1 && getComputedStyle(e).position !== 'absolute';
}).map(e => e.outerHTML.slice(0, 120))"""
# Buttons, fields, and links that do not stand in a sentence. A box and its label are one target.
SMALL = """[...document.querySelectorAll(
  'main a[href], .exit, .switch, main :is(button, input:not([type=hidden]), select, textarea)')].filter(e => {
  const style = getComputedStyle(e), boxes = [e, ...(e.labels || [])].map(x => x.getBoundingClientRect());
  if (!boxes[0].width || e.closest('.unseen') || e.classList.contains('unseen')) return false;
  const alone = e.parentElement.textContent.trim() === e.textContent.trim();
  const inSentence = e.matches('a') && style.display === 'inline' && !alone;
  const tall = e.matches('[type=radio],[type=checkbox]') ? Math.max(...boxes.map(b => b.height)) : boxes[0].height;
  return !inSentence && !e.closest('ul:not(.tasks),address,.error-summary') && tall < 43.9;
}).map(e => e.outerHTML.slice(0, 120) + ' ' + e.getBoundingClientRect().height)"""


def criticise(person: Person, *schemes: str) -> None:
    """Everything that can be said about the page that is open."""
    look_over(person)
    axe_finds_nothing(person, *schemes)


def axe_finds_nothing(person: Person, *schemes: str) -> None:
    """In each of these colour schemes; the window's own if none is named."""
    person.run_scripts(True)
    person.page.evaluate(AXE)
    for scheme in schemes or (person.setting.scheme,):
        person.page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        findings = person.page.evaluate(FINDINGS)
        assert findings == [], f"{person.path} ({scheme}): {findings}"
    person.page.emulate_media(color_scheme=person.setting.scheme)  # type: ignore[arg-type]
    person.run_scripts(person.setting.scripts)


def look_over(person: Person) -> None:
    """What can be seen without axe."""
    page = person.page
    assert page.locator("h1").count() == 1
    assert page.locator("html").get_attribute("lang") == person.setting.language
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), (person.path, page.evaluate(WIDER))
    small = page.evaluate(SMALL)
    assert small == [], f"{person.path}: too small to hit: {small}"
