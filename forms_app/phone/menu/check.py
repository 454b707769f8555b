"""Proves that the menu holds together: every place is reached, leads on, is said in every language, and is guarded."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from string import Formatter

from forms_app.phone.menu.paths import walk
from forms_app.phone.menu.shape import EACH, SENTENCES, SPOKEN, WORDS, Fault
from forms_app.phone.menu.tree import Menu, Node, Option


def faults(menu: Menu, phones: Collection[str] = ()) -> list[Fault]:
    """Every fault as (line in phone_menu.yaml, what is wrong; what to do). What is undocumented is no fault.

    `phones` are the numbers of agency.toml, where they are known.
    """
    found = [fault for node in menu.nodes.values() for fault in _of_node(menu, node)]
    found += [*_of_words(menu), *_of_phone(menu, phones)]
    if menu.start not in menu.nodes:
        found.append((menu.lines["start"], f"start: there is no node {menu.start!r}; name one of those under nodes:"))
    else:
        found += [*_of_languages(menu), *_find_unreached(menu), *_unguarded(menu), *_trapped(menu)]
    return sorted(found or _of_printed(menu))


def find_undocumented(menu: Menu) -> list[Fault]:
    """Where the source is silent, as (line, what it is silent about): listed, never filled in."""
    nodes = [(node.line, f"{node.id}: no key is documented") for node in menu.nodes.values() if node.undocumented]
    keys = [
        (option.line, f"{node.id}: what key {option.key} does is not documented")
        for node in menu.nodes.values()
        for option in node.options
        if option.undocumented
    ]
    return sorted([*nodes, *keys])


def reachable(menu: Menu, language: str | None = None, through_identification: bool = True) -> set[str]:
    """The nodes a caller can get to; optionally only in one language, or without giving a number and PIN."""
    seen: set[str] = set()
    waiting = [menu.start]
    while waiting:
        name = waiting.pop()
        if name in seen or name not in menu.nodes:
            continue
        seen.add(name)
        node = menu.nodes[name]
        beyond = node.identifies and not through_identification
        waiting += [way for way in node.onward(language) if not (beyond and way == node.goto)]
    return seen


def _of_node(menu: Menu, node: Node) -> Iterator[Fault]:
    yield from _of_options(menu, node)
    if node.goto and node.goto not in menu.nodes:
        yield node.line, f"{node.id}: goto: there is no node {node.goto!r}; name one of those under nodes:"
    if node.identifies and not node.goto:
        yield node.line, f"{node.id}: identifies, and then leads nowhere; say in goto: what comes after number and PIN"
    if (node.goto or node.identifies) and not node.enter:
        yield node.line, f"{node.id}: enter is missing; say there in {EACH} what the caller enters"
    if not (node.end or node.undocumented or node.options or node.goto):
        yield node.line, f"{node.id}: a dead end; give it options or a goto, or mark it end: true"


def _of_options(menu: Menu, node: Node) -> Iterator[Fault]:
    seen: set[str] = set()
    for option in node.options:
        where = f"{node.id}: key {option.key}"
        if option.key in seen:
            yield option.line, f"{where} is there twice; a key can mean one thing only, so give this one another"
        seen.add(option.key)
        yield from ((option.line, f"{where}: {what}") for what in _of_option(menu, option))


def _of_option(menu: Menu, option: Option) -> Iterator[str]:
    if option.undocumented:
        if option.goto or option.label:
            yield "undocumented, and yet filled in; take the label and goto out"
        return
    if not option.label:
        yield f"label is missing; add the words of the key as {WORDS.like}"
    if not option.goto:
        yield "goto is missing; name the node that the key leads to, or mark it undocumented: true"
    elif option.goto not in menu.nodes:
        yield f"goto: there is no node {option.goto!r}; name one of those under nodes:"


def _of_languages(menu: Menu) -> Iterator[Fault]:
    start = menu.nodes[menu.start]
    for language in SPOKEN:
        keys = [option for option in start.options if option.language == language and option.leads(language)]
        if len(keys) != 1:
            remedy = f"give exactly one of its keys language: {language}"
            yield start.line, f"{start.id}: {len(keys)} keys choose the language {language}; {remedy}"
    for node in menu.nodes.values():
        for option in node.options:
            if option.language and node is not start:
                what = f"only {start.id}, where the call starts, asks for the language; take language out"
                yield option.line, f"{node.id}: key {option.key}: {what}"


def _find_unreached(menu: Menu) -> Iterator[Fault]:
    got = reachable(menu)
    spoken = {language: reachable(menu, language) for language in SPOKEN}
    for node in menu.nodes.values():
        lacking = [language for language, found in spoken.items() if node.want and node.id not in found]
        if node.undocumented:
            continue
        if node.id not in got:
            yield node.line, f"{node.id}: no key leads here; add an option that does, or mark it undocumented: true"
        elif lacking:
            remedy = "add an option that does, or take want out"
            yield node.line, f"{node.id}: no key leads here in {' and '.join(lacking)}; {remedy}"


def _trapped(menu: Menu) -> Iterator[Fault]:
    """Places from which no key leads to an end: a caller would go round and round."""
    arriving = {node.id for node in menu.nodes.values() if node.end or node.undocumented or not node.onward()}
    while more := {node.id for node in menu.nodes.values() if arriving & set(node.onward())} - arriving:
        arriving |= more
    if trapped := [node for node in menu.nodes.values() if node.id not in arriving]:
        names = ", ".join(node.id for node in trapped)
        remedy = "lead one of its keys to a place that is marked end: true"
        yield trapped[0].line, f"{names}: who comes here goes round for ever; {remedy}"


def _unguarded(menu: Menu) -> Iterator[Fault]:
    open_to_all = reachable(menu, through_identification=False)
    for name in reachable(menu):
        node = menu.nodes[name]
        if name in open_to_all and node.protected:
            yield node.line, f"{name}: protected, and yet reached without number and PIN; lead through identify"
        elif name not in open_to_all and not (node.protected or node.undocumented):
            yield node.line, f"{name}: reached only with number and PIN, and yet not protected; add protected: true"


def _of_printed(menu: Menu) -> Iterator[Fault]:
    """Each recipe of the brochure is walked; only a menu that holds together can be."""
    for recipe in menu.printed:
        where = f"printed recipe “{recipe.heading}”"
        if recipe.reaches not in menu.nodes:
            yield recipe.line, f"{where}: there is no node {recipe.reaches!r}; name one of those under nodes:"
            continue
        arrived = {_arrive(menu, recipe.keys, language) for language in SPOKEN}
        if arrived != {recipe.reaches}:
            remedy = "mend its keys, or the menu; the brochure is right"
            yield recipe.line, f"{where}: the keys do not lead to {recipe.reaches!r} in {EACH}; {remedy}"


def _arrive(menu: Menu, keys: tuple[str, ...], language: str) -> str | None:
    try:
        return walk(menu, keys, language).id
    except LookupError:
        return None


def _of_words(menu: Menu) -> Iterator[Fault]:
    for name, said in menu.words.items():
        for language, text in said.items():
            if _parts(text) != SENTENCES[name]:
                parts = " and ".join(f"{{{part}}}" for part in SENTENCES[name]) or "no words in braces"
                yield menu.lines[f"words: {name}"], f"words: {name}: {language}: wrong braces; write exactly {parts}"


def _parts(text: str) -> frozenset[str] | None:
    """The names in braces; None where the braces cannot be read."""
    try:
        named = [(name, how, sign) for _, name, how, sign in Formatter().parse(text) if name is not None]
    except ValueError:
        return None
    return frozenset("".join(filter(None, part)) for part in named)


def _of_phone(menu: Menu, phones: Collection[str]) -> Iterator[Fault]:
    if phones and menu.phone not in phones:
        remedy = f"name one of those in agency.toml: {', '.join(sorted(phones))}"
        yield menu.lines["phone"], f"phone: there is no phone {menu.phone!r}; {remedy}"
