"""Reads agency/phone_menu.yaml into a typed menu that remembers the line each thing stands on."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

LANGUAGES = ("en", "es")
LINE = "line of the file"  # a key that no YAML here can hold by accident

Words = Mapping[str, str]


class PhoneMenuError(ValueError):
    """agency/phone_menu.yaml cannot be read; the message names file, line and what was expected."""


@dataclass(frozen=True)
class Option:
    """One key of a menu; `say` is the spoken word as the brochure prints it."""

    key: str
    label: Words
    say: str | None
    goto: str | None
    language: str | None
    undocumented: bool
    line: int


@dataclass(frozen=True)
class Node:
    """One place in the menu."""

    id: str
    name: Words
    provenance: str
    options: tuple[Option, ...]
    enter: Words
    goto: str | None
    identifies: bool
    protected: bool
    asks: bool
    end: bool
    undocumented: bool
    want: Words
    silent: Words
    line: int

    def onward(self) -> tuple[str, ...]:
        """Where one can get from here, in the order of the keys."""
        ways = [option.goto for option in self.options if option.goto and not option.undocumented]
        return tuple(dict.fromkeys([*ways, *([self.goto] if self.goto else [])]))


@dataclass(frozen=True)
class Printed:
    """A recipe that the brochure prints: the keys after the language, and the node it promises."""

    heading: str
    keys: tuple[str, ...]
    reaches: str
    line: int


@dataclass(frozen=True)
class Menu:
    path: Path
    source: str
    phone: str
    start: str
    nodes: Mapping[str, Node]
    printed: tuple[Printed, ...]
    words: Mapping[str, Words]

    def told(self, word: str, language: str, **parts: str) -> str:
        """A sentence around the menu, with its parts filled in."""
        return self.words[word][language].format(**parts)


class _Loader(yaml.CSafeLoader):
    """Keeps the line of each mapping, and refuses a key that is there twice."""

    name: str


def _mapping(loader: _Loader, node: yaml.MappingNode) -> dict[Hashable, Any]:
    found: dict[Hashable, Any] = {LINE: node.start_mark.line + 1}
    for key_node, value_node in node.value:
        key = loader.construct_object(key_node)
        if key in found:
            line = key_node.start_mark.line + 1
            raise PhoneMenuError(f"{loader.name}:{line}: {key!r} is there twice; give each its own name")
        found[key] = loader.construct_object(value_node, deep=True)
    return found


_Loader.add_constructor(yaml.resolver.BaseResolver.DEFAULT_MAPPING_TAG, _mapping)


def load(path: Path) -> Menu:
    """Read the menu; PhoneMenuError where it cannot even be read as one."""
    values = _read(path)
    try:
        return Menu(
            path=path,
            source=values["source"],
            phone=values["phone"],
            start=values["start"],
            nodes={name: _node(name, body) for name, body in _inside(values["nodes"])},
            printed=tuple(map(_printed, values["printed"])),
            words={name: _words(said) for name, said in _inside(values["words"])},
        )
    except KeyError as absent:
        raise PhoneMenuError(f"{path}:1: expected an entry {absent}") from absent


def _read(path: Path) -> dict[str, Any]:
    try:
        with path.open(encoding="utf-8") as file:
            loader = _Loader(file)
            loader.name = str(path)
            values = loader.get_single_data()
    except OSError as absent:
        raise PhoneMenuError(f"{path}: expected this file: {absent.strerror}") from absent
    except yaml.MarkedYAMLError as broken:
        line = broken.problem_mark.line + 1 if broken.problem_mark else 1
        raise PhoneMenuError(f"{path}:{line}: not valid YAML: {broken.problem}") from broken
    if not isinstance(values, dict):
        raise PhoneMenuError(f"{path}:1: expected entries such as start: and nodes:")
    return values


def _inside(mapping: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    return ((key, value) for key, value in mapping.items() if key != LINE)


def _words(said: Mapping[str, str] | None) -> Words:
    return {language: said[language] for language in LANGUAGES if language in said} if said else {}


def _node(name: str, body: Mapping[str, Any]) -> Node:
    return Node(
        id=name,
        name=_words(body.get("name")),
        provenance=body.get("provenance", ""),
        options=tuple(map(_option, body.get("options", ()))),
        enter=_words(body.get("enter")),
        goto=body.get("goto"),
        identifies=body.get("identifies", False),
        protected=body.get("protected", False),
        asks=body.get("asks", False),
        end=body.get("end", False),
        undocumented=body.get("undocumented", False),
        want=_words(body.get("want")),
        silent=_words(body.get("silent")),
        line=body[LINE] - 1,
    )


def _option(body: Mapping[str, Any]) -> Option:
    return Option(
        key=str(body.get("key", "")),
        label=_words(body.get("label")),
        say=body.get("say"),
        goto=body.get("goto"),
        language=body.get("language"),
        undocumented=body.get("undocumented", False),
        line=body[LINE],
    )


def _printed(body: Mapping[str, Any]) -> Printed:
    return Printed(body["heading"], tuple(map(str, body["keys"])), body["reaches"], body[LINE])
