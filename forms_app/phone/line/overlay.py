"""Reads our line: the printed menu with our places, keys and words laid over it. What is printed stays as it is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import time
from pathlib import Path

from forms_app.facts.words import Words
from forms_app.phone.line.shape import FILE
from forms_app.phone.menu import tree
from forms_app.phone.menu.tree import Entries, Menu, Node, Option
from forms_app.phone.said.figures import Figure
from forms_app.phone.said.sentences import Sentence, fill

PRINTED, OURS = "phone_menu.yaml", "phone_line.yaml"
REPEAT, PERSON, STAR = "9", "0", "*"


@dataclass(frozen=True)
class Heard:
    """Words that count, at a place, like one of its keys; by language."""

    node: str
    key: str
    words: Mapping[str, tuple[str, ...]]
    line: int


@dataclass(frozen=True)
class Line:
    """`menu`: the printed one with ours in it; `printed`: that one alone. `asks`: what is done at a place once all was
    entered that is asked for there. `lines`: of "entry", or of "entry: name"."""

    path: Path
    printed: Menu
    menu: Menu
    added: Mapping[str, tuple[Option, ...]]
    prompts: Mapping[str, Words]
    sentences: Mapping[str, Words]
    heard: tuple[Heard, ...]
    repeat: frozenset[str]
    person: frozenset[str]
    star: Words
    opens: time
    closes: time
    best_until: time
    unidentified: str
    desks: Mapping[str, str]
    tells: Mapping[str, tuple[str, ...]]
    asks: Mapping[str, str]
    everywhere: Mapping[str, Mapping[str, tuple[str, ...]]]
    lines: Mapping[str, int]

    def said(self, name: str, language: str, **figures: Figure) -> Sentence:
        """One of its sentences, with figures in it."""
        return fill(self.sentences[name][language], language, **figures)

    def is_printed(self, node: str, key: str) -> bool:
        """Whether the brochure has this key at this place."""
        known = self.printed.nodes.get(node)
        return known is not None and any(option.key == key and not option.undocumented for option in known.options)

    def option(self, node: str, key: str) -> Option | None:
        """What a key does; None for nothing."""
        every = self.menu.nodes[node].options
        return next((option for option in every if option.key == key and option.goto), None)


def load(agency_dir: Path) -> Line:
    """Read both files; PhoneMenuError where one cannot be read as what it is. Whether they hold together: check."""
    printed, values = tree.load(agency_dir / PRINTED), tree.read(agency_dir / OURS, FILE)
    added = {name: tuple(map(tree.option_of, options)) for name, options in values["adds"].items()}
    nodes = {**tree.nodes_of(values["nodes"]), **printed.nodes}
    return Line(
        path=agency_dir / OURS,
        printed=printed,
        menu=replace(printed, nodes={name: _with(node, added.get(name, ())) for name, node in nodes.items()}),
        added=added,
        prompts=values["prompts"],
        sentences=values["sentences"],
        heard=tuple(map(_heard, values["heard"])),
        repeat=frozenset(values["repeat"]),
        person=frozenset(values["person"]),
        star=values["star"],
        opens=time.fromisoformat(values["opens"]),
        closes=time.fromisoformat(values["closes"]),
        best_until=time.fromisoformat(values["best_until"]),
        unidentified=values["unidentified"],
        desks=values["desks"],
        tells={name: tuple(told) for name, told in values["tells"].items()},
        asks=values["asks"],
        everywhere=values["everywhere"],
        lines=_lines(values),
    )


def _with(node: Node, added: tuple[Option, ...]) -> Node:
    return replace(node, options=(*node.options, *added)) if added else node


def _heard(entry: Entries) -> Heard:
    words = {name: tuple(said) for name, said in entry.items() if name not in ("node", "key")}
    return Heard(entry["node"], entry["key"], words, entry.line)


def _lines(values: Entries) -> dict[str, int]:
    lines: dict[str, int] = dict(values.lines)
    for name in ("nodes", "adds", "tells", "asks", "prompts", "sentences"):
        lines |= {f"{name}: {key}": line for key, line in values[name].lines.items()}
    return lines
