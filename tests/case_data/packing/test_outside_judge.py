"""A validator that knows nothing of us finds our packages right; tests/drill/judge.py has its long form."""

from __future__ import annotations

from pathlib import Path

from support import made_up_county, outside_judge

from forms_app.sealing import key_sets


def test_a_packed_folder_is_a_valid_data_package_and_a_damaged_one_is_not(tmp_path: Path) -> None:
    key_sets.make(tmp_path / "keys")
    made_up_county.write(tmp_path / "county", tmp_path / "keys")
    assert outside_judge.faults(tmp_path / "county") == []
    name, edit, said = outside_judge.DAMAGES["a case that is not there"]
    outside_judge.damage(tmp_path / "county", name, edit)
    assert said in outside_judge.faults(tmp_path / "county")
