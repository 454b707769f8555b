"""One navigation in mkdocs.yml becomes one per language, with the page before and after in the same language."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from mkdocs.structure import StructureItem
from mkdocs.structure.nav import Navigation, Section
from mkdocs.structure.pages import Page

from forms_app.facts.languages import DEFAULT, LANGUAGES, others
from website.build.languages import prefix

# The three groups of the home page, and the sections that belong to each; a section may belong to none.
GROUPS = {"start": "start", "receiving": "money", "paying": "money", "case": "money", "problem": "trouble"}
Declared = list[Any]  # as mkdocs.yml gives it: file names, and sections as {title: [...]}


def mirror(declared: Declared, sections: Mapping[str, Mapping[str, str]]) -> Declared:
    """The navigation as declared, followed by one hidden section per other language, taken out again by `split`."""
    codes = [language.code for language in others(DEFAULT)]
    return declared + [{_mark(language): _translate(declared, language, sections)} for language in codes]


def _mark(language: str) -> str:
    return f"navigation in {language}"


def _translate(declared: Declared, language: str, sections: Mapping[str, Mapping[str, str]]) -> Declared:
    items: Declared = []
    for item in declared:
        if isinstance(item, str):
            items.append(prefix(language) + item)
        else:
            items += [
                {sections[title][language]: _translate(pages, language, sections)} for title, pages in item.items()
            ]
    return items


def split(whole: Navigation) -> dict[str, Navigation]:
    """Take the hidden sections out of MkDocs' navigation and give each language its own."""
    hidden = {item.title: item for item in whole.items if isinstance(item, Section)}
    found = {}
    for language in LANGUAGES:
        section = hidden.get(_mark(language))
        if section:
            whole.items.remove(section)
            for item in section.children:
                item.parent = None
            found[language] = section.children
    return {DEFAULT: _navigation(whole.items, DEFAULT)} | {
        language: _navigation(items, language) for language, items in found.items()
    }


def _navigation(items: list[StructureItem], language: str) -> Navigation:
    pages = list(_pages(items))
    navigation = Navigation(items, pages)
    navigation.homepage = next((page for page in pages if page.file.src_uri == f"{prefix(language)}index.md"), None)
    for before, page, after in zip([None, *pages], pages, [*pages[1:], None], strict=False):
        page.previous_page, page.next_page = before, after
    return navigation


def _pages(items: Iterable[StructureItem]) -> Iterator[Page]:
    for item in items:
        if isinstance(item, Page):
            yield item
        elif isinstance(item, Section):
            yield from _pages(item.children)


def with_current(drawn: str, address: str) -> str:
    """The map of all pages with the page at this address marked as the one being read."""
    link = f'href="/{address}"'
    return drawn.replace(link, f'{link} aria-current="page"', 1)
