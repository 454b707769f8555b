"""What the product stands on is listed with its licence, and nothing comes in that nobody looked at."""

from __future__ import annotations

import re
import tomllib

import pytest

from forms_app.settings import ROOT
from house import licences

LOCK, PAGE = licences.LOCK.read_text("utf-8"), licences.PAGE.read_text("utf-8")
ROW = next(iter(licences.listed(PAGE).values()))


def test_every_locked_package_is_listed_as_it_says_of_itself() -> None:
    assert list(licences.faults(LOCK, PAGE)) == []
    assert licences.listed(PAGE).keys() == licences.locked(LOCK).keys() >= {"flask", "psycopg", "typst"}


def test_a_new_dependency_without_a_line_is_named() -> None:
    assert next(licences.faults(f"{LOCK}pypdf==7.1.0 \\\n", PAGE)).startswith("pypdf is locked and not listed")


@pytest.mark.parametrize(
    ("column", "written", "told"),
    [
        (1, "0.0.1", "and listed at 0.0.1"),
        (2, "BSD-3-Clause", "says of itself MIT"),
        (2, "GPL-3.0-only", "nobody has said that GPL-3.0-only fits ours"),
        (2, "", "nobody has said that no licence fits"),
        (3, "", "say what it is for"),
    ],
)
def test_a_line_that_grew_stale_is_named(column: int, written: str, told: str) -> None:
    cells = [ROW.name, ROW.version, ROW.licence, ROW.purpose]
    assert licences.licences(ROW.name) == {"MIT"}
    page = PAGE.replace(str(ROW), str(licences.Row(*[*cells[:column], written, *cells[column + 1 :]])))
    assert any(fault.startswith(ROW.name) and told in fault for fault in licences.faults(LOCK, page))


def test_a_line_without_a_package_is_named() -> None:
    page = PAGE.replace(licences.END, str(licences.Row("left-pad", "1.0", "MIT", "blanks")) + licences.END)
    assert list(licences.faults(LOCK, page)) == [f"left-pad is listed and not locked: {licences.RENEW}"]


def test_renewing_the_list_keeps_what_people_wrote_and_asks_for_what_is_new() -> None:
    stale = PAGE.replace(f"| {ROW.name} | {ROW.version} |", f"| {ROW.name} | 0.0.1 |")
    assert licences.renewed(LOCK, stale) == PAGE
    renewed = licences.renewed(f"{LOCK}pypdf==7.1.0 \\\n", PAGE)
    assert "| pypdf | 7.1.0 | BSD-3-Clause |  |\n" in renewed
    assert list(licences.faults(f"{LOCK}pypdf==7.1.0 \\\n", renewed)) == ["pypdf: say what it is for."]


def test_every_font_and_dictionary_is_listed_and_free() -> None:
    assert list(licences.unlisted_fonts(PAGE)) == []
    assert [fault for fault in licences.unlisted_fonts("") if "NotoSansThai-Regular.ttf" in fault]
    dictionaries = {path.name for path in (ROOT / "locales/dictionaries").iterdir() if path.suffix in (".aff", ".dic")}
    assert dictionaries and all(f"`{name}`" in PAGE for name in dictionaries)


def test_the_project_names_its_own_licence_once_and_the_same_everywhere() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    text = (ROOT / "LICENSE").read_text("utf-8")
    assert project["license"] == "Apache-2.0" and project["license-files"] == ["LICENSE"]
    assert re.search(r"Apache License\s+Version 2.0", text) and "END OF TERMS AND CONDITIONS" in text
    assert "**Apache License 2.0**" in PAGE


def test_what_is_tested_is_what_runs() -> None:
    tested = licences.locked((ROOT / "requirements-dev.lock").read_text("utf-8"))
    for name in ("requirements.lock", "requirements-content.lock"):
        lock = (ROOT / name).read_text("utf-8")
        assert licences.locked(lock).items() <= tested.items(), name
        assert not re.search(r"^-|https?:|file:", lock, re.M), "a lock names packages, and no place to get them from"
