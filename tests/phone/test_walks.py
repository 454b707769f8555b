"""The walks of tests/data/walks.yaml, and what the command says of them."""

from __future__ import annotations

from pathlib import Path

import pytest
from support.command_line import run
from support.phone_line import LINE
from support.phone_menu import AGENCY

from forms_app.cli.phone import Trial
from forms_app.phone import walks
from forms_app.phone.walking import differences
from forms_app.phone.walks import NotAWalk, Walk

FILE = Path("tests/data/walks.yaml")
WALKS = walks.load(FILE, LINE)
TRIAL = Trial(AGENCY)


@pytest.mark.parametrize("walk", WALKS, ids=lambda walk: walk.name)
def test_a_walk_comes_as_it_is_written(walk: Walk) -> None:
    assert differences(walk, TRIAL.engine(walk)) == []


def test_there_are_walks_of_every_kind_in_both_languages() -> None:
    assert len(WALKS) >= 60
    for language in ("en", "es"):
        own = [walk for walk in WALKS if walk.language == language]
        assert {act for walk in own for act, _ in walk.steps} >= {"key", "say", "silence", "identify", "hangup"} - (
            {"hangup"} if language == "en" else set()
        )
        assert {walk.transferred for walk in own} == {"local", "sdu", "none"}
    reached = {walk.arrives for walk in WALKS}
    assert reached >= {node.id for node in LINE.menu.nodes.values() if node.want}


def test_each_printed_recipe_is_among_them_in_both_languages() -> None:
    walked = {(walk.language, walk.arrives) for walk in WALKS}
    assert {(language, recipe.reaches) for recipe in LINE.printed.printed for language in ("en", "es")} <= walked


ONE = """
- {name: well, language: es, at: 2026-12-02 10:00, steps: [{key: "2"}, {key: "2"}, {key: "6"}],
   arrives: general_info_public, hears: [información general], transferred: none}
- {name: not so, language: en, at: Monday 10:00, steps: [{key: 1}, {silence: true}], arrives: payments, hears: [gold]}
"""


def test_the_command_gives_a_line_for_each_walk_and_ends_with_1_where_one_differs(tmp_path: Path) -> None:
    file = tmp_path / "walks.yaml"
    file.write_text(ONE, "utf-8")
    code, said = run(tmp_path, "phone", "walk", str(file))

    assert code == 1
    assert said.splitlines() == [
        "ok       well",
        "differs  not so: arrives at caller, expected payments; did not hear “gold”",
        "2 walks, 1 differ.",
    ]


def test_the_command_ends_with_0_where_none_differs(tmp_path: Path) -> None:
    file = tmp_path / "walks.yaml"
    file.write_text(ONE.partition("- {name: not so")[0], "utf-8")

    assert run(tmp_path, "phone", "walk", str(file)) == (0, "ok       well\n1 walks, 0 differ.\n")


def test_walks_that_leave_out_the_key_of_the_language_begin_after_it(tmp_path: Path) -> None:
    file = tmp_path / "walks.yaml"
    lines = [
        "- {name: a, language: es, at: 10:00, steps: [{key: 1}, {identify: right}, {key: 2}], arrives: appointments}",
        "- {name: b, language: en, at: 10:00, steps: [{key: '2'}, {key: '6'}], arrives: general_info_public}",
    ]
    file.write_text("\n".join(lines), "utf-8")

    assert run(tmp_path, "phone", "walk", str(file))[0] == 0


WRONG = {
    "steps: [{press: '1'}]": "a step is one of key, say,",
    "steps: [{key: 'A'}]": "'A' is no key",
    "steps: [{identify: maybe}]": "identify is right or wrong",
    "steps: [], at: tomorrow": "expected local time",
    "steps: [], language: fr": "language must be one of en, es",
    "steps: [], heard: [a]": "unknown: heard",
    "steps: [], caller: '990000000001'": "nobody of the made-up county has this number",
}


@pytest.mark.parametrize("entry", WRONG)
def test_a_file_that_is_no_walk_is_refused_in_one_line(tmp_path: Path, entry: str) -> None:
    file = tmp_path / "walks.yaml"
    rest = {"name": "x", "language": "en", "at": "10:00", "arrives": "caller"}
    others = ", ".join(f"{name}: {value}" for name, value in rest.items() if f"{name}:" not in entry)
    file.write_text(f"- {{{entry}, {others}}}", "utf-8")
    code, said = run(tmp_path, "phone", "walk", str(file))

    assert code == 1 and WRONG[entry] in said and said.count("\n") == 1


@pytest.mark.parametrize("text", ["", "just words", "- [1, 2]", "a: [", "- {name: x}"])
def test_a_file_without_walks_is_refused(tmp_path: Path, text: str) -> None:
    file = tmp_path / "walks.yaml"
    file.write_text(text, "utf-8")
    with pytest.raises(NotAWalk):
        walks.load(file, LINE)
