"""The long proof of the calculator: python tests/drill/guideline.py [CASES].

Random cases against the second implementation, what must rise and fall, every published example and how far we are from
it, faults planted one at a time, each of which a test must catch.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from support import guideline_cases, guideline_properties  # noqa: E402
from support.guideline_faults import FAULTS, copy_of, missed  # noqa: E402
from support.guideline_published import published  # noqa: E402

from forms_app.guideline import law  # noqa: E402

CASES, SEED = 100_000, 20261128
STEP = 100  # dollars a month


def cases(laws: law.Laws, many: int) -> Iterator[str]:
    wrong = list(guideline_cases.all_differences(laws, many, SEED))
    print(f"guideline: {many} random cases, {len(wrong)} differ from the second implementation by a cent or more")
    yield from wrong


def properties(laws: law.Laws) -> Iterator[str]:
    """The law's own jumps are told, for they are what a person may wonder about."""
    for text in laws.texts:
        for jump in guideline_properties.jumps(text):
            print(f"guideline: the law's own jump, {jump}")
        yield from guideline_properties.broken_by_income(text, STEP)
        yield from guideline_properties.broken_by_time(text, STEP)
        yield from guideline_properties.broken_by_children(text, 5 * STEP)


def examples() -> Iterator[str]:
    """The official tool is certified to be within 1 percent; charts of time, each of which counts in its way, apart."""
    found = list(published())
    print(*(f"guideline: {one}" for one in found), sep="\n")
    for kind, most in ((False, 0.01), (True, 0.1)):
        of_kind = [one for one in found if one.chart is kind]
        furthest = max(of_kind, key=lambda one: (one.difference, one.printed_difference))
        print(f"guideline: {len(of_kind)} published {'shares of time' if kind else 'examples'}, furthest: {furthest}")
        yield from (f"more than {most:.0%} from {one}" for one in of_kind if one.difference > most)


def faults() -> Iterator[str]:
    with tempfile.TemporaryDirectory() as folder:
        copy = copy_of(ROOT, Path(folder))
        wrong = [line for fault in FAULTS if (line := missed(fault, copy))]
    print(f"guideline: {len(FAULTS)} planted faults, {len(FAULTS) - len(wrong)} caught")
    yield from wrong


def main(many: int) -> int:
    laws = law.load(ROOT / "agency")
    wrong = [*cases(laws, many), *properties(laws), *examples(), *faults()]
    print("\n".join(wrong[:20]))
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else CASES))
