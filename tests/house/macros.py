"""The macros of the templates: what one template takes from another is there, and is called as it was written."""

from __future__ import annotations

from collections.abc import Iterator

from jinja2 import Environment, nodes

Fault = tuple[int, str]


def source(environment: Environment, name: str) -> str:
    assert environment.loader
    return environment.loader.get_source(environment, name)[0]


def brought(tree: nodes.Template) -> set[str]:
    """The names under which a template has macros: its own and those it imports."""
    own = {macro.name for macro in tree.find_all(nodes.Macro)}
    wholes = {line.target for line in tree.find_all(nodes.Import)}
    return own | wholes | {alias for line in tree.find_all(nodes.FromImport) for _, alias in _pairs(line)}


def faults(environment: Environment, tree: nodes.Template) -> Iterator[Fault]:
    """A macro that is not where it is imported from, or a call that does not fit it: line and what is wrong."""
    callable_here: dict[str, nodes.Macro] = {macro.name: macro for macro in tree.find_all(nodes.Macro)}
    for line in tree.find_all(nodes.FromImport):
        there, values = _defined(environment, line.template)
        for wanted, alias in _pairs(line):
            if wanted in there:
                callable_here[alias] = there[wanted]
            elif wanted not in values:
                yield line.lineno, f"there is no macro {wanted} to import"
    for imported in tree.find_all(nodes.Import):
        if not isinstance(imported.template, nodes.Const):  # a form names it, and the start checks that it is there
            continue
        there, values = _defined(environment, imported.template)
        callable_here |= {f"{imported.target}.{name}": macro for name, macro in there.items()}
        for used in tree.find_all(nodes.Getattr):
            if _path(used) == f"{imported.target}.{used.attr}" and used.attr not in {*there, *values}:
                yield used.lineno, f"there is no macro {used.attr} in {imported.target}"
    for call in tree.find_all(nodes.Call):
        if macro := callable_here.get(_path(call.node)):
            yield from ((call.lineno, wrong) for wrong in _misfits(macro, call))


def _misfits(macro: nodes.Macro, call: nodes.Call) -> Iterator[str]:
    asked = [argument.name for argument in macro.args]
    inside = {name.name for part in macro.body for name in part.find_all(nodes.Name)}
    if len(call.args) > len(asked) and "varargs" not in inside:
        yield f"{macro.name} takes {len(asked)} and is given {len(call.args)}"
    given = {*asked[: len(call.args)]}
    for word in (word.key for word in call.kwargs if word.key != "caller"):
        if word not in asked and "kwargs" not in inside:
            yield f"{macro.name} knows no {word}"
        given.add(word)
    needed = asked[: len(asked) - len(macro.defaults)]
    if call.dyn_args is None and call.dyn_kwargs is None:
        yield from (f"{macro.name} is not given {name}" for name in needed if name not in given)


def _defined(environment: Environment, template: nodes.Expr) -> tuple[dict[str, nodes.Macro], set[str]]:
    """The macros and the values that a template lends."""
    assert isinstance(template, nodes.Const)
    tree = environment.parse(source(environment, template.value))
    values = {line.target.name for line in tree.find_all(nodes.Assign) if isinstance(line.target, nodes.Name)}
    return {macro.name: macro for macro in tree.find_all(nodes.Macro)}, values


def _pairs(line: nodes.FromImport) -> list[tuple[str, str]]:
    return [(each, each) if isinstance(each, str) else each for each in line.names]


def _path(node: nodes.Node) -> str:
    if isinstance(node, nodes.Getattr) and isinstance(node.node, nodes.Name):
        return f"{node.node.name}.{node.attr}"
    return node.name if isinstance(node, nodes.Name) else ""
