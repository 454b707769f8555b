"""Proves that the menu holds together: every place is reached, leads on, is said in both languages, and is guarded."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from string import Formatter

from theme.phone_menu.tree import LANGUAGES, Menu, Node, Words

Fault = tuple[int, str]
PROVENANCES = ("SEED", "INFERRED", "CITED")


def faults(menu: Menu) -> list[Fault]:
    """Every fault as (line in phone_menu.yaml, what is wrong and what to do). What is undocumented is no fault."""
    found = [fault for node in menu.nodes.values() for fault in _of_node(menu, node)]
    if menu.start not in menu.nodes:
        return [*found, (1, f"start: there is no node {menu.start!r}; name one of those under nodes:")]
    found += [*_unreached(menu), *_unguarded(menu)]
    return sorted([*found, *_of_printed(menu), *_of_words(menu)])


def undocumented(menu: Menu) -> list[Fault]:
    """Where the source is silent, as (line, what it is silent about): listed, never filled in."""
    nodes = [(node.line, f"{node.id}: no key is documented") for node in menu.nodes.values() if node.undocumented]
    keys = [
        (option.line, f"{node.id}: what key {option.key} does is not documented")
        for node in menu.nodes.values()
        for option in node.options
        if option.undocumented
    ]
    return sorted([*nodes, *keys])


def reached(menu: Menu, through_identification: bool = True) -> set[str]:
    """The nodes a caller can get to; optionally only those that ask for no number and PIN on the way."""
    seen: set[str] = set()
    waiting = [menu.start]
    while waiting:
        name = waiting.pop()
        if name in seen or name not in menu.nodes:
            continue
        seen.add(name)
        node = menu.nodes[name]
        if through_identification or not node.identifies:
            waiting += node.onward()
    return seen


def _of_node(menu: Menu, node: Node) -> Iterator[Fault]:
    if node.provenance not in PROVENANCES:
        yield node.line, f"{node.id}: provenance: say where it comes from: {', '.join(PROVENANCES)}"
    yield from _untranslated(node.line, f"{node.id}: name", node.name)
    for what in (node.enter, node.want, node.silent):
        if what:
            yield from _untranslated(node.line, node.id, what)
    yield from _of_options(menu, node)
    if node.goto and node.goto not in menu.nodes:
        yield node.line, f"{node.id}: goto: there is no node {node.goto!r}"
    if not node.end and not node.onward():
        yield node.line, f"{node.id}: a dead end; give it options or a goto, or mark it end: true"
    if node.undocumented and not node.silent:
        yield node.line, f"{node.id}: undocumented: say in silent: what the source does not say"


def _of_options(menu: Menu, node: Node) -> Iterator[Fault]:
    for key, times in Counter(option.key for option in node.options).items():
        if times > 1:
            yield node.line, f"{node.id}: key {key} is there {times} times; a key can mean one thing only"
    for option in node.options:
        where = f"{node.id}: key {option.key}"
        if option.undocumented:
            if option.goto or option.label:
                yield option.line, f"{where}: undocumented, and yet filled in; take the label and goto out"
            continue
        yield from _untranslated(option.line, f"{where}: label", option.label)
        if option.goto not in menu.nodes:
            yield option.line, f"{where}: goto: there is no node {option.goto!r}"


def _untranslated(line: int, where: str, said: Words) -> Iterator[Fault]:
    for language in LANGUAGES:
        if not said.get(language, "").strip():
            yield line, f"{where}: the words are missing in {language}; add them"


def _unreached(menu: Menu) -> Iterator[Fault]:
    got = reached(menu)
    for node in menu.nodes.values():
        if node.id not in got and not node.undocumented:
            yield node.line, f"{node.id}: no key leads here; add an option that does, or mark it undocumented: true"


def _unguarded(menu: Menu) -> Iterator[Fault]:
    for name in sorted(reached(menu, through_identification=False)):
        if (node := menu.nodes[name]).protected:
            yield node.line, f"{name}: protected, and yet reached without number and PIN; lead through identify"


def _of_printed(menu: Menu) -> Iterator[Fault]:
    for recipe in menu.printed:
        if recipe.reaches not in menu.nodes:
            yield recipe.line, f"printed recipe {recipe.heading!r}: there is no node {recipe.reaches!r}"


def _of_words(menu: Menu) -> Iterator[Fault]:
    for name, said in menu.words.items():
        yield from _untranslated(1, f"words: {name}", said)
        parts = {language: _parts(text) for language, text in said.items()}
        if len(set(parts.values())) > 1:
            yield 1, f"words: {name}: the languages fill in different parts: {parts}; use the same {{…}} in both"


def _parts(text: str) -> frozenset[str]:
    return frozenset(name for _, name, _, _ in Formatter().parse(text) if name)
