"""A load that is killed leaves what was there, and nothing in the way of the next one."""

from __future__ import annotations

from pathlib import Path

import pytest
from support import case_killing, case_outcomes
from support import case_packages as packages
from support.case_loading import SMALL, Loader
from support.ground import ON_BOTH

pytestmark = pytest.mark.drill


@ON_BOTH
def test_killed_at_any_statement_it_leaves_one_package_whole(case_address: str, tmp_path: Path) -> None:
    (tmp_path / "packages").mkdir()
    assert list(case_outcomes.kills(case_address, tmp_path / "packages", copies=2, times=3)) == [""] * 3


def test_what_a_killed_load_had_begun_is_removed_by_the_next(loader: Loader, case_address: str) -> None:
    key = packages.write(loader.folder / "killed", SMALL, seq=1)
    folder = Path(str(loader.database.url.database)).parent
    (folder / "case-data-arriving").mkdir()
    statements = case_killing.run(case_address, loader.folder / "killed", key)
    loader.seq = 1
    packages.write(loader.folder / "again", SMALL, seq=2)
    case_killing.run(case_address, loader.folder / "again", key, statements // 2)
    assert _folders(folder) == {"case-data-arriving", "cases.sqlite.scratch"}
    assert loader.load(SMALL).loaded
    assert _folders(folder) == {"case-data-arriving"}


def _folders(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir() if path.is_dir()}
