"""Calls: what stands between {{ and }} on a page can be answered, as the build will have to."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

from mkdocs.exceptions import PluginError

from forms_app.errors import CannotStart
from forms_app.facts import agency
from forms_app.facts.languages import LANGUAGES
from website.build import facts
from website.build.page_parts import everything
from website.checks.pages import Finding, Page, Site

_WHOLE = re.compile(r"\{\{.*?\}\}")
_HALF = re.compile(r"\{\{|\}\}|\{%|%\}|\{#\s")
_QUOTES = re.compile(r"\([^)]*[“”„«»‘’'][^)]*\)")
_CODE = re.compile(r"`[^`\n]*`")
_CLOSE_IT = 'a call begins with {{ and ends with }}, on one line, such as {{ phone("customer_connect") }}'


def calls(site: Site) -> Iterator[Finding]:
    answers = _answers(site.agency, _fingerprint(site.agency))
    for page in site.pages.values():
        yield from _halves(page, frozenset(answers.get(page.language, ())))
        yield from _above(page)
        if answers:
            yield from _find_unanswered(page, answers[page.language])


def answer_calls(site: Site, page: Page) -> str:
    """The page's words with every call answered that can be."""
    folder = site.agency
    body = "\n".join(text for _, text in page.lines)
    say = _answers(folder, _fingerprint(folder)).get(page.language)
    return facts.render(body, say, lambda _line, _reason: None) if say else body


def _find_unanswered(page: Page, say: Mapping[str, object]) -> Iterator[Finding]:
    found: list[tuple[int, str]] = []
    facts.render(page.text, say, lambda line, reason: found.append((line, reason)))
    for line, reason in found:
        what, _, remedy = reason.partition("; ")
        if _QUOTES.search(what.partition(": ")[0]):
            remedy = 'write the straight quotation marks "…"'
        yield page.finding(line, what, remedy or "mend the call")


def _halves(page: Page, names: frozenset[str]) -> Iterator[Finding]:
    """A brace is missing: nothing is answered, and the reader would see the call itself."""
    alone = re.compile(rf"(?<!\{{)\{{\s*(?:{'|'.join(names)})\s*\(") if names else None
    begun = 0  # the line of a call that may end on the next one: that is one mistake
    for number, text in enumerate(page.text.splitlines(), 1):
        left = _CODE.sub("", _WHOLE.sub("", text))
        if begun == number - 1 and begun and "{{" not in left:
            begun = 0
            continue
        if found := (alone and alone.search(left)) or _HALF.search(left):
            what = f"“{left[found.start() : found.start() + 40].strip()}” is half a call"
            begun = number if found[0] == "{{" else 0
            yield page.finding(number, what, _CLOSE_IT)


def _above(page: Page) -> Iterator[Finding]:
    for field in ("title", "description", "search"):
        if _WHOLE.search(page.front.get(field, "")):
            remedy = "calls are answered below the front matter only; write it without"
            yield page.finding(page.line_of(field), f"{field}: holds a call", remedy)


def _fingerprint(folder: Path) -> tuple[tuple[str, int], ...]:
    return tuple((str(path), path.stat().st_mtime_ns) for path in sorted(folder.glob("*")))


@cache
def _answers(folder: Path, _seen: tuple[tuple[str, int], ...]) -> Mapping[str, Mapping[str, object]]:
    """What a page may call, by language; nothing where a file of agency/ is wrong, which is a finding of its own."""
    try:
        facts_of = agency.load(folder)
        return {language: everything(facts_of, language, folder) for language in LANGUAGES}
    except (CannotStart, PluginError):
        return {}
