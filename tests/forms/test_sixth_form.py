"""A form is one module and one template: a sixth one is put into a checkout, where it goes its whole way at once."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from dataclasses import MISSING, fields
from pathlib import Path

import pytest

from forms_app.forms.policy import Policy
from forms_app.settings import ROOT

SIXTH = ROOT / "tests" / "data" / "sixth_form"
MODULE, TEMPLATE = "forms_app/forms/declared/payment_record.py", "forms_app/templates/forms/about/payment-record.html"
LINKED = ("agency", "build", "docs", "locales", "migrations", "website")  # read, and changed by nobody
PARTS = [part.name for part in fields(Policy) if part.default is MISSING]


@pytest.fixture(scope="module")
def checkout(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A checkout of its own with one form more; nothing that was there is changed."""
    folder = tmp_path_factory.mktemp("sixth") / "checkout"
    shutil.copytree(ROOT / "forms_app", folder / "forms_app", ignore=shutil.ignore_patterns("fonts"))
    shutil.copytree(ROOT / "tests", folder / "tests", ignore=shutil.ignore_patterns("drill", "browser"))
    shutil.copy(ROOT / "pyproject.toml", folder)
    for name in (*LINKED, "forms_app/pdf/fonts"):
        (folder / name).symlink_to(ROOT / name)
    shutil.copy(SIXTH / "payment_record.py", folder / MODULE)
    shutil.copy(SIXTH / "payment-record.html", folder / TEMPLATE)
    return folder


def run(checkout: Path, *command: str) -> subprocess.CompletedProcess[str]:
    known = {name: value for name, value in os.environ.items() if not name.startswith("PYTEST")}
    known |= {"PYTHONDONTWRITEBYTECODE": "1", "DATA_DIR": str(checkout / "var"), "KEYS_DIR": str(checkout / "keys")}
    return subprocess.run([sys.executable, "-m", *command], cwd=checkout, env=known, capture_output=True, text=True)


def test_it_is_walked_from_its_door_to_its_answer_by_the_tests_of_every_form(built: Path, checkout: Path) -> None:
    walked = run(checkout, "pytest", "tests/staff/test_whole_way.py", "-k", "payment-record", "-p", "no:randomly")
    assert walked.returncode == 0, walked.stdout
    assert re.search(r"^5 passed", walked.stdout, re.MULTILINE), walked.stdout


@pytest.mark.parametrize("part", PARTS)
def test_without_a_part_of_its_policy_the_start_stops_and_names_form_and_part(checkout: Path, part: str) -> None:
    module = checkout / MODULE
    whole = module.read_text("utf-8")
    module.write_text(re.sub(rf"^    {part}=.*\n", "", whole, flags=re.MULTILINE), "utf-8")
    try:
        stopped = run(checkout, "forms_app.processes.server", "public")
    finally:
        module.write_text(whole, "utf-8")
    assert stopped.returncode == 78 and stopped.stderr.count("\n") == 1, stopped.stderr
    assert stopped.stderr.startswith("Cannot start. The form payment-record: ") and f"'{part}'" in stopped.stderr


def test_without_its_template_the_start_stops_and_says_which(checkout: Path) -> None:
    (checkout / TEMPLATE).rename(checkout / "kept.html")
    try:
        stopped = run(checkout, "forms_app.cli.preparation")
    finally:
        (checkout / "kept.html").rename(checkout / TEMPLATE)
    assert stopped.returncode == 78 and stopped.stderr.count("\n") == 1, stopped.stderr
    assert "The form payment-record: about names no template" in stopped.stderr
