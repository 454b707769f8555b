"""Kills the whole product right after each "it is sent" and finds every one stored: python tests/drill/kill.py [N]."""

from __future__ import annotations

import itertools
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from support.public_forms import FORMS
from support.running import HOST, Running, free_ports

from bench.visitor import Answer, Visitor
from forms_app import settings
from forms_app.sealing import keys
from forms_app.sealing.unseal import CannotOpen, OpeningKeys

MANY = 50
HALVES = """SELECT s.sealed, (SELECT count(*) FROM outbox o WHERE o.reference = s.reference AND o.kind = 'arrived'),
  s.due_on <> '9999-12-31' OR EXISTS (SELECT 1 FROM search_terms t WHERE t.reference = s.reference)
  FROM submissions s WHERE s.reference = :reference"""


def drill(folder: Path, times: int) -> Iterator[str]:
    """What went wrong, one line for each acknowledged sending that is not there whole; one empty line for each that is.

    A sending whose receipt can be read again after the restart gave its sender the reference that is looked for.
    """
    kinds = itertools.cycle((form, language) for form in FORMS for language in ("en", "es"))
    before: tuple[Visitor, Answer] | None = None
    for form, language in itertools.islice(kinds, times):
        product = Running(folder, free_ports())
        if before:
            yield _verdict(product, *before)
        person = Visitor(HOST, product.port)
        person.fill(form, language)
        sent = person.send()
        product.kill()
        before = (person, sent)
    product = Running(folder, free_ports())
    if before:
        yield _verdict(product, *before)
    product.stop()


def _verdict(product: Running, person: Visitor, sent: Answer) -> str:
    person.move(product.port)
    reference = person.reference(sent)
    person.close()
    rows = product.rows(HALVES, {"reference": reference})
    if len(rows) != 1:
        return f"{reference} was acknowledged and is stored {len(rows)} times"
    sealed, waiting, taken_in = rows[0]
    if waiting + taken_in != 1:
        return f"{reference} has {waiting} outbox rows and was {'' if taken_in else 'not '}taken in"
    return "" if _opens(product, sealed, reference) else f"{reference} does not open with the staff key"


def _opens(product: Running, sealed: bytes, reference: str) -> bool:
    known = settings.read(product.environment)
    try:
        OpeningKeys(keys.private_pairs(known, "inbox")).open(sealed, context=reference)
    except CannotOpen:
        return False
    return True


def main() -> int:
    times = int(sys.argv[1]) if len(sys.argv) > 1 else MANY
    with tempfile.TemporaryDirectory() as folder:
        found = list(drill(Path(folder), times))
    wrong = [line for line in found if line]
    print("\n".join([*wrong, f"{times - len(wrong)} passed, {len(wrong)} failed"]))
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
