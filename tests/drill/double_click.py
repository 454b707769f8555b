"""Presses Send twice at the same moment, many times: one submission each: python tests/drill/double_click.py [N]."""

from __future__ import annotations

import sys
import tempfile
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from support.running import HOST, Running, running

from bench.visitor import Answer, Visitor

MANY = 200
FORM = "complaint"


def drill(product: Running, pairs: int) -> Iterator[str]:
    """For each pair what went wrong, or an empty line."""
    with ThreadPoolExecutor(2) as hands:
        for _ in range(pairs):
            yield _pair(product, hands)


def _pair(product: Running, hands: ThreadPoolExecutor) -> str:
    person = Visitor(HOST, product.port)
    person.fill(FORM)
    before = _stored(product)
    together = threading.Barrier(2)
    twins = [person, person.tab()]
    answers = list(hands.map(lambda one: _send(one, together), twins))
    seen = {one.reference(answer) for one, answer in zip(twins, answers, strict=True)}
    for one in twins:
        one.close()
    new = _stored(product) - before
    return "" if new == seen and len(seen) == 1 else f"stored {sorted(new)}, receipts show {sorted(seen)}"


def _send(person: Visitor, together: threading.Barrier) -> Answer:
    together.wait()
    return person.send()


def _stored(product: Running) -> set[str]:
    return {reference for (reference,) in product.rows("SELECT reference FROM submissions")}


def main() -> int:
    pairs = int(sys.argv[1]) if len(sys.argv) > 1 else MANY
    with tempfile.TemporaryDirectory() as folder, running(Path(folder)) as product:
        found = list(drill(product, pairs))
    wrong = [line for line in found if line]
    print("\n".join([*wrong, f"{pairs - len(wrong)} passed, {len(wrong)} failed"]))
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
