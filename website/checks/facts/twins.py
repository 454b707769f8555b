"""Facts: the twins say the same ones."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from babel.dates import get_month_names

from forms_app.facts.languages import LISTED
from website.build.languages import common
from website.checks.pages import Finding, Page, Site

_NUMBER_OF = {
    name.lower(): number
    for language in LISTED
    for number, name in get_month_names("wide", locale=language.locale).items()
}
_NAMES = "|".join(map(re.escape, sorted(_NUMBER_OF, key=len, reverse=True)))
_WRITTEN = {
    "M": rf"(?P<month>{_NAMES})",
    "d": r"(?P<day>\d{1,2})(?:\.?º)?",
    "y": r"(?P<year>\d{4})",
    "de": "(?:de|del)",
}
_MONTH = re.compile(rf"\b(?P<month>{_NAMES})(?: de)? (?P<year>\d{{4}})\b", re.I)
_PIECE = re.compile(r"'([^']*)'|([A-Za-z])\2*|(.)")
_CALL = re.compile(r"\{\{\s*(.*?)\s*\}\}")
_LINK = re.compile(r"(?<!\!)\]\(([^)\s]+)")
_FORM = re.compile(r"\b(?:[A-Z]{2,4}\d{3}|PUB \d+|DCSS \d{4})\b")
_MONEY = re.compile(r"\$\s?\d[\d,.]*\d|\$\s?\d")
_NUMBER = re.compile(r"(?<![\w-])\d+(?:[.,:]\d+)*%?")
_LIST_NUMBER = re.compile(r"^\s*\d+\. ")


def _day_written(pattern: str) -> re.Pattern[str]:
    """A day as a CLDR pattern writes it, its weekday left out: MMMM d, y is June 1, 2026."""
    bare = re.sub(r"^E+[, ]*|[, ]*E+$", "", pattern)
    pieces = (literal or letter or sign for literal, letter, sign in _PIECE.findall(bare))
    return re.compile(rf"\b{''.join(_WRITTEN.get(piece, re.escape(piece)) for piece in pieces)}\b", re.I)


_DAYS = tuple({language.date: _day_written(language.date) for language in LISTED}.values())

FOLLOWS = ("{{ ", "link to ")  # how a fact begins that is missing where a call or a link is wrong

SAME_FACTS = "make the twins state the same facts"

Facts = dict[str, list[int]]


def parity(site: Site) -> Iterator[Finding]:
    """What one twin states and the other does not: calls, numbers, dates, money, links, forms."""
    for model, twin in site.twins():
        ours, theirs = _facts_of(model), _facts_of(twin)
        for fact in sorted(ours.keys() | theirs.keys()):
            yield from _compare(fact, model, ours.get(fact, []), twin, theirs.get(fact, []))


def _compare(fact: str, model: Page, ours: list[int], twin: Page, theirs: list[int]) -> Iterator[Finding]:
    if len(ours) > len(theirs):
        what = f"{fact}: here {len(ours)} times, in {twin.path} {len(theirs)} times"
        yield model.finding(ours[-1], what, SAME_FACTS)
    elif len(theirs) > len(ours):
        what = f"{fact}: here {len(theirs)} times, in {model.path} {len(ours)} times"
        yield twin.finding(theirs[-1], what, SAME_FACTS)


def _facts_of(page: Page) -> Facts:
    found: Facts = defaultdict(list)
    for line, text in page.lines:
        for fact in _facts_in(text):
            found[fact].append(line)
    return found


def _facts_in(text: str) -> Iterator[str]:
    """Each fact of a line under a name that is the same in every language; what is named is taken out of the line."""
    text = _LIST_NUMBER.sub("", text)
    for call in _CALL.findall(text):
        yield f"{{{{ {call} }}}}"
    for target in _LINK.findall(_CALL.sub("", text)):
        yield f"link to {common(_plain_target(target))}"
    text = _CALL.sub("", re.sub(r"\]\([^)]*\)|\{[^}]*\}|<[^>]*>", "", _CALL.sub("", text)))
    for pattern in (*_DAYS, _MONTH):
        yield from map(_format_date, pattern.finditer(text))
        text = pattern.sub("", text)
    for kind, pattern in (("form", _FORM), ("money", _MONEY), ("number", _NUMBER)):
        yield from (f"{kind} {found}" for found in pattern.findall(text))
        text = pattern.sub("", text)


def _plain_target(target: str) -> str:
    """Without anchors, which are words, and without the way up to another language."""
    return re.sub(r"^(\.\./)+|^/", "", target.split("#")[0])


def _format_date(found: re.Match[str]) -> str:
    parts = found.groupdict()
    month = f"{parts['year']}-{_NUMBER_OF[parts['month'].lower()]:02}"
    return f"date {month}-{int(parts['day']):02}" if "day" in parts else f"month {month}"
