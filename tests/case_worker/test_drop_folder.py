"""The watched folder, with real loads in processes of their own."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from support import case_packages as packages
from support.case_loading import SMALL

from forms_app.case_worker.drop_folder import DropFolder
from forms_app.settings import ROOT, Settings


@pytest.fixture
def watched(settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[DropFolder]:
    """For this test's own case database; a package counts as whole at once."""
    for name, value in {
        "CASE_DATABASE_URL": f"sqlite:///{tmp_path}/inside/cases.sqlite",
        "DATA_DIR": str(tmp_path / "var"),
        "KEYS_DIR": str(tmp_path / "keys"),
        "PYTHONPATH": str(ROOT),
    }.items():
        monkeypatch.setenv(name, value)
    (tmp_path / "drop").mkdir()
    folder = DropFolder(tmp_path / "drop", quiet_seconds=0)
    yield folder
    folder.stop()


def lay(folder: DropFolder, name: str, tmp_path: Path, **said: Any) -> None:
    """A package that is signed with the agency's key, which the load finds among its keys."""
    made = packages.write(folder.path / name, SMALL, **said)
    (tmp_path / "keys" / "case-data").mkdir(parents=True, exist_ok=True)
    made.rename(tmp_path / "keys" / "case-data" / "package.pub")


def until_put_away(folder: DropFolder) -> None:
    ended = folder.work_off()
    while not ended:
        time.sleep(0.05)
        ended = folder.work_off()


def put_away(folder: DropFolder, place: str) -> list[str]:
    return sorted(path.name.partition("-")[0] for path in (folder.path / place).glob("*.txt"))


def test_a_package_is_loaded_and_the_same_again_is_refused_with_its_reason(watched: DropFolder, tmp_path: Path) -> None:
    lay(watched, "first", tmp_path)
    until_put_away(watched)
    lay(watched, "again", tmp_path)
    until_put_away(watched)

    assert (put_away(watched, "loaded"), put_away(watched, "refused")) == (["first"], ["again"])
    [reason] = (watched.path / "refused").glob("again*.txt")
    assert "replay" in reason.read_text("utf-8")


def test_what_is_still_being_laid_there_is_left(watched: DropFolder, tmp_path: Path) -> None:
    (watched.path / "half").mkdir()
    (watched.path / "half" / "people.csv").write_text("person_id\n")
    lay(watched, "whole", tmp_path)
    watched.quiet_seconds = 3600

    assert watched.work_off() == 0 and not watched.at_work
    assert (watched.path / "half").is_dir()


def test_packages_are_begun_one_at_a_time_in_the_order_of_their_numbers(watched: DropFolder, tmp_path: Path) -> None:
    lay(watched, "a", tmp_path, seq=2)
    lay(watched, "b", tmp_path, seq=1)
    watched.work_off()

    assert [folder.name for folder in watched.at_work] == ["b"]
