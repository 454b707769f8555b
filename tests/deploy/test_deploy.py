"""What stands in deploy/ starts the very processes that `make run` starts."""

from __future__ import annotations

import shlex
from configparser import ConfigParser
from pathlib import Path

import pytest

from forms_app.cli import run
from forms_app.errors import WRONG_SETTINGS
from forms_app.settings import ROOT

UNITS = ("public", "staff", "worker")
FILES = sorted((ROOT / "deploy").glob("*.service"))
PHONE = {"PHONE": "1", "PHONE_URL": "https://phone.example.org"}


def read(file: Path) -> ConfigParser:
    unit = ConfigParser(interpolation=None, strict=False)
    unit.optionxform = str  # type: ignore[assignment, method-assign]
    unit.read_string(file.read_text("utf-8"))
    return unit


@pytest.mark.parametrize("part", UNITS)
def test_a_unit_starts_what_make_run_starts(part: str) -> None:
    unit = read(ROOT / "deploy" / f"customer-connect-{part}.service")
    started = run._commands()[UNITS.index(part)]
    assert shlex.split(unit["Service"]["ExecStart"])[1:] == started[1:]
    assert unit["Service"]["EnvironmentFile"].endswith(f"/{part}.env")


@pytest.mark.parametrize(("part", "number"), [("phone", 0), ("phone-webhooks", 1)])
def test_a_unit_of_the_telephone_starts_what_make_run_starts(part: str, number: int) -> None:
    unit = read(ROOT / "deploy" / f"customer-connect-{part}.service")
    assert shlex.split(unit["Service"]["ExecStart"])[1:] == [*run._telephone(PHONE)][number][1:]
    assert unit["Service"]["User"] == "connect-phone" and unit["Service"]["EnvironmentFile"].endswith("/phone.env")


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_every_unit_is_as_closed_as_the_others_and_is_named_for_operators(file: Path) -> None:
    service = read(file)["Service"]
    assert service["RestartPreventExitStatus"] == str(WRONG_SETTINGS) and service["Restart"] == "on-failure"
    assert service["LimitCORE"] == "0" and service["KillMode"] == "mixed" and service["UMask"] == "0077"
    assert {service[name] for name in ("NoNewPrivileges", "PrivateTmp", "ProtectHome")} == {"yes"}
    assert service["ProtectSystem"] == "strict"
    told = "".join((ROOT / "handbook" / name).read_text("utf-8") for name in ("operators.md", "phone.md"))
    assert f"{file.stem.removeprefix('customer-connect')}.service" in told
