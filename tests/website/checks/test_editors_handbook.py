"""The handbook's tutorial does what it says, and every call that it lists can be made."""

from __future__ import annotations

import re
import shutil
from datetime import date
from pathlib import Path

import pytest

from forms_app.facts import agency
from forms_app.settings import ROOT
from website.build import facts
from website.build.page_parts import markdown_globals
from website.checks.__main__ import findings, main

HANDBOOK = (ROOT / "handbook/editors.md").read_text("utf-8")
TODAY = date(2026, 11, 22)


@pytest.fixture
def practised(tmp_path: Path) -> Path:
    """The checkout after the tutorial's first two steps."""
    for folder in ("docs", "agency"):
        shutil.copytree(ROOT / folder, tmp_path / folder)
    (tmp_path / "locales").mkdir()
    for path in (ROOT / "locales").glob("*.*"):
        shutil.copy(path, tmp_path / "locales")
    english, spanish = re.findall(r"```markdown\n(---\n.*?)```", HANDBOOK, re.S)
    (tmp_path / "docs/visit.md").write_text(english, "utf-8")
    (tmp_path / "docs/es/visit.md").write_text(spanish, "utf-8")
    return tmp_path


def told(root: Path) -> list[str]:
    return [str(finding) for finding in findings(root, TODAY) if "visit.md" in finding.path]


def test_the_tutorial_goes_as_it_says(practised: Path) -> None:
    [only] = told(practised)
    assert "does not say which English text it was made from" in only
    command = re.search(r"website\.checks (stamp docs/es/visit\.md)", HANDBOOK)
    assert command
    assert main(["--root", str(practised), *command[1].split()]) == 0
    assert told(practised) == []
    page = practised / "docs/visit.md"
    page.write_text(page.read_text("utf-8").replace("letters", "papers"), "utf-8")
    [only] = told(practised)
    assert "the English page has changed since this was translated" in only


@pytest.mark.parametrize("language", ["en", "es"])
def test_every_call_in_the_handbook_can_be_made(language: str) -> None:
    say = facts.calls(agency.load(ROOT / "agency"), language, ROOT / "agency")
    say |= markdown_globals(language, ROOT / "agency")  # type: ignore[arg-type]
    calls = re.findall(r"\{\{.*?\}\}", HANDBOOK)
    assert len(calls) > 10
    for call in calls:
        assert facts.render(call, say).strip()
