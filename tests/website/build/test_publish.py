"""What stops a strict build: each fault is planted in a tiny site and must be named with its file and line."""

# ruff: noqa: E501 - a table of mistakes, one a line
from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from support.tiny import BUILD, plant

from forms_app.settings import ROOT
from website.build import facts, shells
from website.build.guard import faults, inline_code

Build = Callable[[dict[str, str]], "subprocess.CompletedProcess[str]"]
AGENCY = ROOT / "agency"


def test_the_tests_build_as_make_run_does() -> None:
    makefile = (AGENCY.parent / "Makefile").read_text("utf-8")
    assert "run: build " in makefile and "build: build/built " in makefile
    recipe = makefile.partition("build/built:")[2].splitlines()[1]
    assert recipe.strip() == f"@$(BIN)/python {' '.join(BUILD[1:])}"


def page(*lines: str) -> str:
    return "\n".join(["---", "title: More", "---", "", "# More", "", *lines, ""])


def test_a_sound_site_builds(strict_build: Build, tmp_path: Path) -> None:
    built = strict_build({})
    assert built.returncode == 0, built.stderr
    assert "tel:+18669013212" in (tmp_path / "build/site/more/index.html").read_text("utf-8")
    assert (tmp_path / "build/shell/es.html").exists()
    assert (tmp_path / "build/assets.json").exists()
    assert not (tmp_path / "build/site/_shell").exists()


def test_a_build_with_a_fault_leaves_the_last_one_as_it_was(strict_build: Build, tmp_path: Path) -> None:
    assert strict_build({}).returncode == 0
    before = {path: path.read_bytes() for path in sorted((tmp_path / "build").rglob("*")) if path.is_file()}
    for wrong in ("[nowhere](nowhere.md)", '{{ phone("nobody") }}'):  # one is found before, one while it is built
        assert strict_build({"docs/more.md": page(wrong)}).returncode != 0
        after = {path: path.read_bytes() for path in before if path.is_file()}
        assert after == before


def test_a_build_takes_the_place_of_the_last_one_whole(strict_build: Build, tmp_path: Path) -> None:
    assert strict_build({}).returncode == 0
    (tmp_path / "build/site/old.html").write_text("Old.", "utf-8")
    assert strict_build({}).returncode == 0
    assert not (tmp_path / "build/site/old.html").exists() and not (tmp_path / "build/next").exists()
    assert (tmp_path / "build/site/more/index.html").exists() and (tmp_path / "build/assets.json").exists()


@pytest.mark.parametrize("missing", ["docs/more.md", "docs/es/more.md"])
def test_a_missing_twin_stops_the_build_and_is_named(strict_build: Build, missing: str) -> None:
    built = strict_build({missing: ""})
    assert built.returncode != 0
    assert f"it has no twin in the other language → add {missing}\n" in built.stderr


def test_every_forbidden_thing_in_markdown_is_named_with_its_line(strict_build: Build) -> None:
    built = strict_build(
        {
            "docs/more.md": page("Call 866-901-3212.", "<script>alert(1)</script>", '<b onclick="x()">b</b>'),
            "docs/es/more.md": page('<p style="color:red">rojo</p>', "{{ phone('nobody') }}", '{{ phone("nobody") }}'),
        }
    )
    assert built.returncode != 0
    for place in ("docs/more.md:7", "docs/more.md:8", "docs/more.md:9", "docs/es/more.md:7", "docs/es/more.md:8"):
        assert f"{place}: " in built.stderr


def test_a_page_shows_the_passage_of_its_setting_alone(strict_build: Build, tmp_path: Path) -> None:
    both = page("::: practice", "Only practice.", ":::", "::: official", "Only official.", ":::")
    assert strict_build({"docs/more.md": both}).returncode == 0
    built = (tmp_path / "build/site/more/index.html").read_text("utf-8")
    assert "Only practice." in built and "Only official." not in built and ":::" not in built


def test_a_passage_left_open_stops_the_build(strict_build: Build) -> None:
    built = strict_build({"docs/more.md": page("::: practice", "Text.")})
    assert built.returncode != 0
    assert "docs/more.md:7: this passage is not closed" in built.stderr


def test_a_fact_that_is_not_there_is_named_beside_those_that_are(strict_build: Build) -> None:
    built = strict_build({"docs/more.md": page("Text.", '{{ phone("nobody") }}')})
    assert built.returncode != 0
    assert "docs/more.md:8" in built.stderr
    assert "there is no phone 'nobody'" in built.stderr
    assert "customer_connect" in built.stderr


def test_a_wrong_number_in_the_agency_stops_the_build(strict_build: Build) -> None:
    facts = (AGENCY / "agency.toml").read_text("utf-8")
    line = facts[: facts.index('number = "866-901-3212"')].count("\n") + 1
    built = strict_build({"agency/agency.toml": facts.replace('"866-901-3212"', '"866-901-321"')})
    assert built.returncode != 0
    assert f"agency.toml, line {line}: [phones.customer_connect]: number: expected a phone number" in built.stderr


def test_a_broken_link_stops_the_build(strict_build: Build) -> None:
    built = strict_build({"docs/more.md": page("[Nowhere](nowhere.md)")})
    assert built.returncode != 0
    assert "nowhere.md" in built.stderr


NAV = "nav: [index.md, more.md]"
STOPS = {
    "a missing picture": (
        "docs/more.md",
        page("![A map](map.png)"),
        "docs/more.md:7: there is no picture docs/map.png → ",
    ),
    "an unclosed div": ("docs/more.md", page("<div class='stack'>"), "docs/more.md:7: <div> is not closed → "),
    "half a call": ("docs/es/more.md", page('{{ phone("customer_connect") }'), "docs/es/more.md:7: “{{ phone("),
    "a dead link in HTML": (
        "docs/more.md",
        page('<a href="gone.md">x</a>'),
        "docs/more.md:7: the link gone.md leads nowhere",
    ),
    "an iframe": (
        "docs/more.md",
        page('<iframe src="//x.example"></iframe>'),
        "docs/more.md:7: <iframe> puts another site's",
    ),
    "a nav entry that is not there": (
        "mkdocs.yml",
        "nav: [index.md, more.md, gone.md]",
        "nav: there is no docs/gone.md → ",
    ),
    "a nav entry twice": ("mkdocs.yml", "nav: [index.md, more.md, index.md]", "nav: index.md stands twice"),
    "a script for all pages": (
        "mkdocs.yml",
        f"extra_javascript: [x.js]\n{NAV}",
        "extra_javascript: is not used here → ",
    ),
    "a file name with a space": ("docs/my file.md", page("x"), "docs/my file.md:1: this name cannot be an address → "),
}


@pytest.mark.parametrize("name", STOPS)
def test_what_would_fail_a_reader_stops_the_build_and_the_last_one_stays(
    strict_build: Build, tmp_path: Path, name: str
) -> None:
    (tmp_path / "build/site").mkdir(parents=True)
    (tmp_path / "build/site/index.html").write_text("the last one")
    path, text, told = STOPS[name]
    if path == "mkdocs.yml":
        plant(tmp_path, {})
        text = (tmp_path / path).read_text("utf-8").replace(NAV, text)
    built = strict_build({path: text})
    assert built.returncode == 1 and told in built.stderr, built.stderr
    assert (tmp_path / "build/site/index.html").read_text() == "the last one"


@pytest.mark.parametrize(
    "line",
    [
        "<script>x()</script>",
        "<SCRIPT src='//elsewhere.example/x.js'></SCRIPT>",
        "<style>p{color:red}</style>",
        '<p style="color:red">',
        "A paragraph {: style='color:red' }",
        '<img src="x.png" onerror="x()">',
        '<img src="x.png"onerror="x()">',
        "<p/style=color:red>",
        "A paragraph { onclick=x() }",
        "[press](javascript:x())",
        "Call 866-901-3212",
        "Call (866) 901-3212",
        "Call 1-408-273-0073",
        "Call 866.901.3212",
        "Call 8669013212",
        "Call 1-800-CHILD",
    ],
)
def test_the_guard_sees(line: str) -> None:
    assert [number for number, _ in faults(f"# Title\n\n{line}\n")] == [3]


@pytest.mark.parametrize("tag", ['<p\nstyle="color:red">', "<img\nsrc='x.png'\n\n onerror='x()'>"])
def test_the_guard_sees_a_tag_on_more_than_one_line_at_the_forbidden_attribute(tag: str) -> None:
    assert [number for number, _ in faults(f"# Title\n\n{tag}\n")] == [3 + tag.count("\n")]


@pytest.mark.parametrize(
    "line",
    [
        'Call {{ phone("customer_connect") }}.',
        "Form LCR001, P.O. Box 911099, Commerce, CA 90091.",
        "Family Code 17800-17804, 22 CCR 120107(e)(4).",
        "{: .button }",
        '<div class="tasks" markdown>',
        "On 2026-11-22 the style of the office = calm.",
    ],
)
def test_the_guard_lets_through(line: str) -> None:
    assert list(faults(line)) == []


def test_one_wrong_call_leaves_the_others_answered() -> None:
    told: list[tuple[int, str]] = []
    text = 'a {{ good("x") }}\nb {{ bad("y") }}\nc {{ good( "x", "z" ) }} {{ _hidden.thing() }}'
    say = {"good": lambda *said: "+".join(said), "_hidden": object()}
    answered = facts.render(text, say, lambda line, reason: told.append((line, reason)))
    assert answered == 'a x\nb {{ bad("y") }}\nc x+z {{ _hidden.thing() }}'
    assert [line for line, _ in told] == [2, 3]
    with pytest.raises(ValueError, match="line 2: "):
        facts.render(text, say)


def test_inline_code_in_a_finished_page_is_found() -> None:
    assert inline_code("<p>fine</p><script>x()</script>")
    assert inline_code('<div\nstyle="x">')
    assert inline_code('<img src="/x.png"onerror="x()">')
    assert inline_code("<p/style=x>")
    assert inline_code('<a href="javascript:x()">')
    assert inline_code('<script src="/a.js" defer></script><p>a style = calm</p>') is None


def test_a_shell_may_hold_its_blocks_and_nothing_else() -> None:
    sound = "{% block title %}x{% endblock %} /{{ alternates.es }}"
    assert shells.unknown_syntax(sound) is None
    for foreign in ("{{ config }}", "{% include 'x' %}", "{# note #}", "{{ alternates.fr }}", "{% block other %}"):
        assert shells.unknown_syntax(sound + foreign)
