"""Before the menu is read: what each place of agency/phone_menu.yaml holds, and how one that holds else is told."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Protocol

import yaml

from forms_app.facts.languages import LANGUAGES, LISTED

SPOKEN = tuple(language.code for language in LISTED if language.telephone)  # by the telephone line itself
EACH = "both languages" if len(LANGUAGES) == 2 else "every language"
_IN_EACH = ", ".join(f"{language}: …" for language in LANGUAGES)
ID = "ID"  # stands in a printed recipe for the number and the PIN

Fault = tuple[int, str]  # the line, and a sentence: what is wrong; what to do


class Kind(Protocol):
    """What may stand at a place; `like` says it as in “write …” and “add …”."""

    @property
    def like(self) -> str: ...

    def faults(self, node: yaml.Node, where: str, line: int) -> Iterator[Fault]:
        """What is wrong with what stands there; `line` is that of its name."""
        ...


@dataclass(frozen=True)
class Value:
    """One value, known by its spelling and, with `tag`, by what YAML takes it for."""

    like: str
    spelled: Callable[[str], object]
    tag: str = ""

    def faults(self, node: yaml.Node, where: str, line: int) -> Iterator[Fault]:
        plain = isinstance(node, yaml.ScalarNode) and node.tag.endswith(self.tag)
        if not plain or not self.spelled(node.value):
            yield _wrong(node, where, line, self.like)


@dataclass(frozen=True)
class Record:
    """Entries with the names that are given here."""

    like: str
    entries: Mapping[str, Kind]
    needed: tuple[str, ...] = ()

    def faults(self, node: yaml.Node, where: str, line: int) -> Iterator[Fault]:
        if not isinstance(node, yaml.MappingNode):
            yield _wrong(node, where, line, self.like)
            return
        yield from _twice(node, where)
        for key, value in node.value:
            if kind := self.entries.get(key.value) if isinstance(key, yaml.ScalarNode) else None:
                yield from kind.faults(value, f"{_in(where)}{key.value}", _line(key))
            else:
                names = ", ".join(self.entries)
                yield _line(key), f"{_in(where)}there is no entry {_show(key)}; the entries are {names}"
        present = {key.value for key, _ in node.value if isinstance(key, yaml.ScalarNode)}
        for name in self.needed:
            if name not in present:
                yield line, f"{_in(where)}{name} is missing; add {self.entries[name].like}"


@dataclass(frozen=True)
class Named:
    """Entries whose names the editor chooses."""

    like: str
    each: Kind

    def faults(self, node: yaml.Node, where: str, line: int) -> Iterator[Fault]:
        if not isinstance(node, yaml.MappingNode) or not node.value:
            yield _wrong(node, where, line, self.like)
            return
        yield from _twice(node, where)
        for key, value in node.value:
            yield from NAME.faults(key, f"{where}: a name", _line(key))
            yield from self.each.faults(value, f"{where}: {key.value}", _line(key))


@dataclass(frozen=True)
class Listed:
    like: str
    each: Kind

    def faults(self, node: yaml.Node, where: str, line: int) -> Iterator[Fault]:
        if not isinstance(node, yaml.SequenceNode):
            yield _wrong(node, where, line, self.like)
            return
        for number, item in enumerate(node.value, 1):
            yield from self.each.faults(item, f"{where}: number {number}", _line(item))


class Line(int):
    """The number of a line, and the file in which it stands: a menu can be made of two."""

    path: Path

    @classmethod
    def of(cls, node: yaml.Node) -> Line:
        line = cls(int(node.start_mark.line) + 1)
        line.path = _file(str(node.start_mark.name))
        return line


@lru_cache(maxsize=8)
def _file(name: str) -> Path:
    return Path(name)


def _line(node: yaml.Node) -> int:
    return Line.of(node)


def _wrong(node: yaml.Node, where: str, line: int, like: str) -> Fault:
    return line, f"{where or 'the file'} is {_show(node)}; write {like}"


def _show(node: yaml.Node) -> str:
    if isinstance(node, yaml.ScalarNode):
        return f"“{node.value}”" if node.value.strip() else "empty"
    return "a list" if isinstance(node, yaml.SequenceNode) else "a group of entries"


def _in(where: str) -> str:
    return f"{where}: " if where else ""


def _twice(node: yaml.MappingNode, where: str) -> Iterator[Fault]:
    seen: set[str] = set()
    for key, _ in node.value:
        if isinstance(key, yaml.ScalarNode) and key.value in seen:
            yield _line(key), f"{_in(where)}{key.value!r} is there twice; give each its own name, or remove one"
        seen.add(str(key.value))


def _is_day(spelled: str) -> bool:
    try:
        return bool(re.fullmatch(r"\d{4}-\d\d-\d\d", spelled)) and bool(date.fromisoformat(spelled))
    except ValueError:
        return False


TEXT = Value("words", str.strip, ":str")
NAME = Value("a name of small letters, such as main_menu", re.compile(r"[A-Za-z]\w*").fullmatch, ":str")
FLAG = Value("true or false", ("true", "false").__contains__, ":bool")
DAY = Value("the day somebody last checked it, like 2026-11-22", _is_day)
KEY = Value('a key of the telephone in quotes: "0" to "9", "*" or "#"', re.compile(r"[0-9*#]").fullmatch)
PRESSED = Value(f'a key in quotes, such as "1", or {ID}', re.compile(rf"[0-9*#]|{ID}").fullmatch)
LANGUAGE = Value(" or ".join(SPOKEN), SPOKEN.__contains__)
PROVENANCE = Value("where it comes from: SEED, INFERRED or CITED", re.compile("SEED|INFERRED|CITED").fullmatch, ":str")
WORDS = Record(
    f"{{{_IN_EACH}}}",
    {language.code: Value(f"the {language.in_english} words", str.strip, ":str") for language in LISTED},
    needed=LANGUAGES,
)
OPTION = Record(
    f'{{key: "1", label: {{{_IN_EACH}}}, goto: …}}',
    {"key": KEY, "say": TEXT, "label": WORDS, "language": LANGUAGE, "goto": NAME, "undocumented": FLAG},
    needed=("key",),
)
NODE = Record(
    "its entries: provenance, name, and options, goto or end",
    {
        **{"provenance": PROVENANCE, "name": WORDS, "options": Listed("a list of keys, each on a line with -", OPTION)},
        **{"enter": WORDS, "goto": NAME, "want": WORDS, "silent": WORDS},
        **dict.fromkeys(("identifies", "protected", "asks", "end", "undocumented"), FLAG),
    },
    needed=("provenance", "name"),
)
RECIPE = Record(
    '{heading: …, keys: ["1", ID, "1"], reaches: …}',
    {"heading": TEXT, "keys": Listed('a list of keys, such as ["1", ID, "1"]', PRESSED), "reaches": NAME},
    needed=("heading", "keys", "reaches"),
)
# The sentences that the guide says around the menu, and the parts that it fills into each.
SENTENCES: Mapping[str, frozenset[str]] = {
    "or_say": frozenset({"say"}),
    "enter": frozenset({"what"}),
    "unknown_keys": frozenset({"keys"}),
    **dict.fromkeys(("no_case", "with_case", "ready_id", "ready_pin", "ready_paper", "ready_none"), frozenset()),
    **dict.fromkeys(("unknown_words", "unknown", "id_and_pin", "picture_title", "picture_text"), frozenset()),
    **dict.fromkeys(("card_title", "card_note"), frozenset()),
}
FILE = Record(
    "its entries: source, checked, phone, start, nodes, printed and words",
    {
        **{"source": TEXT, "checked": DAY, "phone": NAME, "start": NAME},
        "nodes": Named("the places of the menu, each under a name of its own", NODE),
        "printed": Listed("the list of recipes that the brochure prints", RECIPE),
        "words": Record("the sentences around the menu", dict.fromkeys(SENTENCES, WORDS), needed=tuple(SENTENCES)),
    },
    needed=("source", "checked", "phone", "start", "nodes", "printed", "words"),
)
