"""Packages of the county and of many cases, and damaged ones, before an outside judge: tests/drill/judge.py [N]."""

from __future__ import annotations

import shutil
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from support import made_up_county, outside_judge
from support.made_up_county import CONTRACT, WORDS

from forms_app.case_data.checks import package
from forms_app.case_data.many import generate
from forms_app.sealing import key_sets

CASES = 200


def drill(folder: Path, cases: int) -> Iterator[str]:
    """What went otherwise than it should, one line each."""
    key_sets.make(folder / "keys")
    made_up_county.write(folder / "county", folder / "keys")
    generate.full(folder / "many", cases, 1, CONTRACT, WORDS)
    generate.delta(folder / "delta", cases, 1, CONTRACT, WORDS)
    for name in ("county", "many", "delta"):
        yield from (f"{name}: the judge says {fault}" for fault in outside_judge.faults(folder / name))
    for what, (name, edit, expected) in outside_judge.DAMAGES.items():
        damaged = folder / "damaged"
        shutil.copytree(folder / "county", damaged)
        outside_judge.damage(damaged, name, edit)
        if expected not in outside_judge.faults(damaged):
            yield f"{what}: the judge does not say {expected}"
        if not list(package.check(damaged, CONTRACT, WORDS, folder / "county.pub")):
            yield f"{what}: our own check finds nothing"
        shutil.rmtree(damaged)
    outside_judge.change_a_byte(folder / "county")
    if "hash-count" not in (said := outside_judge.faults(folder / "county")):
        yield f"a changed byte: the judge says {said}"


def main() -> int:
    cases = int(sys.argv[1]) if len(sys.argv) > 1 else CASES
    with tempfile.TemporaryDirectory() as folder:
        wrong = list(drill(Path(folder), cases))
    damages = len(outside_judge.DAMAGES) + 1
    print("\n".join([*wrong, f"3 packages, {damages} damages, {len(wrong)} judged otherwise than they should be"]))
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
