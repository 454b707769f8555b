"""Lists: one that stands right below a sentence is, to Markdown, still the sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator

from website.checks.pages import Finding, Page, Site

_ITEM = re.compile(r"(?:[-*+]|\d+\.) ")
_SENTENCE = re.compile(r"[^\s|#<>:!?=-]|[!?][^!?]")  # not a table, a heading, a box, an element or an indent


def lists(site: Site) -> Iterator[Finding]:
    for page in site.pages.values():
        for line in sorted({line for official in (False, True) for line in _read_on(page, official)}):
            yield page.finding(line, "this list would be read on as the sentence above it", "put an empty line before")


def _read_on(page: Page, official: bool) -> Iterator[int]:
    lines = page.lines_shown(official=official)
    for (_, above), (line, text) in zip(lines, lines[1:], strict=False):
        if _ITEM.match(text) and _SENTENCE.match(above) and not _ITEM.match(above):
            yield line
