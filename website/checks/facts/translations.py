"""Texts of facts that lack a language: all of them, where whoever loads a file stops at the first."""

from __future__ import annotations

from collections.abc import Iterator

from forms_app.errors import CannotStart
from forms_app.facts.languages import LANGUAGES
from forms_app.facts.toml_file import Table, read
from forms_app.facts.words import keys
from website.checks.facts.loaded import finding
from website.checks.pages import Finding, Site


def lacking(site: Site) -> Iterator[Finding]:
    for path in [*sorted(site.agency.glob("*.toml")), *sorted((site.root / "website").glob("*.toml"))]:
        try:
            whole = read(path)
        except CannotStart:  # a finding of its own
            continue
        for table in _tables(whole):
            yield from _of_table(site, table)


def _tables(table: Table) -> Iterator[Table]:
    """The table and all that stand in it."""
    yield table
    for key, value in table.values.items():
        if isinstance(value, dict):
            yield from _tables(table.inner(key))
        elif isinstance(value, list) and value and all(isinstance(each, dict) for each in value):
            for inner in table.tables(key):
                yield from _tables(inner)


def _of_table(site: Site, table: Table) -> Iterator[Finding]:
    parts = {part for key, value in table.values.items() if isinstance(value, str) for part in _parts(key)}
    for part in sorted(parts):
        for key in keys(part).values():
            if key not in table.values:
                yield finding(site.root, str(table.wrong(f"no {key}", f'Add {key} = "…".', key)))


def _parts(key: str) -> Iterator[str]:
    """What is said in a language under this key: `label` of label_es, nothing before es."""
    for language in LANGUAGES:
        if key == language:
            yield ""
        elif key.endswith(f"_{language}"):
            yield key.removesuffix(f"_{language}")
