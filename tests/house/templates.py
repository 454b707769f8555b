"""Every template can be compiled, and whatever it names is there: templates, macros, blocks and variables.

Jinja finds a macro that is missing only when the page is drawn; prints nothing for a variable that nobody gives; and
never shows a block that the frame does not have.
"""

from __future__ import annotations

import ast
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

from flask import Flask
from jinja2 import ChoiceLoader, Environment, FileSystemLoader, PrefixLoader, TemplateError, meta, nodes
from mkdocs.config import load_config

from forms_app.i18n import translation
from forms_app.staff import pages as staff_pages
from forms_app.web import pages as public_pages
from house import macros
from house.tools import ROOT

TEMPLATES = ROOT / "forms_app" / "templates"
STAFF = "staff/"
FRAMES = {"layout": "shell/en.html"}  # a frame that a page is given by name
BY_JINJA = {"caller", "loop", "super", "self", "varargs", "kwargs"}
BY_MKDOCS = {"page", "config", "pages", "extra_css", "extra_javascript", "build_date_utc", "mkdocs_version"}


def given_in(folder: Path) -> set[str]:
    """Every name that the code of a folder gives to something: a keyword, a key, a name that is set."""
    found: set[str] = set()
    for path in folder.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.keyword) and node.arg:
                found.add(node.arg)
            elif isinstance(node, ast.Dict):
                found |= {str(key.value) for key in node.keys if isinstance(key, ast.Constant)}
            elif isinstance(node, ast.Subscript) and isinstance(node.slice, ast.Constant):
                found.add(str(node.slice.value))
    return found


def set_in(trees: list[nodes.Template]) -> set[str]:
    """Every name that a template sets: an included one sees it too."""
    return {name.name for tree in trees for name in tree.find_all(nodes.Name) if name.ctx in ("store", "param")}.union(
        *(macros.brought(tree) for tree in trees)
    )


def faults(environment: Environment, names: list[str], given: set[str]) -> Iterator[str]:
    """What is wrong with these templates, each as `name:line: what`. `given`: what a page may be handed."""
    trees: dict[str, nodes.Template] = {}
    for name in names:
        try:
            environment.get_template(name)
            trees[name] = environment.parse(macros.source(environment, name), name)
        except TemplateError as wrong:
            yield f"{name}:{getattr(wrong, 'lineno', 1)}: {wrong.message}"
    known = given | BY_JINJA | {*environment.globals} | set_in(list(trees.values()))
    there = set(environment.list_templates())
    for name, tree in trees.items():
        if missing := [other for other in meta.find_referenced_templates(tree) if other and other not in there]:
            yield from (f"{name}:1: there is no template {other}" for other in missing)
            continue
        yield from (f"{name}:{line}: {what}" for line, what in _in_one(environment, tree, known))


def _in_one(environment: Environment, tree: nodes.Template, known: set[str]) -> Iterator[tuple[int, str]]:
    yield from macros.faults(environment, tree)
    yield from _shown_nowhere(environment, tree)
    lines = {name.name: name.lineno for name in tree.find_all(nodes.Name)}
    for unknown in sorted(meta.find_undeclared_variables(tree) - known):
        yield lines.get(unknown, 1), f"nobody gives {unknown}"


def _shown_nowhere(environment: Environment, tree: nodes.Template) -> Iterator[tuple[int, str]]:
    above = [_blocks(environment, parent) for parent in _parents(tree)]
    inner = {block.name for outer in tree.find_all(nodes.Block) for part in outer.body for block in _blocks_of(part)}
    for block in tree.find_all(nodes.Block) if above else ():
        if block.name not in inner.union(*above):
            yield block.lineno, f"the frame has no block {block.name}: it is never shown"


def _blocks_of(node: nodes.Node) -> Iterator[nodes.Block]:
    if isinstance(node, nodes.Block):
        yield node
    yield from node.find_all(nodes.Block)


def _blocks(environment: Environment, name: str) -> set[str]:
    tree = environment.parse(macros.source(environment, name))
    own = {block.name for block in tree.find_all(nodes.Block)}
    return own.union(*(_blocks(environment, parent) for parent in _parents(tree)))


def _parents(tree: nodes.Template) -> list[str]:
    """Each frame that a page may extend."""
    found = set()
    for line in tree.find_all(nodes.Extends):
        for choice in (line.template, *line.template.find_all((nodes.Name, nodes.Const))):
            if isinstance(choice, nodes.Const) and str(choice.value).endswith(".html"):
                found.add(str(choice.value))
            elif isinstance(choice, nodes.Name) and choice.name in FRAMES:
                found.add(FRAMES[choice.name])
    return sorted(found)


def environment_of(install: Callable[[Flask], None]) -> Environment:
    """An app's own way of drawing, without the app."""
    app = Flask("forms_app", static_folder=None, template_folder=None)
    shell = PrefixLoader({"shell": FileSystemLoader(ROOT / "build" / "shell")})
    app.jinja_loader = ChoiceLoader([FileSystemLoader(TEMPLATES), shell])
    translation.install(app)
    install(app)
    return app.jinja_env


def everywhere() -> Iterator[str]:
    """All three sets of templates: the forms', the staff app's, the site's."""
    given = given_in(ROOT / "forms_app")
    forms, staff = environment_of(public_pages.install), environment_of(staff_pages.install)
    yield from faults(forms, [name for name in forms.list_templates(["html"]) if not name.startswith(STAFF)], given)
    yield from faults(staff, [name for name in staff.list_templates(["html"]) if name.startswith(STAFF)], given)
    theme = load_config(str(ROOT / "mkdocs.yml")).theme
    own = Path(theme.dirs[0])
    site = theme.get_env()
    site.loader = FileSystemLoader(own)
    yield from faults(site, site.list_templates(["html", "xml", "txt"]), given_in(ROOT / "website") | BY_MKDOCS)


def main() -> int:
    found = list(everywhere())
    print("\n".join(found))
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
