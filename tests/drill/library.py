"""Thirty people behind one address finish three forms each through a real nginx: python tests/drill/library.py [N]."""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from support.running import HOST, running
from support.webserver import Server, serving

from bench.visitor import Visitor

MANY = 30
FORMS = ("complaint", "pin-request", "inquiry")


def drill(folder: Path, people: int) -> Iterator[str]:
    """What went wrong, one line for each form that could not be finished; an empty line for each that was."""
    (folder / "nginx").mkdir()
    with running(folder) as product, serving(folder / "nginx", product.port) as server:
        with ThreadPoolExecutor(people) as library:
            for verdicts in library.map(lambda number: list(_person(server, number)), range(people)):
                yield from verdicts
        if "client" in server.written():
            yield "the logs of nginx name a visitor"


def _person(server: Server, number: int) -> Iterator[str]:
    language = ("en", "es")[number % 2]
    for form in FORMS:
        person = Visitor(HOST, server.port)
        try:
            person.fill(form, language)
            person.reference(person.send())
            yield ""
        except AssertionError as wrong:
            yield f"{form} in {language}: {wrong}"
        finally:
            person.close()


def main() -> int:
    people = int(sys.argv[1]) if len(sys.argv) > 1 else MANY
    with tempfile.TemporaryDirectory() as folder:
        found = list(drill(Path(folder), people))
    wrong = [line for line in found if line]
    print("\n".join([*wrong, f"{len(found) - len(wrong)} forms finished, {len(wrong)} not, by {people} people"]))
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
