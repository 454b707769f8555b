"""Facts: the twins say the same ones, and none is typed by hand that stands in agency/."""

from __future__ import annotations

import re
import tomllib
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from theme.checks.pages import Finding, Page, Site
from theme.hooks.guard import faults
from theme.hooks.languages import common

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
_QUOTED = re.compile(r"“[^”]*”|\"[^\"]*\"|«[^»]*»")
_ADDRESS = re.compile(r"\bP\. ?O\. Box \d+|\b[A-Z]{2} \d{5}\b|\bApartado postal \d+", re.I)
_HOUR = re.compile(r"\b\d{1,2}(?::\d\d)? ?[ap]\. ?m\.", re.I)
_URL = re.compile(r"https?://[^\s)>\"]+")

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
        yield english.finding(ours[-1], what, "make the twins state the same facts")
    elif len(theirs) > len(ours):
        what = f"{fact}: here {len(theirs)} times, in {english.path} {len(ours)} times"
        yield spanish.finding(theirs[-1], what, "make the twins state the same facts")


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


def literal(site: Site) -> Iterator[Finding]:
    """Facts typed by hand that belong in agency/. Words in quotation marks are somebody else's and stay."""
    spans = _spans(site.root / "agency/deadlines.toml")
    for page in site.pages.values():
        for line, fault in faults(page.text):
            what, _, remedy = fault.rpartition(": " if "phone number" in fault else "; ")
            yield page.finding(line, what, remedy)
        for line, text in page.lines:
            yield from _typed(page, line, _QUOTED.sub("", _CALL.sub("", text)), spans)


def _typed(page: Page, line: int, text: str, spans: dict[int, list[str]]) -> Iterator[Finding]:
    for found in re.finditer(r"\b(\d+) (?:business |working )?(?:days?|días?)\b", text, re.I):
        if rules := spans.get(int(found[1])):
            calls = " or ".join(f'{{{{ days("{rule}") }}}}' for rule in rules)
            yield page.finding(line, f"the day count “{found[0]}” is typed by hand", f"write {calls}")
    for pattern, what, remedy in _HAND_TYPED:
        for found in pattern.finditer(text):
            yield page.finding(line, f"{what} “{found[0].strip()}” is typed by hand", remedy)


_HAND_TYPED = (
    (_MONEY, "the amount", 'put it into agency/fees.toml and write {{ fee("…") }}'),
    (_ADDRESS, "the address", 'put it into agency/agency.toml and write {{ address("…") }}'),
    (_HOUR, "the hour", 'put it into agency/agency.toml and write {{ hours("…") }}'),
    (_URL, "the web address", 'put it into agency/agency.toml and write {{ link("…") }}'),
)


def _spans(path: Path) -> dict[int, list[str]]:
    """How many days → the rules of the legal clock that say so."""
    spans: dict[int, list[str]] = defaultdict(list)
    for rule in tomllib.loads(path.read_text("utf-8"))["rule"]:
        spans[rule["days"]].append(rule["id"])
    return spans
