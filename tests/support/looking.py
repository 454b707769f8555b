"""What holds for every page, whoever looks at it: axe finds nothing, nothing is cut off, everything can be hit."""

from __future__ import annotations

from axe_playwright_python.sync_playwright import Axe

from support.hitting import COVERED, PRESSED
from support.person import Person

AXE = Axe().axe_script
# Without scripts a page empties itself by a refresh after 30 minutes. It guards whoever shares the device, and more
# time would undo that: the essential exception of WCAG 2.2.1, which axe does not know.
FINDINGS = """scripts => axe.run({resultTypes: ['violations'], rules: {'meta-refresh': {enabled: scripts}}}).then(
  found => found.violations.map(v => v.id + ': ' + v.nodes.map(
    n => n.html.slice(0, 200) + ' ' + n.failureSummary).join(' | ')))"""
WIDER = """[...document.querySelectorAll('body *')].filter(e => {
  const b = e.getBoundingClientRect();
  return b.width && b.right > innerWidth + 1 && getComputedStyle(e).position !== 'absolute';
}).map(e => e.outerHTML.slice(0, 120))"""
# What is pressed in a form: 44 pixels. Any other link that stands alone, in a list, the header, the map or the footer:
# 24 (WCAG 2.5.8). Only a link in the middle of a sentence is as high as its line. A box and its label are one target,
# and so are a link and the card that it is stretched over.
SMALL = """pressed => [...document.querySelectorAll(pressed)].filter(e => {
  const boxes = [e, ...(e.labels || [])].map(x => x.getBoundingClientRect());
  if (!boxes[0].width || e.closest('.unseen, .skip')) return false;
  const over = getComputedStyle(e, '::after');
  if (over.position === 'absolute' && over.inset === '0px' && e.offsetParent)
    boxes.push(e.offsetParent.getBoundingClientRect());
  let block = e.parentElement;
  while (getComputedStyle(block).display === 'inline') block = block.parentElement;
  const alone = block.textContent.trim() === e.textContent.trim();
  const inSentence = e.matches('a') && getComputedStyle(e).display === 'inline' && !alone;
  const touched = e.matches('button, input, select, textarea, .exit, .switch, main a') && !e.closest('address');
  return !inSentence && Math.max(...boxes.map(b => b.height)) < (touched ? 43.9 : 23.9);
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
        findings = person.page.evaluate(FINDINGS, person.setting.scripts)
        assert findings == [], f"{person.path} ({scheme}): {findings}"
    person.page.emulate_media(color_scheme=person.setting.scheme)  # type: ignore[arg-type]
    person.run_scripts(person.setting.scripts)


def look_over(person: Person) -> None:
    """What can be seen without axe."""
    page = person.page
    assert page.locator("h1").count() == 1
    assert page.locator("html").get_attribute("lang") == person.setting.language
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), (person.path, page.evaluate(WIDER))
    small = page.evaluate(SMALL, PRESSED)
    assert small == [], f"{person.path}: too small to hit: {small}"
    covered = page.evaluate(COVERED, PRESSED)
    assert covered == [], f"{person.path}: covered by something else: {covered}"
