"""mkdocs.yml: what the menu names is there, once, with a name for each part in every language; nothing is misspelt."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from markdown import Markdown
from mkdocs.config.defaults import MkDocsConfig

from forms_app.facts.languages import BY_CODE, DEFAULT, LANGUAGES, others
from website.build import words
from website.build.languages import language_of
from website.checks.pages import Finding, Site

NAME = "mkdocs.yml"
# What MkDocs itself cannot look at here: the build's theme and hooks are not among the tools of this check.
_NOT_LOADED = ("theme", "hooks", "plugins", "nav", "site_url", "docs_dir", "watch")
_PATHS = (("docs_dir",), ("theme", "custom_dir"), ("hooks",), ("watch",))
Config = tuple[tuple[str, tuple[tuple[str, Any], ...]], ...]


def site_file(site: Site) -> Iterator[Finding]:
    try:
        text = (site.root / NAME).read_text("utf-8")
        tree = yaml.compose(text, Loader=_Loader)
    except OSError:
        yield Finding(NAME, 1, "the file is missing", "put it back")
        return
    except yaml.MarkedYAMLError as wrong:
        line = wrong.problem_mark.line + 1 if wrong.problem_mark else 1
        yield Finding(NAME, line, f"not valid YAML: {wrong.problem}", "mend this line, or the one above it")
        return
    if not isinstance(tree, yaml.MappingNode):
        yield Finding(NAME, 1, "this is no list of settings", "put the file back")
        return
    yield from _twice(tree)
    yield from _only_ours(tree)
    yield from _settings(site.root, tree)
    if menu := _value(tree, "nav"):
        yield from _menu(site, menu)
    else:
        yield Finding(NAME, 1, "there is no menu", "write nav: and the pages below it")


class _Loader(yaml.SafeLoader):
    """Reads `!ENV […]` as the list that it is."""


_Loader.add_multi_constructor("!", lambda loader, _, node: loader.construct_sequence(node))


def _twice(tree: yaml.MappingNode) -> Iterator[Finding]:
    seen: set[str] = set()
    for key, _ in tree.value:
        if key.value in seen:
            yield Finding(
                NAME, _line(key), f"{key.value}: stands twice, and only the last counts", "keep one of the two"
            )
        seen.add(key.value)


# What the build stands on; all that an editor changes here is the menu.
_OURS = ("site_name", "site_url", "docs_dir", "site_dir", "theme", "hooks", "plugins", "watch", "markdown_extensions")
_SETTINGS = frozenset({*_OURS, "nav", "validation", "extra"})
_NEEDED = ("docs_dir", "theme", "hooks", "markdown_extensions")
_EMPTY = ("plugins",)


def _only_ours(tree: yaml.MappingNode) -> Iterator[Finding]:
    """A script, a style or a plugin that is named here would reach every page, past all that is looked at."""
    for key, value in tree.value:
        if key.value not in _SETTINGS and key.value in dict(MkDocsConfig._schema):
            yield Finding(
                NAME, _line(key), f"{key.value}: is not used here", "take it out; only the menu is an editor's"
            )
        elif key.value in _EMPTY and value.value:
            yield Finding(NAME, _line(key), f"{key.value}: none is used here", f"write {key.value}: [] as before")
        elif key.value == "theme" and (name := _value(value, "name")) is not None and name.value != "material":
            yield Finding(NAME, _line(name), f"theme: {name.value} is not ours", "put back name: material")
    present = {key.value for key, _ in tree.value}
    for lacking in (name for name in _NEEDED if name not in present):
        yield Finding(NAME, 1, f"{lacking}: is missing", "put back what was there")


def _settings(root: Path, tree: yaml.MappingNode) -> Iterator[Finding]:
    """What MkDocs would say of each setting; and the folders and files that they name."""
    lines = {key.value: _line(key) for key, _ in tree.value}
    for key, what in _told_by_mkdocs(root):
        yield Finding(
            NAME, lines.get(key, 1), f"{key}: {_one_line(what)}", "put back what was there, or ask an engineer"
        )
    for path in _PATHS:
        node: yaml.Node | None = tree
        for part in path:
            node = _value(node, part) if isinstance(node, yaml.MappingNode) else None
        for named in _paths_of(node):
            if not (root / named.value).exists():
                yield Finding(NAME, _line(named), f"{path[0]}: there is no {named.value}", "put back what was there")


def _paths_of(node: yaml.Node | None) -> list[yaml.Node]:
    """The paths of a setting; of one that the environment may change, the one that stands without it."""
    if isinstance(node, yaml.SequenceNode):
        return list(node.value[-1:] if node.tag == "!ENV" else node.value)
    return [node] if node else []


def _told_by_mkdocs(root: Path) -> Iterator[tuple[str, str]]:
    config = MkDocsConfig(config_file_path=str(root / NAME))
    settings = yaml.load((root / NAME).read_text("utf-8"), Loader=_Loader)  # noqa: S506 - a safe loader
    logging.disable(logging.WARNING)
    try:
        config.load_dict({key: value for key, value in settings.items() if key not in _NOT_LOADED})
        errors, warnings = config.validate()
    finally:
        logging.disable(logging.NOTSET)
    yield from (
        (key, str(what)) for key, what in (*errors, *warnings) if not str(what).startswith("Error: MkDocs encou")
    )


def _menu(site: Site, menu: yaml.Node) -> Iterator[Finding]:
    try:
        translated = words.load()["sections"]
    except (OSError, ValueError) as wrong:
        yield Finding("website/words.toml", 1, _one_line(str(wrong)), "mend the line, or put back what was there")
        return
    seen: dict[str, int] = {}
    for node, section in _entries(menu):
        if section is not None and section not in translated:
            yield Finding(NAME, _line(node), f"nav: the part “{section}” has no {_SPOKEN} name", _ADD_NAME)
        elif section is None:
            yield from _entry(site, node, seen)
    yield from (Finding(page.path, 1, "it is not in the menu", f"add {page.name} under nav: in {NAME}, once")
                for page in site.pages.values() if page.language == DEFAULT and page.name not in seen)  # fmt: skip


_SPOKEN = " or ".join(language.in_english for language in others(DEFAULT))
_LIKE = ", ".join(f'{language} = "…"' for language in LANGUAGES)
_ADD_NAME = f"add it to [sections] in website/words.toml as x = {{ {_LIKE} }}"


def _entries(menu: yaml.Node) -> Iterator[tuple[yaml.Node, str | None]]:
    """Every node of the menu that is an entry, and every heading with its words."""
    for item in menu.value if isinstance(menu, yaml.SequenceNode) else [menu]:
        if not isinstance(item, yaml.MappingNode):
            yield item, None
            continue
        for title, pages in item.value:
            if isinstance(pages, yaml.SequenceNode):
                yield title, str(title.value)
                yield from _entries(pages)
            else:
                yield item, None


def _entry(site: Site, node: yaml.Node, seen: dict[str, int]) -> Iterator[Finding]:
    name = node.value if isinstance(node, yaml.ScalarNode) else ""
    if not isinstance(name, str) or not name.endswith(".md"):
        yield Finding(NAME, _line(node), "nav: this is no page", "write the name of its file alone, such as contact.md")
    elif name in seen:
        yield Finding(
            NAME, _line(node), f"nav: {name} stands twice, first in line {seen[name]}", "take one of the two out"
        )
    elif name not in site.pages:
        yield Finding(NAME, _line(node), f"nav: there is no docs/{name}", "mend the name, or add both pages")
    elif language_of(name) != DEFAULT:
        spoken, first = BY_CODE[language_of(name)].in_english, BY_CODE[DEFAULT].in_english
        remedy = f"name the {first} page; the {spoken} menu follows"
        yield Finding(NAME, _line(node), f"nav: {name} is {spoken}", remedy)
    seen.setdefault(name, _line(node))


def _value(node: yaml.Node, key: str) -> yaml.Node | None:
    pairs = node.value if isinstance(node, yaml.MappingNode) else []
    return next((value for name, value in pairs if name.value == key), None)


def _line(node: yaml.Node) -> int:
    return int(node.start_mark.line) + 1


def _one_line(text: str) -> str:
    return " ".join(re.sub(r"\s+", " ", text).split()).rstrip(".")


@cache
def extensions(root: Path) -> Config:
    """The Markdown extensions that mkdocs.yml names, with their settings; what MkDocs always adds is among them."""
    named: list[tuple[str, tuple[tuple[str, Any], ...]]] = [(name, ()) for name in ("toc", "tables", "fenced_code")]
    try:
        settings = yaml.load((root / NAME).read_text("utf-8"), Loader=_Loader)  # noqa: S506 - a safe loader
        for entry in settings.get("markdown_extensions", ()):
            pairs = entry.items() if isinstance(entry, dict) else [(entry, {})]
            named += [(name, tuple((config or {}).items())) for name, config in pairs]
    except (OSError, yaml.YAMLError, AttributeError):  # a finding of its own
        pass
    return tuple((name, config) for name, config in dict(named).items() if _is_there(name))


def _is_there(name: str) -> bool:
    """An extension that cannot be loaded is a finding of its own."""
    try:
        Markdown(extensions=[name])
    except (ImportError, AttributeError, TypeError):
        return False
    return True
