"""What stands in deploy/ starts the very processes that `make run` starts."""

from __future__ import annotations

import shlex
from configparser import ConfigParser

import pytest

from forms_app.cli import run
from forms_app.errors import WRONG_SETTINGS
from forms_app.settings import ROOT

UNITS = ("public", "staff", "worker")


@pytest.mark.parametrize("part", UNITS)
def test_a_unit_starts_what_make_run_starts(part: str) -> None:
    unit = ConfigParser(interpolation=None, strict=False)
    unit.optionxform = str  # type: ignore[assignment, method-assign]
    unit.read_string((ROOT / "deploy" / f"customer-connect-{part}.service").read_text("utf-8"))
    started = run._commands()[UNITS.index(part)]
    assert shlex.split(unit["Service"]["ExecStart"])[1:] == started[1:]
    assert unit["Service"]["RestartPreventExitStatus"] == str(WRONG_SETTINGS)
    assert unit["Service"]["LimitCORE"] == "0" and unit["Service"]["KillMode"] == "mixed"
    assert unit["Service"]["EnvironmentFile"].endswith(f"/{part}.env")
