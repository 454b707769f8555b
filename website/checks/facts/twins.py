"""Facts: the twins say the same ones."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from website.build.languages import common
from website.checks.pages import Finding, Page, Site

_MONTHS = {
    "en": "january february march april may june july august september october november december",
    "es": "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
}
_NUMBER_OF = {name: number for months in _MONTHS.values() for number, name in enumerate(months.split(), 1)}
_NAMES = "|".join(_NUMBER_OF)
_ENGLISH_DAY = re.compile(rf"\b({_NAMES}) (\d{{1,2}}), (\d{{4}})\b", re.I)
_SPANISH_DAY = re.compile(rf"\b(\d{{1,2}})(?:\.?º)? de ({_NAMES}) (?:de|del) (\d{{4}})\b", re.I)
_MONTH = re.compile(rf"\b({_NAMES})(?: de)? (\d{{4}})\b", re.I)
_CALL = re.compile(r"\{\{\s*(.*?)\s*\}\}")
_LINK = re.compile(r"(?<!\!)\]\(([^)\s]+)")
_FORM = re.compile(r"\b(?:[A-Z]{2,4}\d{3}|PUB \d+|DCSS \d{4})\b")
_MONEY = re.compile(r"\$\s?\d[\d,.]*\d|\$\s?\d")
_NUMBER = re.compile(r"(?<![\w-])\d+(?:[.,:]\d+)*%?")
_LIST_NUMBER = re.compile(r"^\s*\d+\. ")

FOLLOWS = ("{{ ", "link to ")  # how a fact begins that is missing where a call or a link is wrong

SAME_FACTS = "make the twins state the same facts"

Facts = dict[str, list[int]]


def parity(site: Site) -> Iterator[Finding]:
    """What one twin states and the other does not: calls, numbers, dates, money, links, forms."""
    for english, spanish in site.twins():
        ours, theirs = _stated(english), _stated(spanish)
        for fact in sorted(ours.keys() | theirs.keys()):
            yield from _compared(fact, english, ours.get(fact, []), spanish, theirs.get(fact, []))


def _compared(fact: str, english: Page, ours: list[int], spanish: Page, theirs: list[int]) -> Iterator[Finding]:
    if len(ours) > len(theirs):
        what = f"{fact}: here {len(ours)} times, in {spanish.path} {len(theirs)} times"
        yield english.finding(ours[-1], what, SAME_FACTS)
    elif len(theirs) > len(ours):
        what = f"{fact}: here {len(theirs)} times, in {english.path} {len(ours)} times"
        yield spanish.finding(theirs[-1], what, SAME_FACTS)


def _stated(page: Page) -> Facts:
    found: Facts = defaultdict(list)
    for line, text in page.lines:
        for fact in _facts_in(text):
            found[fact].append(line)
    return found


def _facts_in(text: str) -> Iterator[str]:
    """Each fact of a line under a name that is the same in both languages; what is named is taken out of the line."""
    text = _LIST_NUMBER.sub("", text)
    for call in _CALL.findall(text):
        yield f"{{{{ {call} }}}}"
    for target in _LINK.findall(_CALL.sub("", text)):
        yield f"link to {common(_plain_target(target))}"
    text = _CALL.sub("", re.sub(r"\]\([^)]*\)|\{[^}]*\}|<[^>]*>", "", _CALL.sub("", text)))
    for pattern, named in ((_ENGLISH_DAY, _english_day), (_SPANISH_DAY, _spanish_day), (_MONTH, _month)):
        yield from map(named, pattern.finditer(text))
        text = pattern.sub("", text)
    for kind, pattern in (("form", _FORM), ("money", _MONEY), ("number", _NUMBER)):
        yield from (f"{kind} {found}" for found in pattern.findall(text))
        text = pattern.sub("", text)


def _plain_target(target: str) -> str:
    """Without anchors, which are words, and without the way up to the other language."""
    return re.sub(r"^(\.\./)+|^/", "", target.split("#")[0])


def _english_day(found: re.Match[str]) -> str:
    return f"date {found[3]}-{_NUMBER_OF[found[1].lower()]:02}-{int(found[2]):02}"


def _spanish_day(found: re.Match[str]) -> str:
    return f"date {found[3]}-{_NUMBER_OF[found[2].lower()]:02}-{int(found[1]):02}"


def _month(found: re.Match[str]) -> str:
    return f"month {found[2]}-{_NUMBER_OF[found[1].lower()]:02}"
