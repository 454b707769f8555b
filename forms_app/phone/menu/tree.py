"""Reads agency/phone_menu.yaml into a typed menu that remembers the line each thing stands on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from forms_app.errors import CannotStart
from forms_app.facts.words import Words
from forms_app.phone.menu.shape import FILE, SPOKEN, Fault, Line, Record


class PhoneMenuError(CannotStart):
    """agency/phone_menu.yaml is wrong: the message names file and line of the first fault, `faults` are all."""

    def __init__(self, path: Path, faults: Sequence[Fault]) -> None:
        line, what = faults[0]
        super().__init__(f"{getattr(line, 'path', path)}:{line}: {what}")
        self.faults = faults


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

    def leads(self, language: str | None) -> bool:
        """Whether a caller in this language can go on here; None is any language."""
        spoken = language is None or self.language in (None, language)
        return self.goto is not None and not self.undocumented and spoken


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

    def onward(self, language: str | None = None) -> tuple[str, ...]:
        """Where one can get from here, in the order of the keys."""
        ways = [str(option.goto) for option in self.options if option.leads(language)]
        return tuple(dict.fromkeys([*ways, *([self.goto] if self.goto else [])]))


def spoken_language(language: str) -> str:
    """The language in which whoever reads this one calls: the line may not speak it."""
    return language if language in SPOKEN else SPOKEN[0]


@dataclass(frozen=True)
class Printed:
    """A recipe that the brochure prints: the keys after the language, and the node it promises."""

    heading: str
    keys: tuple[str, ...]
    reaches: str
    line: int


@dataclass(frozen=True)
class Menu:
    """The whole file; `lines` are those of its own entries and of each of its sentences."""

    path: Path
    source: str
    phone: str
    start: str
    nodes: Mapping[str, Node]
    printed: tuple[Printed, ...]
    words: Mapping[str, Words]
    lines: Mapping[str, int]

    def told(self, word: str, language: str, **parts: str) -> str:
        """A sentence around the menu, with its parts filled in."""
        return self.words[word][language].format(**parts)


class Entries(dict[str, Any]):
    """A mapping of the file, the line of each of its names, and the line where it begins."""

    lines: dict[str, int]
    line: int


def load(path: Path) -> Menu:
    """Read the menu; PhoneMenuError where it cannot even be read as one."""
    found = read(path, FILE)
    return Menu(
        path=path,
        source=found["source"],
        phone=found["phone"],
        start=found["start"],
        nodes=nodes_of(found["nodes"]),
        printed=tuple(map(_parse_printed, found["printed"])),
        words=found["words"],
        lines=found.lines | {f"words: {name}": line for name, line in found["words"].lines.items()},
    )


def read(path: Path, shape: Record) -> Entries:
    """The values of a file that holds what the shape says. Raises PhoneMenuError with all that it holds otherwise."""
    composed = _compose(path)
    if found := sorted(shape.faults(composed, "", 1)):
        raise PhoneMenuError(path, found)
    values: Entries = _plain(composed)
    return values


def nodes_of(entries: Entries) -> dict[str, Node]:
    return {name: _node(name, body, entries.lines[name]) for name, body in entries.items()}


def _compose(path: Path) -> yaml.Node:
    """What stands in the file, with the place of everything, or no entries at all."""
    try:
        text = path.read_text("utf-8")
        with path.open("rb") as file:  # so that each place of it knows the name of the file
            return yaml.compose(file, Loader=yaml.CSafeLoader) or yaml.MappingNode("", [])
    except OSError as absent:
        raise PhoneMenuError(path, [(1, f"expected this file: {absent.strerror}; put it back")]) from absent
    except UnicodeDecodeError as broken:
        line = broken.object[: broken.start].count(b"\n") + 1
        raise PhoneMenuError(path, [(line, "not UTF-8; save the file as UTF-8 in your text editor")]) from broken
    except yaml.MarkedYAMLError as broken:
        line = broken.problem_mark.line + 1 if broken.problem_mark else 1
        remedy = "mend this line, or close a quotation mark or bracket above it"
        raise PhoneMenuError(path, [(line, f"not valid YAML: {broken.problem}; {remedy}")]) from broken
    except yaml.reader.ReaderError as broken:
        line = text[: broken.position].count("\n") + 1
        raise PhoneMenuError(path, [(line, "not valid YAML: an invisible character; take it out")]) from broken


def _plain(node: yaml.Node) -> Any:
    """The values of a file whose shape is right."""
    if isinstance(node, yaml.MappingNode):
        entries = Entries((key.value, _plain(value)) for key, value in node.value)
        entries.lines = {key.value: Line.of(key) for key, _ in node.value}
        entries.line = Line.of(node)
        return entries
    if isinstance(node, yaml.SequenceNode):
        return [_plain(item) for item in node.value]
    return node.value == "true" if node.tag.endswith(":bool") else node.value


def _node(name: str, body: Mapping[str, Any], line: int) -> Node:
    return Node(
        id=name,
        name=body["name"],
        provenance=body["provenance"],
        options=tuple(map(option_of, body.get("options", ()))),
        enter=body.get("enter", {}),
        goto=body.get("goto"),
        identifies=body.get("identifies", False),
        protected=body.get("protected", False),
        asks=body.get("asks", False),
        end=body.get("end", False),
        undocumented=body.get("undocumented", False),
        want=body.get("want", {}),
        silent=body.get("silent", {}),
        line=line,
    )


def option_of(body: Entries) -> Option:
    return Option(
        key=body["key"],
        label=body.get("label", {}),
        say=body.get("say"),
        goto=body.get("goto"),
        language=body.get("language"),
        undocumented=body.get("undocumented", False),
        line=body.line,
    )


def _parse_printed(body: Entries) -> Printed:
    return Printed(body["heading"], tuple(body["keys"]), body["reaches"], body.line)
