"""Walks the menu: from a wish to the keys that fulfil it, and from keys to where they lead."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass

from forms_app.phone.menu.shape import ID
from forms_app.phone.menu.tree import Menu, Node, Option, spoken_language


@dataclass(frozen=True)
class Step:
    """What the caller does at one node: presses a key, or (option None) enters number and PIN."""

    node: Node
    option: Option | None


def steps_to(menu: Menu, target: str, language: str) -> tuple[Step, ...]:
    """The shortest way from the first key to the target, in this language; LookupError if there is none."""
    found = way(menu, menu.start, target, language)
    if found is None:
        raise LookupError(f"no key of the phone menu leads to {target!r}")
    return found


def way(menu: Menu, start: str, target: str, language: str) -> tuple[Step, ...] | None:
    """The shortest way from one place to another; None if there is none."""
    ways: dict[str, tuple[Step, ...]] = {start: ()}
    waiting = deque([start])
    while waiting and target not in ways:
        name = waiting.popleft()
        for step, goto in _ways(menu.nodes[name], spoken_language(language)):
            if goto not in ways:
                ways[goto] = (*ways[name], step)
                waiting.append(goto)
    return ways.get(target)


def _ways(node: Node, language: str) -> Iterable[tuple[Step, str]]:
    for option in node.options:
        if option.goto and option.leads(language):
            yield Step(node, option), option.goto
    if node.goto:
        yield Step(node, None), node.goto


def walk(menu: Menu, keys: Iterable[str], language: str) -> Node:
    """Press the keys one by one, the language's first; LookupError at a key that leads nowhere."""
    name = menu.start
    for key in (_language_key(menu, language), *keys):
        name = _press(menu.nodes[name], key)
    return menu.nodes[name]


def _language_key(menu: Menu, language: str) -> str:
    return next(option.key for option in menu.nodes[menu.start].options if option.language == spoken_language(language))


def _press(node: Node, key: str) -> str:
    if key == ID and node.identifies and node.goto:
        return node.goto
    for option in node.options:
        if option.key == key and option.goto and option.leads(None):
            return option.goto
    raise LookupError(f"{node.id}: key {key} leads nowhere")


def wishes(menu: Menu) -> tuple[Node, ...]:
    """The nodes that somebody calls for and a key is known for, in the order of the file."""
    return tuple(node for node in menu.nodes.values() if node.want and not node.undocumented)
