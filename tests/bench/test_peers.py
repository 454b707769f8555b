"""The measurements beside other frameworks: the same ten pages at the wizard, and what falls short stands first."""

from __future__ import annotations

import ast
import json
from pathlib import Path
from typing import Any

from support.public_forms import FORMS

from bench.figures import Figure
from bench.peers import complaint, report
from bench.peers.servers import APPS, PEERS
from bench.peers.venvs import HERE
from forms_app.settings import ROOT

LESS = Figure("posted", 2.9, 3.0, "x", at_least=True)
MORE = Figure("posted", 3.0, 3.0, "x", at_least=True)
OVER = Figure("memory", 301.0, 300.0, " MB")


def test_a_figure_knows_whether_its_limit_is_the_most_or_the_least() -> None:
    assert [each.holds for each in (LESS, MORE, OVER, OVER._replace(value=300.0))] == [False, True, False, True]
    assert str(LESS).startswith("LESS") and str(OVER).startswith("OVER") and str(MORE).startswith("ok")


def test_what_falls_short_stands_first() -> None:
    rows = list(report.table([MORE, LESS, OVER]))[2:]
    assert ["short" in row for row in rows] == [True, True, False]
    assert rows[0].startswith("| posted | 2.90x | ≥ 3x |") and rows[1].startswith("| memory | 301.00 MB | ≤ 300 MB |")


def test_the_person_who_is_measured_answers_every_page_that_the_complaint_asks(tmp_path: Path) -> None:
    values: dict[str, Any] = {name: texts[0] for page in complaint.TYPED.values() for name, texts in page.items()}
    values |= {"safe_ways": complaint.TYPED["reach"]["safe_ways"]}
    asked = [page.slug for page in FORMS["complaint"].asked(values)]
    assert asked == list(complaint.TYPED) and len(asked) == 10
    complaint.write_pages(tmp_path / "pages.json")
    written = json.loads((tmp_path / "pages.json").read_text("utf-8"))
    assert [page["slug"] for page in written] == asked


def test_the_wizard_can_make_every_question_of_these_pages(tmp_path: Path) -> None:
    complaint.write_pages(tmp_path / "pages.json")
    kinds = {
        question["kind"]
        for page in json.loads((tmp_path / "pages.json").read_text("utf-8"))
        for question in page["questions"]
    }
    tree = ast.parse((APPS / "django_peers" / "wizard" / "forms.py").read_text("utf-8"))
    (known,) = (
        node.value
        for node in tree.body
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "KINDS" and isinstance(node.value, ast.Dict)
    )
    assert kinds <= {ast.literal_eval(key) for key in known.keys if key}


def test_what_the_peers_need_is_pinned_by_hashes_and_none_of_the_products_locks_has_django() -> None:
    for peer in PEERS.values():
        lines = (HERE / f"{peer.packages}.txt").read_text("utf-8").splitlines()
        pinned = [number for number, line in enumerate(lines) if "==" in line]
        assert pinned and all("--hash=" in lines[number + 1] for number in pinned)
    for lock in ROOT.glob("*.lock"):
        assert "django" not in lock.read_text("utf-8").lower()
