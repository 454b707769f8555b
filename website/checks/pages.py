"""Reads the Markdown of every language into pages that know their front matter, their lines and their twins."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from forms_app.facts.languages import BY_CODE, DEFAULT, others
from forms_app.settings import agency_dir
from website.build import passages
from website.build.languages import common, language_of, prefix

_FRONT = re.compile(r"\A---\n(.*?\n)---\n", re.S)
_PLAIN = str.maketrans("‘’“”", "''\"\"")
_FIELD = re.compile(r"^([\w-]+):[ \t]*(.*?)[ \t]*$", re.M)


@dataclass(frozen=True, order=True)
class Finding:
    """Something to mend: where, what, and what to do."""

    path: str
    line: int
    what: str
    remedy: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.what} → {self.remedy}"


@dataclass(frozen=True)
class Page:
    """One Markdown file; `name` is its path in docs/."""

    name: str
    text: str

    @property
    def path(self) -> str:
        return f"docs/{self.name}"

    @property
    def language(self) -> str:
        return language_of(self.name)

    @property
    def spoken(self) -> str:
        """Its language as English calls it."""
        return BY_CODE[self.language].in_english

    @cached_property
    def front(self) -> dict[str, str]:
        found = _FRONT.match(self.text)
        return {key: value.strip("\"'") for key, value in _FIELD.findall(found[1])} if found else {}

    @cached_property
    def body(self) -> str:
        return _FRONT.sub("", self.text, count=1)

    @cached_property
    def lines(self) -> tuple[tuple[int, str], ...]:
        """The body's lines, numbered as in the file, but for the marks of passages, which nobody reads."""
        return tuple((number, line) for number, line in self._numbered if not passages.is_fence(line))

    def lines_shown(self, *, official: bool) -> list[tuple[int, str]]:
        """Those of them that stand on the page in one setting."""
        return list(passages.visible_lines(self._numbered, official=official))

    @property
    def _numbered(self) -> Iterator[tuple[int, str]]:
        above = self.text[: len(self.text) - len(self.body)].count("\n")
        return enumerate(self.body.splitlines(), above + 1)

    def line_of(self, field: str) -> int:
        """The line of a front matter field; the first line if it is not there."""
        found = re.search(rf"^{re.escape(field)}:", self.text, re.M)
        return self.text[: found.start()].count("\n") + 1 if found else 1

    def finding(self, line: int, what: str, remedy: str) -> Finding:
        return Finding(self.path, line, what, remedy)

    @cached_property
    def fingerprint(self) -> str:
        """A hash of what a translator works from; white space and the shape of quotation marks do not count."""
        said = "\n".join([self.front.get("title", ""), self.front.get("description", ""), self.body]).translate(_PLAIN)
        return hashlib.sha256(" ".join(said.split()).encode()).hexdigest()[:12]


def relative_name(path: Path, root: Path) -> str:
    """A file as findings name it."""
    return path.relative_to(root).as_posix() if path.is_relative_to(root) else str(path)


@dataclass(frozen=True)
class Site:
    """All that the checks look at."""

    root: Path
    pages: dict[str, Page]

    @property
    def agency(self) -> Path:
        return agency_dir(self.root)

    def twins(self) -> Iterator[tuple[Page, Page]]:
        """Each page of the first language with each of its twins."""
        for name, page in self.pages.items():
            if page.language == DEFAULT:
                twins = (self.pages.get(f"{prefix(other.code)}{name}") for other in others(DEFAULT))
                yield from ((page, twin) for twin in twins if twin)


def read(root: Path) -> Site:
    """Every Markdown file under docs/, in the order of their common paths."""
    docs = root / "docs"
    files = sorted(docs.rglob("*.md"), key=lambda path: (common(path.relative_to(docs).as_posix()), path))
    names = [path.relative_to(docs).as_posix() for path in files]
    return Site(root, {name: Page(name, (docs / name).read_text("utf-8")) for name in names})
