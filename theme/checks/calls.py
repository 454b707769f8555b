"""Calls: what stands between {{ and }} on a page can be answered, as the build will have to."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from mkdocs.exceptions import PluginError

from forms_app import agency
from forms_app.starting import CannotStart
from theme.checks.pages import Finding, Site
from theme.hooks import facts
from theme.hooks.languages import LANGUAGES
from theme.hooks.page_parts import everything


def calls(site: Site) -> Iterator[Finding]:
    answers = _answers(site.root / "agency")
    for page in site.pages.values():
        found: list[tuple[int, str]] = []
        if answers:
            facts.render(page.text, answers[page.language], lambda line, reason, to=found: to.append((line, reason)))  # type: ignore[misc]
        for line, reason in found:
            what, _, remedy = reason.partition("; ")
            yield page.finding(line, what, remedy or "mend the call")


def _answers(folder: Path) -> Mapping[str, Mapping[str, object]]:
    """What a page may call, by language; nothing where a file of agency/ is wrong, which is a finding of its own."""
    try:
        facts_of = agency.load(folder)
        return {language: everything(facts_of, language, folder) for language in LANGUAGES}
    except (CannotStart, PluginError):
        return {}
