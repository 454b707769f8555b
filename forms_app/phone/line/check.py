"""Proves that our line holds together: nothing printed is taken, every place speaks, and a person is in reach."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from pathlib import Path
from string import Formatter

from forms_app.phone.line import overlay
from forms_app.phone.line.overlay import PERSON, REPEAT, STAR, Heard, Line
from forms_app.phone.line.shape import DEEDS_OF_HERS, PERSONAL, SENTENCES
from forms_app.phone.menu import check
from forms_app.phone.menu.shape import EACH, SPOKEN, Fault
from forms_app.phone.menu.tree import Node, PhoneMenuError
from forms_app.phone.said.numbers import CARDINALS
from forms_app.phone.said.spelling import simple


def ready(agency_dir: Path, phones: Collection[str] = ()) -> Line:
    """The line, proved. PhoneMenuError names file, line, place and remedy of the first fault, of either file."""
    line = overlay.load(agency_dir)
    if found := check.faults(line.printed, phones) or faults(line):
        raise PhoneMenuError(line.path, found)
    return line


def faults(line: Line) -> list[Fault]:
    """What is wrong with our line; the printed menu is proved by itself."""
    found = [*_of_nodes(line), *_of_added(line), *_of_lists(line), *_of_heard(line), *_of_sentences(line)]
    found += [*_of_languages(), *_of_desks(line), *_of_tells(line), *_of_asks(line)]
    found += [] if found else [*check.faults(line.menu), *_of_prompts(line)]
    return sorted(found)


def _of_languages() -> Iterator[Fault]:
    for language in SPOKEN:
        if language not in CARDINALS:
            yield 1, f"{language}: figures have no words in it; write them in forms_app/phone/said"


def _of_nodes(line: Line) -> Iterator[Fault]:
    for name in line.printed.nodes:
        if (at := line.lines.get(f"nodes: {name}")) is not None:
            yield at, f"{name}: this place is in the printed menu; give ours a name of its own"


def _of_added(line: Line) -> Iterator[Fault]:
    for name, options in line.added.items():
        at = line.lines[f"adds: {name}"]
        if name not in line.menu.nodes:
            yield at, f"{name}: there is no such place to add a key to; name one of the printed menu or of ours"
        printed = line.printed.nodes.get(name)
        taken = {option.key for option in printed.options} if printed else set()
        for option in options:
            if option.key in taken:
                yield option.line, f"{name}: key {option.key} is in the printed menu; give ours another"


def _of_lists(line: Line) -> Iterator[Fault]:
    for entry, names, key in (("repeat", line.repeat, REPEAT), ("person", line.person, PERSON)):
        for name in sorted(names):
            node = line.menu.nodes.get(name)
            if node is None:
                yield line.lines[entry], f"{entry}: there is no place {name!r}; name one of the menu"
            elif node.identifies:
                yield line.lines[entry], f"{entry}: {name}: digits are entered there; take it out"
            elif any(option.key == key for option in node.options):
                yield line.lines[entry], f"{entry}: {name}: key {key} means something else there; take it out"


def _of_desks(line: Line) -> Iterator[Fault]:
    if line.unidentified not in line.menu.nodes:
        yield line.lines["unidentified"], f"unidentified: there is no place {line.unidentified!r}; name one of the menu"
    for desk, name in line.desks.items():
        if name not in line.menu.nodes:
            yield line.lines["desks"], f"desks: {desk}: there is no place {name!r}; name one of the menu"


def _of_tells(line: Line) -> Iterator[Fault]:
    for name, told in line.tells.items():
        at, node = line.lines[f"tells: {name}"], line.menu.nodes.get(name)
        if node is None:
            yield at, f"tells: there is no place {name!r}; name one of the menu"
        elif not node.protected and any(one in PERSONAL for one in told):
            yield at, f"{name}: {' and '.join(told)} told without number and PIN; tell it at a protected place"


def _of_asks(line: Line) -> Iterator[Fault]:
    for name, deed in line.asks.items():
        at, node = line.lines[f"asks: {name}"], line.menu.nodes.get(name)
        if node is None:
            yield at, f"asks: there is no place {name!r}; name one of ours"
        elif name in line.printed.nodes:
            yield at, f"asks: {name}: this place is in the printed menu; give ours a name of its own"
        elif not node.protected and deed in DEEDS_OF_HERS:
            yield at, f"{name}: {deed} done without number and PIN; do it at a protected place"
        elif any(option.key.isdecimal() for option in node.options) or name in {*line.repeat, *line.person}:
            yield at, f"{name}: digits are entered there; let no digit mean anything else"
        elif line.option(name, STAR) is None:
            yield at, f"{name}: nobody gets out of there; add the star key"


def _of_heard(line: Line) -> Iterator[Fault]:
    for heard in line.heard:
        if heard.node not in line.menu.nodes or line.option(heard.node, heard.key) is None:
            yield heard.line, f"heard: {heard.node}: there is no key {heard.key}; name a place and one of its keys"
    for name, language in ((name, language) for name in line.menu.nodes for language in SPOKEN):
        yield from _said_twice(line, name, language)


def _said_twice(line: Line, name: str, language: str) -> Iterator[Fault]:
    """Two keys of a place that one word would press."""
    keys: dict[str, str] = {}
    for key, word, at in words_at(line, name, language):
        if keys.setdefault(word, key) != key:
            yield at, f"{name}: “{word}” is said for key {keys[word]} and for key {key}; take it from one of them"


def words_at(line: Line, name: str, language: str) -> Iterator[tuple[str, str, int]]:
    """Key, simple word and line of everything that a caller may say at a place."""
    for option in line.menu.nodes[name].options:
        if option.label and option.goto:
            yield option.key, simple(option.label[language]), option.line
            if option.say:
                yield option.key, simple(option.say), option.line
    for heard in (one for one in line.heard if one.node == name):
        yield from _words_of(heard, language)


def _words_of(heard: Heard, language: str) -> Iterator[tuple[str, str, int]]:
    yield from ((heard.key, simple(word), heard.line) for word in heard.words[language])


def _of_sentences(line: Line) -> Iterator[Fault]:
    for name, said in line.sentences.items():
        for language, text in said.items():
            if _parts(text) != SENTENCES[name]:
                parts = " and ".join(sorted(f"{{{part}}}" for part in SENTENCES[name])) or "no words in braces"
                yield line.lines[f"sentences: {name}"], f"{name}: {language}: wrong braces; write exactly {parts}"


def _parts(text: str) -> frozenset[str] | None:
    try:
        return frozenset(name for _, name, how, sign in Formatter().parse(text) if name is not None)
    except ValueError:
        return None


def _of_prompts(line: Line) -> Iterator[Fault]:
    for name in line.prompts:
        if name not in line.menu.nodes:
            yield line.lines[f"prompts: {name}"], f"{name}: nothing is ever said there; name a place of the menu"
    for node in line.menu.nodes.values():
        if node.id in line.prompts:
            yield from _of_prompt(line, node)
        elif not node.undocumented:
            yield node.line, f"{node.id}: nothing is said there; add it to prompts: in {overlay.OURS}, in {EACH}"


def _of_prompt(line: Line, node: Node) -> Iterator[Fault]:
    """What is said at a place names every key that leads on from there."""
    at = line.lines[f"prompts: {node.id}"]
    for option in node.options:
        for language in SPOKEN if option.language is None else (option.language,):
            said = line.prompts[node.id][language]
            name = line.star[language] if option.key == STAR else option.key
            if option.goto and not re.search(rf"\b{re.escape(name)}\b", said):
                yield at, f"{node.id}: {language}: key {option.key} is not named; say what it is for"
