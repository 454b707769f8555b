"""Links and pictures: a link leads somewhere, in the reader's own language; a picture says what it shows."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from functools import cache

from markdown.extensions.toc import slugify  # type: ignore[import-untyped]

from theme.checks.pages import Finding, Page, Site
from theme.hooks.form_paths import NAMES, is_known, start_of
from theme.hooks.languages import language_of

_CALL = re.compile(r"\{\{.*?\}\}")
_LINK = re.compile(r"(?<!\!)\[[^\]]*\]\(([^)\s]*)[^)]*\)")
_PICTURE = re.compile(r"!\[([^\]]*)\]\(([^)\s]*)[^)]*\)")
_IMG = re.compile(r"<img\b(?![^>]*\balt\s*=\s*(['\"])\s*\S)[^>]*>", re.I)
_HEADING = re.compile(r"#+ +(.*?)(?:\{[^}]*#([\w-]+)[^}]*\})?\s*#*$")
_ID = re.compile(r"\bid=[\"']([\w-]+)|\{[^}]*#([\w-]+)[^}]*\}")


def links(site: Site) -> Iterator[Finding]:
    for page in site.pages.values():
        for line, text in page.lines:
            for target in _LINK.findall(_CALL.sub("", text)):
                if target and ":" not in target:
                    yield from _broken(site, page, line, target)


def _broken(site: Site, page: Page, line: int, target: str) -> Iterator[Finding]:
    path, _, anchor = target.partition("#")
    if path.startswith("/"):
        yield from _not_a_form(page, line, path)
        return
    name = posixpath.normpath(posixpath.join(posixpath.dirname(page.name), path)) if path else page.name
    if not _exists(site, name):
        what = f"the link {target} leads nowhere: there is no docs/{name}"
        yield page.finding(line, what, "mend the path, or add the file")
    elif name in site.pages:
        yield from _misled(site.pages[name], page, line, target, anchor)


def _not_a_form(page: Page, line: int, path: str) -> Iterator[Finding]:
    start = start_of(page.language)
    if not path.startswith(start):
        remedy = 'link the Markdown file, or write {{ form("…") }}'
        yield page.finding(line, f"the link {path} is absolute", remedy)
    elif not is_known(path, page.language):
        remedy = f'write {start}, or {{{{ form("…") }}}} with one of: {", ".join(sorted(NAMES))}'
        yield page.finding(line, f"the link {path} leads to no form", remedy)


def _exists(site: Site, name: str) -> bool:
    return name in site.pages or (site.root / "docs" / name).is_file()


def _misled(found: Page, page: Page, line: int, target: str, anchor: str) -> Iterator[Finding]:
    # The home pages name each other on purpose: that is where people choose their language.
    if language_of(found.name) != page.language and posixpath.basename(page.name) != "index.md":
        yield page.finding(line, f"the link {target} leaves the page's language", "link the twin in this language")
    if anchor and anchor not in _anchors(found):
        known = ", ".join(sorted(_anchors(found)))
        yield page.finding(line, f"the link {target}: no part of {found.path} is called so", f"take one of: {known}")


@cache
def _anchors(page: Page) -> frozenset[str]:
    """What a link may name on a page: its headings, as MkDocs spells them, and ids set by hand."""
    names: list[str] = []
    for _, text in page.lines:
        if heading := _HEADING.match(text):
            plain = re.sub(r"\[([^\]]*)\]\([^)]*\)|[*_`]", r"\1", heading[1])
            names.append(heading[2] or slugify(plain, "-"))
        names += [first or second for first, second in _ID.findall(text)]
    return frozenset(names)


def pictures(site: Site) -> Iterator[Finding]:
    for page in site.pages.values():
        for line, text in page.lines:
            for alt, source in _PICTURE.findall(text):
                if not alt.strip():
                    yield page.finding(line, f"the picture {source} has no words", "say in the brackets what it shows")
            for found in _IMG.finditer(text):
                yield page.finding(line, f"the picture {found[0]} has no words", 'add alt="…" that says what it shows')
