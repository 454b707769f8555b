"""Markup: HTML that is whole, one first heading, no more cells than headings, nothing that comes from elsewhere."""

from __future__ import annotations

import re
from collections.abc import Iterator

from website.checks.pages import Finding, Page, Site
from website.checks.rendered import Element, elements

_FOREIGN = {
    **dict.fromkeys(("iframe", "frame", "frameset", "object", "embed", "applet", "portal"), "another site's page"),
    **dict.fromkeys(("video", "audio", "source", "track"), "a film or a sound"),
    **dict.fromkeys(("form", "input", "button", "select", "textarea"), "a form of its own"),
    **dict.fromkeys(("link", "meta", "base"), "an order to the browser"),
}
_REMEDIES = {
    "another site's page": 'link to it: put its address into agency/agency.toml and write {{ link("…") }}',
    "a film or a sound": "say it in words; anything from another site tells others who reads here",
    "a form of its own": 'link one of our forms with {{ form("…") }}; only those are safe to fill in',
    "an order to the browser": "take it out; the page's frame says all that a browser needs",
}
_ELSEWHERE = re.compile(r"(?:[a-z][a-z0-9+.-]*:)?//|data:|blob:", re.I)
_TAG = re.compile(r"<(/?)([a-z][a-z0-9]*)\b((?:\"[^\"]*\"|'[^']*'|[^<>\"'])*)>", re.I)
_VOID = frozenset(
    {"area", "br", "col", "hr", "img", "input", "wbr", "source", "track", "embed", "link", "meta", "base"}
)
_OPTIONAL = frozenset({"p", "li", "dt", "dd", "tr", "td", "th", "thead", "tbody"})  # a browser closes these by itself
_CODE = re.compile(r"^(?:```|~~~).*?^(?:```|~~~)|`[^`\n]*`|<!--.*?-->", re.S | re.M)
_DELIMITERS = re.compile(r"^\s*\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)*\|?\s*$")
_CELL = re.compile(r"(?<!\\)\|")


def markup(site: Site) -> Iterator[Finding]:
    for page in site.pages.values():
        found = elements(site, page)
        yield from _foreign(page, found)
        yield from _first_headings(page, found)
        yield from _find_unclosed(page)
        yield from _cells(page)


def _foreign(page: Page, found: tuple[Element, ...]) -> Iterator[Finding]:
    for element in found:
        if what := _FOREIGN.get(element.tag):
            yield page.finding(element.line, f"<{element.tag}> puts {what} into the page", _REMEDIES[what])
        elif element.tag == "img" and _ELSEWHERE.match(element.attributes.get("src", "")):
            told = f"the picture {element.attributes['src']} comes from elsewhere"
            yield page.finding(element.line, told, "put the file under docs/assets/, or take it out")
        elif element.tag == "img" and element.attributes.get("srcset"):
            yield page.finding(element.line, "a picture with srcset", "name one file in src, under docs/assets/")


def _first_headings(page: Page, found: tuple[Element, ...]) -> Iterator[Finding]:
    count = sum(element.tag == "h1" for element in found)
    lines = [number for number, text in page.lines if re.match(r"# |<h1\b", text, re.I)]
    lines += [number - 1 for number, text in page.lines if re.fullmatch(r"=+\s*", text)]
    if count > 1:
        line = sorted(lines)[1] if len(lines) > 1 else 1
        yield page.finding(line, f"there are {count} first headings", "a page has one #; write ## for its parts")
    elif not count and page.body.strip():
        yield page.finding(1, "there is no first heading", "begin the page with # and what it is about")


def _find_unclosed(page: Page) -> Iterator[Finding]:
    """HTML that a person typed: what is opened is closed, in order."""
    text = _CODE.sub(lambda code: re.sub(r"[^\n]", " ", code[0]), page.body)
    first = page.text[: len(page.text) - len(page.body)].count("\n") + 1
    for opened in re.finditer(r"<!--|^(?:```|~~~)", text, re.M):
        yield page.finding(
            first + text.count("\n", 0, opened.start()), f"{opened[0]} is not closed", "close it, or take it out"
        )
    open_tags: list[tuple[str, int]] = []
    for found in _TAG.finditer(text):
        tag, line = found[2].lower(), first + text.count("\n", 0, found.start())
        if tag in _VOID or tag in _OPTIONAL or found[3].endswith("/"):
            continue
        if not found[1]:
            open_tags.append((tag, line))
        elif tag not in (name for name, _ in open_tags):
            yield page.finding(line, f"</{tag}> closes nothing", f"take it out, or put <{tag}> above")
        else:
            while (inner := open_tags.pop())[0] != tag:
                yield _not_closed(page, *inner)
    yield from (_not_closed(page, *left) for left in open_tags)


def _not_closed(page: Page, tag: str, line: int) -> Finding:
    return page.finding(line, f"<{tag}> is not closed", f"put </{tag}> on a line of its own where it ends")


def _cells(page: Page) -> Iterator[Finding]:
    """Markdown drops the cells for which there is no heading, without a word."""
    headings = 0
    for (_, above), (number, text) in zip(page.lines, page.lines[1:], strict=False):
        if "|" in text and _DELIMITERS.match(text) and "|" in above:
            headings = _count(above)
            if _count(text) != headings:
                what = f"the line below the headings has {_count(text)} parts for {headings} headings"
                yield page.finding(number, what, "give it one part for each heading, or there is no table")
        elif headings and "|" not in text:
            headings = 0
        elif headings and _count(text) > headings:
            what = f"the row has {_count(text)} cells for {headings} headings"
            yield page.finding(number, what, "join two cells, write \\| for a sign that is none, or add a heading")


def _count(row: str) -> int:
    row = re.sub(r"`[^`]*`|\{\{.*?\}\}", "", row.strip())
    return len(_CELL.split(re.sub(r"^\||(?<!\\)\|$", "", row)))
