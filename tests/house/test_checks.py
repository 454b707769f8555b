"""Each check of the house finds the faults it is there for, and one list of tools serves everybody who runs them."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest
import yaml
from jinja2 import DictLoader, Environment

from house import macros, stylesheets, templates, toml_files
from house.tools import BIN, OTHERS_TEXTS, ROOT, TOOLS, run_all

FRAME = "{% block content %}{% block inside %}{% endblock %}{% endblock %}"
PARTS = "{% macro hint(q, size=1) %}{{ q }}{{ size }}{% endmacro %}{% set most = 3 %}"
GOOD = (
    '{% extends "frame.html" %}{% from "parts.html" import hint, most %}{% import "parts.html" as parts %}'
    "{% block content %}{{ hint(person) }}{{ hint(person, size=most) }}{{ parts.hint(1, 2) }}{% for one in person %}"
    "{{ loop.index }}{{ one }}{% endfor %}{% block new %}{% endblock %}{% endblock %}"
)


def found(page: str) -> list[str]:
    loader = DictLoader({"frame.html": FRAME, "parts.html": PARTS, "page.html": page})
    return list(templates.faults(Environment(loader=loader, autoescape=True), ["page.html"], {"person"}))


def test_a_template_with_nothing_wrong_is_left_in_peace() -> None:
    assert found(GOOD) == []


@pytest.mark.parametrize(
    ("right", "wrong", "told"),
    [
        ("{% endfor %}", "", "Encountered unknown tag"),
        ("{{ one }}", "{{ one | shouted }}", "No filter named 'shouted'"),
        ('extends "frame.html"', 'extends "frames.html"', "there is no template frames.html"),
        ("import hint, most", "import hnit as hint, most", "there is no macro hnit to import"),
        ("parts.hint(1, 2)", "parts.hnit(1, 2)", "there is no macro hnit in parts"),
        ("hint(person)", "hint()", "hint is not given q"),
        ("hint(person)", "hint(person, 1, 2)", "hint takes 2 and is given 3"),
        ("size=most", "sise=most", "hint knows no sise"),
        ("parts.hint(1, 2)", "parts.hint(1, 2, 3)", "hint takes 2 and is given 3"),
        ("hint(person) }}", "hnit(person) }}", "nobody gives hnit"),
        ("in person", "in persons", "nobody gives persons"),
        ("{% block content %}", "{% block contents %}", "the frame has no block contents: it is never shown"),
    ],
)
def test_a_fault_in_a_template_is_named(right: str, wrong: str, told: str) -> None:
    assert right in GOOD
    assert any(told in fault and fault.startswith("page.html:") for fault in found(GOOD.replace(right, wrong, 1)))


def test_a_template_may_be_given_what_another_one_sets_before_it_includes_it() -> None:
    loader = DictLoader({"part.html": "{{ shown }}", "page.html": '{% set shown = 1 %}{% include "part.html" %}'})
    environment = Environment(loader=loader, autoescape=True)
    assert list(templates.faults(environment, ["page.html", "part.html"], set())) == []
    assert list(templates.faults(environment, ["part.html"], set())) == ["part.html:1: nobody gives shown"]


def test_every_template_of_the_house_is_looked_at() -> None:
    names = {path.relative_to(templates.TEMPLATES).as_posix() for path in templates.TEMPLATES.rglob("*.html")}
    environment = templates.environment_of(lambda app: None)
    assert names <= set(environment.list_templates())
    assert "hint_and_error" in macros.brought(environment.parse(macros.source(environment, "questions.html")))


@pytest.mark.parametrize(
    ("css", "told"),
    [
        ("a { color: var(--ink) }", "a.css:1: nobody sets --ink"),
        (":root {\n --ink: red }", "a.css:2: nobody uses --ink"),
        ("a { color red }", "a.css:1: "),
        ("@media print {\n a { color: } } }", "a.css:2: "),
    ],
)
def test_a_fault_in_a_stylesheet_is_named(css: str, told: str) -> None:
    assert any(fault.startswith(told) for fault in stylesheets.faults({"a.css": stylesheets.read(css)}, ""))


def test_a_token_is_used_inside_a_media_query_or_by_the_theme() -> None:
    css = ":root { --ink: red; --md-hue: 1 } @media print { a { color: var(--ink, blue) } }"
    assert list(stylesheets.faults({"a.css": stylesheets.read(css)}, "b{color:hsl(var(--md-hue))}")) == []


def test_a_broken_toml_file_is_named(tmp_path: Path) -> None:
    (tmp_path / "facts.toml").write_text('a = "1"\na = "2"\n')
    assert "facts.toml" in next(toml_files.faults([tmp_path / "facts.toml"]))
    assert {ROOT / "pyproject.toml", ROOT / "agency/agency.toml"} <= set(toml_files.kept("*.toml"))


@pytest.mark.parametrize(
    ("tool", "name", "wrong"),
    [
        ("templates", "page.html", '<img src="a.png">'),
        ("scripts", "page.js", "const asked = 1; asked = 2;"),
        ("yaml", "facts.yml", "a: 1\na: 2\n"),
    ],
)
def test_a_kept_tool_is_set_to_find_faults(tool: str, name: str, wrong: str, tmp_path: Path) -> None:
    (tmp_path / name).write_text(wrong)
    settings = {"scripts": ("--config", ".oxlintrc.json"), "yaml": ("--config-file", ".yamllint")}
    options = [option for option in TOOLS[tool][1:] if option.startswith("--")]
    line = [str(BIN / TOOLS[tool][0]), *options, *settings.get(tool, ()), str(tmp_path / name)]
    done = subprocess.run(line, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 1 and name in done.stdout


def test_a_script_as_published_names_nothing_that_is_not_there(tmp_path: Path) -> None:
    published, part = tmp_path / "build/site/assets/forms.js", tmp_path / "website/theme/js/forms/exit.js"
    for script in (published, part):
        script.parent.mkdir(parents=True)
        script.write_text("go(document);\n")
    (tmp_path / ".oxlintrc.json").write_text((ROOT / ".oxlintrc.json").read_text("utf-8"))
    line = [str(BIN / "oxlint"), *TOOLS["scripts"][1:2], str(part), str(published)]
    done = subprocess.run(line, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 1 and "no-undef" in done.stdout
    assert "forms.js" in done.stdout and "exit.js" not in done.stdout, "a part may use what another part names"


def test_make_check_says_what_each_tool_found_and_fails_with_any_of_them() -> None:
    results = {result.tool: result for result in run_all(["toml", "yaml"])}
    assert set(results) == {"toml", "yaml"} and all(result.passed for result in results.values())
    line = ["make", "--silent", "--no-print-directory", "-n", "check", "ONLY=toml"]
    assert "-m house toml" in subprocess.run(line, cwd=ROOT, capture_output=True, text=True, check=True).stdout


def test_the_hooks_run_the_same_tools() -> None:
    hooks = yaml.safe_load((ROOT / ".pre-commit-config.yaml").read_text("utf-8"))["repos"]
    assert [repo["repo"] for repo in hooks] == ["local"]
    entries = {hook["id"]: hook["entry"] for hook in hooks[0]["hooks"]}
    assert entries.keys() <= TOOLS.keys() and len(entries) > 6
    assert all(entry == f"env PYTHONPATH=tests .venv/bin/python -m house {name}" for name, entry in entries.items())


def test_an_editor_is_told_the_same_as_the_tools() -> None:
    said = (ROOT / ".editorconfig").read_text("utf-8")
    assert re.search(r"^root = true$", said, re.M) and "max_line_length = 120" in said
    assert all(path in said for path in OTHERS_TEXTS)


def test_no_module_is_passed_over_by_the_check_of_style() -> None:
    line = [str(BIN / "ruff"), "check", "--show-files", "."]
    seen = subprocess.run(line, cwd=ROOT, capture_output=True, text=True, check=True).stdout.splitlines()
    ours = {str(path) for path in toml_files.kept("*.py") if path.parent.name != "versions"}
    assert len(ours) > 300 and ours <= set(seen)
