"""Reads HTML for tests: pages as we write them at a glance, anything else as Python's own parser does.

That parser takes a quarter of the work of all tests that open pages. Ours hold to a narrower grammar, so one pattern
goes over them; whatever does not fit it, begins the page anew with the parser. tests/web/test_html_reading.py holds
the two to the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from html import unescape
from html.parser import HTMLParser
from typing import Protocol

ATTRIBUTE = r"""[^\s"'<>/=`]+(?:="[^"]*"|='[^']*'|=[^\s"'=<>`]+)?"""
TOKEN = re.compile(
    rf"([^<]+)|<([a-zA-Z][^\s/>]*)((?:\s+{ATTRIBUTE})*)\s*(/?)>|</([a-zA-Z][^\s/>]*)\s*>|<!--.*?-->|<!doctype[^>]*>",
    re.S | re.I,
)
PAIR = re.compile(r"""([^\s"'<>/=`]+)(?:="([^"]*)"|='([^']*)'|=([^\s"'=<>`]+))?""")
RAW = ("script", "style")  # in which a sign of less begins nothing
Token = tuple[str, str, dict[str, str]]  # "begin", "end" or "say"; the tag or the text; attributes


class Reader(Protocol):
    """Whoever is told what stands in a page, in its order."""

    def begin(self, tag: str, attrs: dict[str, str]) -> None: ...
    def end(self, tag: str) -> None: ...
    def say(self, text: str) -> None: ...


class Unusual(Exception):
    """Something that no page of ours has."""


def read(html: str, reader: Reader) -> None:
    for kind, what, attrs in tokens(html):
        if kind == "begin":
            reader.begin(what, attrs.copy())
        elif kind == "end":
            reader.end(what)
        else:
            reader.say(what)


def tokens(html: str) -> list[Token]:
    try:
        return list(at_a_glance(html))
    except Unusual:
        return by_the_parser(html)


def at_a_glance(html: str) -> Iterator[Token]:
    place = 0
    while place < len(html):
        found = TOKEN.match(html, place)
        if found is None:
            raise Unusual(html[place : place + 80])
        place = found.end()
        text, tag, attrs, closed, ended = found.groups()
        if text is not None:
            yield "say", unescape(text) if "&" in text else text, {}
        elif ended is not None:
            yield "end", ended.lower(), {}
        elif tag is not None:
            tag = tag.lower()
            yield "begin", tag, _pairs(attrs)
            if closed:
                yield "end", tag, {}
            elif tag in RAW:
                until = html.find(f"</{tag}", place)
                if until < 0:
                    raise Unusual(tag)
                if until > place:
                    yield "say", html[place:until], {}
                place = until


@lru_cache(8192)  # header, navigation and footer are the same on every page
def _pairs(attrs: str) -> dict[str, str]:
    return {name.lower(): unescape(one or two or bare) for name, one, two, bare in PAIR.findall(attrs)}


def by_the_parser(html: str) -> list[Token]:
    parser = _Parser()
    parser.feed(html)
    parser.close()
    return parser.tokens


class _Parser(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tokens: list[Token] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tokens.append(("begin", tag, {name: value or "" for name, value in attrs}))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        self.tokens.append(("end", tag, {}))

    def handle_data(self, data: str) -> None:
        self.tokens.append(("say", data, {}))
