"""Thousands of numbers, addresses and copied texts, each taken as meant: python tests/drill/values.py [N of a kind]."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from flask import Flask
from hypothesis import HealthCheck, given, settings

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from support.value_rules import RULES  # noqa: E402

from forms_app.i18n import translation  # noqa: E402

MANY = 5000


def drill(times: int) -> Iterator[tuple[str, str]]:
    """Of each spelling its rule and what went wrong; every rule is tried this often."""
    for rule, (spellings, wrong) in RULES.items():
        found: list[str] = []

        @settings(max_examples=times, deadline=None, database=None, suppress_health_check=list(HealthCheck))
        @given(spellings())
        def tried(spelled: object) -> None:
            found.append(wrong(spelled))  # noqa: B023 - tried within the turn

        tried()
        yield from ((rule, said) for said in found)


def main() -> int:
    app = Flask("values")
    translation.install(app)
    with app.test_request_context("/"):
        found = list(drill(int(sys.argv[1]) if len(sys.argv) > 1 else MANY))
    bad = [f"{rule}: {said}" for rule, said in found if said]
    print("\n".join([*bad[:20], f"{len(found) - len(bad)} passed, {len(bad)} failed"]))
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
