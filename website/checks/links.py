"""Links and pictures: a link leads somewhere, in the reader's language; a picture is there and says what it shows."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from urllib.parse import unquote

from website.build.form_paths import NAMES, is_known, start_of
from website.build.languages import language_of
from website.checks.pages import Finding, Page, Site
from website.checks.rendered import Element, elements, ids

_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:|//", re.I)
_NOT_TAKEN = re.compile(r"(?<!\!)\[([^\]\n]+)\]\[([^\]\n]*)\](?!\()")  # a reference that Markdown left as it was


def links(site: Site) -> Iterator[Finding]:
    for page in site.pages.values():
        for element in elements(site, page):
            if element.tag in ("a", "area") and (target := element.attributes.get("href", "")):
                yield from _link(site, page, element, target)
        yield from _references(page)


def _link(site: Site, page: Page, element: Element, target: str) -> Iterator[Finding]:
    if "{{" in unquote(target):  # a call that is not answered: a finding of its own
        return
    if target.startswith("//"):
        yield page.finding(element.line, f"the link {target} leads elsewhere", "write {{ link(“…”) }}, as for others")
    elif not _SCHEME.match(target):
        yield from _find_broken(site, page, element.line, target)
    elif not element.made and not target.lower().startswith(("http:", "https:", "mailto:", "tel:", "javascript:")):
        yield page.finding(element.line, f"the link {target} is of a kind that we do not use", "link a page or a form")


def _find_broken(site: Site, page: Page, line: int, target: str) -> Iterator[Finding]:
    path, _, anchor = target.partition("#")
    path = unquote(path.partition("?")[0])
    if path.startswith("/"):
        yield from _not_a_form(page, line, path)
        return
    name = posixpath.normpath(posixpath.join(posixpath.dirname(page.name), path)) if path else page.name
    if not _exists(site, name):
        what = f"the link {target} leads nowhere: there is no docs/{name}"
        yield page.finding(line, what, "mend the path, or add the file")
    elif name in site.pages:
        yield from _find_misleading(site, site.pages[name], page, line, target, unquote(anchor))


def _not_a_form(page: Page, line: int, path: str) -> Iterator[Finding]:
    start = start_of(page.language)
    if not path.startswith(start):
        remedy = 'link the Markdown file, or write {{ form("…") }}'
        yield page.finding(line, f"the link {path} is absolute", remedy)
    elif not is_known(path, page.language):
        remedy = f'write {start}, or {{{{ form("…") }}}} with one of: {", ".join(sorted(NAMES))}'
        yield page.finding(line, f"the link {path} leads to no form", remedy)


def _exists(site: Site, name: str) -> bool:
    return name in site.pages or (not name.startswith("../") and (site.root / "docs" / name).is_file())


def _find_misleading(site: Site, found: Page, page: Page, line: int, target: str, anchor: str) -> Iterator[Finding]:
    # The home pages name each other on purpose: that is where people choose their language.
    if language_of(found.name) != page.language and posixpath.basename(page.name) != "index.md":
        yield page.finding(line, f"the link {target} leaves the page's language", "link the twin in this language")
    elif anchor and anchor not in ids(site, found):
        anchors = ", ".join(sorted(ids(site, found)))
        yield page.finding(line, f"the link {target}: no part of {found.path} is called so", f"take one of: {anchors}")


def _references(page: Page) -> Iterator[Finding]:
    names = {text.lower() for text in re.findall(r"^ {0,3}\[([^\]]+)\]:", page.body, re.M)}
    for number, text in page.lines:
        for words, name in _NOT_TAKEN.findall(text):
            if (name or words).lower() not in names:
                yield page.finding(number, f"the link [{words}] has no address", "write it as [words](page.md)")


def pictures(site: Site) -> Iterator[Finding]:
    for page in site.pages.values():
        for element in elements(site, page):
            if element.tag == "img":
                yield from _picture(site, page, element)


def _picture(site: Site, page: Page, element: Element) -> Iterator[Finding]:
    source = element.attributes.get("src", "")
    if not element.attributes.get("alt", "").strip():
        remedy = 'say in the brackets, or in alt="…", what it shows'
        yield page.finding(element.line, f"the picture {source} has no words", remedy)
    if _SCHEME.match(source):  # a finding of its own
        return
    path = unquote(source.partition("?")[0].partition("#")[0])
    name = posixpath.normpath(posixpath.join(posixpath.dirname(page.name), path))
    if not path or path.startswith(("/", "\\")) or not _exists(site, name):
        remedy = "put the file under docs/assets/, or mend the path, which begins where the page lies"
        yield page.finding(element.line, f"there is no picture docs/{name if path else ''}", remedy)
