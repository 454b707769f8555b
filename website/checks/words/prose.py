"""Takes the plain words out of a page: without calls, links, marks and lists, for the checks that read."""

from __future__ import annotations

import re
from collections.abc import Iterator

from website.build import words
from website.checks.pages import Page

_DAYS = re.compile(r"\{\{\s*days\([^)]*\)\s*\}\}")
_CALL = re.compile(r"\{\{.*?\}\}")
_TARGET = re.compile(r"\]\([^)]*\)")
_MARK = re.compile(r"\{[^}]*\}|<[^>]+>|[*_`]")
_ITEM = re.compile(r"^\s*(?:[-*•]|\d+\.|:)\s+")
_NO_PROSE = re.compile(r"\s*(?:#|\||!!!|\?\?\?|===|<|$)")
_ADMONITION = re.compile(r"^\s*(?:!!!|\?\?\?\+?) \w+(?: \"(.*)\")?")
_QUOTED = re.compile(r"(?<![\w*])\*(?!\*)[^*]+\*(?![\w*])|\"[^\"]*\"|“[^”]*”")


def words_of(line: str, language: str) -> str:
    """What a person reads in a line of Markdown."""
    if found := _ADMONITION.match(line):
        return found[1] or ""
    line = _CALL.sub(" ", _DAYS.sub(words.load()["pages"]["some_days"][language], line))
    return _MARK.sub("", _TARGET.sub("]", line)).replace("[", "").replace("]", "").lstrip("#|> ")


def lines_of(page: Page) -> Iterator[tuple[int, str]]:
    """Title, description and every line in the page's own words, numbered.

    What stands in *italics* or in quotation marks is a word of another language, or of a screen or letter.
    """
    for field in ("title", "description"):
        yield page.line_of(field), page.front.get(field, "")
    for number, line in page.lines:
        admonition = _ADMONITION.match(line)
        yield number, admonition[1] or "" if admonition else words_of(_QUOTED.sub(" ", line), page.language)


def sentences_of(page: Page) -> list[str]:
    """The prose alone, a paragraph or list item at a time: headings and table cells would make any page look easy."""
    paragraphs: list[list[str]] = [[]]
    for _, line in page.lines:
        if _NO_PROSE.match(line):
            paragraphs.append([])
            continue
        if _ITEM.match(line):
            paragraphs.append([])
        paragraphs[-1].append(words_of(_ITEM.sub("", line), page.language).strip())
    return [joined for paragraph in paragraphs if (joined := " ".join(paragraph).strip())]
