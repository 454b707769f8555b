"""Gathers everything that is said to people, in pages, data files and forms, for the checks of words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from babel.messages.pofile import read_po

from forms_app.facts.languages import DEFAULT, LANGUAGES, Language, others
from website.checks.pages import Finding, Site, relative_name
from website.checks.words.prose import lines_of

FACTS = ("agency", "deadlines", "doors", "fees", "helplines", "letters")
TELEPHONE = ("phone_menu", "phone_line")
MAIL = "locales/mail"
_HEADER = re.compile(r"^(?:Subject|Demonstration): ")
_CODES = "|".join(sorted(LANGUAGES, key=len, reverse=True))
_SAID = re.compile(rf"""\b(?:\w+_)?({_CODES})\s*[=:]\s*("(?:[^"\\]|\\.)*"|[^",}}{{\s][^,}}{{]*)""")
_LONG = re.compile(rf'\w*?({_CODES}) *= *"""')
_NO_WORD = re.compile(r"\xa0|\{\w+\}|%\(\w+\)[sd]|<[^>]+>|\]\([^)]*\)|[*\[\]]|“[^”]*”")


@dataclass(frozen=True)
class Text:
    """Words of one language in one file, by the lines they stand on."""

    path: str
    language: str
    lines: tuple[tuple[int, str], ...]

    @cached_property
    def lowered(self) -> str:
        """All of it in small letters, to look for a word that is not there."""
        return "\n".join(said for _, said in self.lines).lower()

    def finding(self, line: int, what: str, remedy: str) -> Finding:
        return Finding(self.path, line, what, remedy)


def texts(site: Site) -> Iterator[Text]:
    for page in site.pages.values():
        yield Text(page.path, page.language, tuple(lines_of(page)))
    facts = [*(site.agency / f"{name}.toml" for name in FACTS), *(site.agency / f"{name}.yaml" for name in TELEPHONE)]
    for path in filter(Path.exists, [*facts, site.root / "website/words.toml"]):
        for language in LANGUAGES:
            yield Text(relative_name(path, site.root), language, tuple(_texts_of(path, language)))
    for language in LANGUAGES:
        if (path := site.root / MAIL / f"{language}.txt").exists():
            yield Text(f"{MAIL}/{path.name}", language, tuple(_without_names(path)))
    for other in others(DEFAULT):
        yield from _messages(site, other)


def _without_names(path: Path) -> Iterator[tuple[int, str]]:
    """A mail's lines, without the English names of its headers."""
    for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
        yield number, _NO_WORD.sub(" ", _HEADER.sub("", line))


def _messages(site: Site, other: Language) -> Iterator[Text]:
    """The forms' sentences in another language, at the line of the entry in its catalogue; with the first of these
    catalogues also those of the code."""
    name = f"locales/{other.catalogue}/LC_MESSAGES/messages.po"
    if not (path := site.root / name).exists():
        return
    with path.open("rb") as file:
        entries = [(entry.lineno or 1, _whole(entry.id), _whole(entry.string)) for entry in read_po(file) if entry.id]
    if other == others(DEFAULT)[0]:
        yield Text(name, DEFAULT, tuple((line, _NO_WORD.sub(" ", said)) for line, said, _ in entries))
    yield Text(name, other.code, tuple((line, _NO_WORD.sub(" ", said)) for line, _, said in entries))


def _whole(said: str | Sequence[str] | None) -> str:
    """An entry's words; one with a plural has two forms, one not yet translated has none."""
    if said is None:
        return ""
    return said if isinstance(said, str) else " ".join(said)


def _texts_of(path: Path, language: str) -> Iterator[tuple[int, str]]:
    """The values of en, es, label_en … in a data file; comments are not said to anybody."""
    spoken = ""  # the language of the long text that a line stands in
    for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
        if long := _LONG.match(line):
            spoken = long[1]
        elif line.startswith('"""'):
            spoken = ""
        elif spoken == language:
            yield number, _NO_WORD.sub(" ", line)
        elif not spoken and not line.lstrip().startswith("#"):
            yield from ((number, _words(words)) for said, words in _SAID.findall(line) if said == language)


def _words(value: str) -> str:
    return _NO_WORD.sub(" ", value.strip('"').replace('\\"', '"'))
