"""While an editor writes: what did not change stays, so that a save is seen at once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import TableOfContents

from forms_app.facts.languages import LANGUAGES
from website.build.languages import prefix

FORMS = tuple(f"{prefix(language)}forms/index.html" for language in LANGUAGES)  # templates of the preview alone

Made = TypeVar("Made")


@dataclass(frozen=True)
class _Made:
    """What Markdown made of a page, and what MkDocs checks its links against."""

    markdown: str
    content: str
    toc: TableOfContents
    anchors: set[str] | None
    links: dict[str, dict[str, str]]


class Rendered:
    """Every page as it was last made, for as long as its words and the files that it may link to are the same."""

    def __init__(self) -> None:
        self._made: dict[str, _Made] = {}
        self._ground: object = None
        self._words = ""

    def begin(self, config: MkDocsConfig, files: Files) -> None:
        ground = sorted(file.src_uri for file in files), repr(config.markdown_extensions), repr(config.mdx_configs)
        if ground != self._ground:
            self._ground = ground
            self._made.clear()

    def left_to_make(self, markdown: str, page: Page) -> str:
        """Nothing, where the page is known: MkDocs then makes an empty page, and `content` puts the known one there."""
        self._words = markdown
        return "" if self._knows(page) else markdown

    def content(self, html: str, page: Page, files: Files) -> str:
        name = page.file.src_uri
        if not self._knows(page):
            links = {to.src_uri: named for to, named in (page.links_to_anchors or {}).items()}
            self._made[name] = _Made(self._words, html, page.toc, page.present_anchor_ids, links)
            return html
        page_made = self._made[name]
        page.toc, page.present_anchor_ids = page_made.toc, page_made.anchors
        page.links_to_anchors = {files.src_uris[to]: named for to, named in page_made.links.items()}
        return page_made.content

    def _knows(self, page: Page) -> bool:
        page_made = self._made.get(page.file.src_uri)
        # Without a title in its front matter a page takes the one that Markdown finds.
        return page_made is not None and page_made.markdown == self._words and "title" in page.meta


_environments: list[Environment] = []
_said: dict[tuple[tuple[str, int], ...], Any] = {}


def kept_environment(env: Environment) -> Environment:
    """The first build's templates, already compiled; Jinja itself looks whether a file has changed."""
    _environments[:] = _environments or [env]
    return _environments[0]


def remember(folder: Path, make: Callable[[], Made]) -> Made:
    """What is made from a folder's files, made again only when one of them has changed."""
    seen = tuple((str(path), path.stat().st_mtime_ns) for path in sorted(folder.iterdir()))
    if seen not in _said:
        _said.clear()
        _said[seen] = make()
    found: Made = _said[seen]
    return found
