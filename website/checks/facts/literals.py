"""Facts typed by hand that belong in agency/: days, amounts, numbers, addresses, hours, in figures or in words."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from forms_app import deadlines
from forms_app.errors import CannotStart
from website.build import words
from website.build.guard import faults
from website.checks.pages import Finding, Page, Site

# What stands between ten and one; one, two, three …; twenty, thirty, forty …
NUMBER_WORDS = {
    "en": (
        "-",
        "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
        "eighteen nineteen",
        "twenty thirty forty fifty sixty seventy eighty ninety",
    ),
    "es": (
        " y ",
        "uno dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince dieciséis diecisiete "
        "dieciocho diecinueve veinte veintiuno veintidós veintitrés veinticuatro veinticinco veintiséis veintisiete "
        "veintiocho veintinueve",
        "veinte treinta cuarenta cincuenta sesenta setenta ochenta noventa",
    ),
}


def _number_words() -> dict[str, int]:
    """What one to ninety-nine are called in every language that has its names here."""
    found: dict[str, int] = {}
    for between, names, tens in NUMBER_WORDS.values():
        units = list(enumerate(names.split(), 1))
        found |= {word: number for number, word in units}
        for ten, word in zip(range(20, 100, 10), tens.split(), strict=True):
            found |= {word: ten} | {f"{word}{between}{unit}": ten + number for number, unit in units[:9]}
    return found


_NUMBERS = _number_words()
_COUNT = rf"(\d+|{'|'.join(sorted(_NUMBERS, key=len, reverse=True))})(?:\s\(\d+\))?"


def _words_for_days() -> str:
    pages = words.load()["pages"]
    said = {word for key in ("day_calendar", "days_calendar") for word in pages[key].values()} | {"dia", "dias"}
    return "|".join(map(re.escape, sorted(said, key=len, reverse=True)))


_DAYS = re.compile(
    rf"\b{_COUNT}[-\s]+(?:(?:calendar|business|working|court|full|consecutive)\s)?(?:{_words_for_days()})\b", re.I
)
_AMOUNT = re.compile(
    rf"\$\s?\d[\d,.]*\d|\$\s?\d|\bUSD\s?\d+|\b{_COUNT}\s(?:dollars?|d[oó]lar(?:es)?|cents|centavos)\b", re.I
)
_STREET = r"Street|St|Avenue|Ave|Boulevard|Blvd|Road|Rd|Drive|Dr|Lane|Ln|Parkway|Pkwy|Highway|Plaza|Calle|Avenida"
_ADDRESS = re.compile(
    r"\b(?:P\.?\s?O\.?|Post Office)\s?Box\s\d+|\b(?:Apartado|Apdo\.?)(?:\s(?:postal|de correos))?\s\d+"
    r"|(?-i:\b(?:[A-Z]{2}|California),?\s\d{5}(?:-\d{4})?\b)"
    rf"|(?-i:\b\d{{2,6}}\s(?:[A-Z][\w.]*\s){{1,3}}(?:{_STREET})\b)",
    re.I,
)
_HOUR = re.compile(
    r"\b\d{1,2}(?::\d\d)?\s?[ap]\.?\s?m\b\.?|\b(?:[01]?\d|2[0-3]):[0-5]\d\b"
    r"|\b\d{1,2}\s(?:o.clock|in the (?:morning|afternoon|evening)|de la (?:mañana|tarde|noche))\b",
    re.I,
)
_HAND_TYPED = (
    (_AMOUNT, "the amount", 'put it into agency/fees.toml and write {{ fee("…") }}'),
    (_ADDRESS, "the address", 'put it into agency/agency.toml and write {{ address("…") }}'),
    (_HOUR, "the hour", 'put it into agency/agency.toml and write {{ hours("…") }}'),
    (
        re.compile(r"(?:https?://|\bwww\.)[^\s)>\"]+", re.I),
        "the web address",
        'put it into agency/agency.toml and write {{ link("…") }}',
    ),
    (
        re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+"),
        "the e-mail address",
        'say where to write or call instead, with {{ form("…") }} or {{ phone("…") }}',
    ),
)
# Not said by us, or not said at all: calls, words in quotation marks, where a link within the site leads, attributes.
_NOT_OURS = re.compile(
    r"\{\{.*?\}\}|“[^”]*”|\"[^\"\n]*\"|«[^»]*»|(?<=\]\()(?!https?:|www\.|mailto:)[^)\n]*|\{[^}\n]*\}"
)
_BOX = re.compile(r"^(\s*(?:!!!|\?\?\?\+?) \w+ )\"(.*)\"", re.M)  # its title is ours, though in quotation marks

Spans = Mapping[int, Sequence[str]]


def literals(site: Site) -> Iterator[Finding]:
    """Words in quotation marks are somebody else's and stay."""
    spans = _spans(site.agency)
    yield from find_forbidden(site)
    for page in site.pages.values():
        yield from _find_typed(page, spans)


def find_forbidden(site: Site) -> Iterator[Finding]:
    """What the build refuses too: inline code, and telephone numbers."""
    for page in site.pages.values():
        for line, fault in faults(page.text):
            what, _, remedy = fault.partition("; ")
            yield page.finding(line, what, remedy)


def _find_typed(page: Page, spans: Spans) -> Iterator[Finding]:
    text = _BOX.sub(r"\1 \2 ", page.body)
    text = _NOT_OURS.sub(lambda found: re.sub(r"[^\n]", " ", found[0]), text)
    first = page.text[: len(page.text) - len(page.body)].count("\n") + 1
    for found, count in day_counts(text):
        if rules := spans.get(count):
            calls = " or ".join(f'{{{{ days("{rule}") }}}}' for rule in rules)
            line = first + text.count("\n", 0, found.start())
            yield page.finding(line, f"the day count “{_on_one_line(found)}” is typed by hand", f"write {calls}")
    for pattern, what, remedy in _HAND_TYPED:
        for found in pattern.finditer(text):
            line = first + text.count("\n", 0, found.start())
            yield page.finding(line, f"{what} “{_on_one_line(found)}” is typed by hand", remedy)


def day_counts(text: str) -> Iterator[tuple[re.Match[str], int]]:
    """Each `12 days` or `doce días` in a text, in figures or in words, and how many days it is."""
    for found in _DAYS.finditer(text):
        yield found, _NUMBERS.get(found[1].lower()) or int(found[1])


def _on_one_line(found: re.Match[str]) -> str:
    return " ".join(found[0].split())


def _spans(folder: Path) -> Spans:
    """How many days → the rules of the legal clock that say so; none where its file is wrong, a finding of its own."""
    spans: dict[int, list[str]] = defaultdict(list)
    try:
        for name, period in deadlines.load(folder).periods.items():
            spans[period.days].append(name)
    except CannotStart:
        return {}
    return spans
