"""What Markdown makes of a page: its elements, each with the line it was written on, however it was written.

A link may stand in brackets, as a reference, in HTML or in a table: only what the browser gets can be checked whole.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from html.parser import HTMLParser
from typing import Any

from markdown import Markdown

from website.checks.calls import answer_calls
from website.checks.pages import Page, Site
from website.checks.site_file import extensions

Attributes = Mapping[str, str]


@dataclass(frozen=True)
class Element:
    tag: str
    attributes: Attributes
    line: int
    made: bool  # by a call: nobody typed it


def elements(site: Site, page: Page) -> tuple[Element, ...]:
    """In the order of the page. What a call makes is there too."""
    return _elements(page, answer_calls(site, page), extensions(site.root))


def ids(site: Site, page: Page) -> frozenset[str]:
    """What a link may name after `#`."""
    return frozenset(found.attributes["id"] for found in elements(site, page) if found.attributes.get("id"))


@cache
def _elements(
    page: Page, body: str, extensions: tuple[tuple[str, tuple[tuple[str, Any], ...]], ...]
) -> tuple[Element, ...]:
    maker = Markdown(
        extensions=[name for name, _ in extensions],
        extension_configs={name: dict(config) for name, config in extensions},
    )
    reader = _Reader()
    reader.feed(maker.convert(body))
    reader.close()
    return tuple(_place(page, reader.found))


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[tuple[str, dict[str, str]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, {name: value or "" for name, value in attrs}))


WRITTEN = ("href", "src", "srcset", "data", "action", "poster", "id")


def _place(page: Page, found: list[tuple[str, dict[str, str]]]) -> Iterator[Element]:
    """The nth element with a value stands where the value is written for the nth time."""
    seen: Counter[str] = Counter()
    for tag, attributes in found:
        written = next((attributes[name] for name in WRITTEN if attributes.get(name)), f"<{tag}")
        line = _line(page, written, seen[written])
        seen[written] += 1
        yield Element(tag, attributes, line or 1, made=not line)


def _line(page: Page, written: str, nth: int) -> int:
    """The line where this stands for the nth time, or the last time that it does; 0 if it stands nowhere."""
    pattern = re.compile(rf"(?<![\w./-]){re.escape(written)}", re.I)
    places = [number for number, text in page.lines for _ in pattern.findall(text)]
    return places[min(nth, len(places) - 1)] if places else 0
