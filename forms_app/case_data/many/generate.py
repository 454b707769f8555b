"""Writes a large package, or a delta on it: case after case from a seed, in the same memory for any number of them."""

from __future__ import annotations

import csv
import hashlib
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, time
from pathlib import Path
from random import Random
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from forms_app.case_data.contract.contract import Contract
from forms_app.case_data.many import later
from forms_app.case_data.many.calendar import DAY, LATER, MONTHS
from forms_app.case_data.many.families import Families, Family
from forms_app.case_data.many.ledger import Ledger
from forms_app.case_data.many.output import Output
from forms_app.case_data.packing import descriptors, signing
from forms_app.case_data.packing.descriptors import Said
from forms_app.facts.case_words import Words

SYSTEM = "made-up cases"
ALWAYS = (("months", 4), ("months", 1), ("receipts", 0), ("applied", 0))
WHERE_SENT = (("sent", 0), ("sent_of", 0))


def full(folder: Path, cases: int, seed: int, contract: Contract, words: Words, wrong: int = 0) -> Path:
    """A full package in `folder`, number 1. Gives the public key that checks it.

    `wrong`: in so many cases one amount is wrong by a cent; they are listed in a file beside the folder.
    """
    output = _begin(folder, contract)
    planted = dict(_draw(output, cases, seed, words, _chosen(cases, seed, wrong)))
    output.close()
    if wrong:
        _list(folder.with_name(f"{folder.name}.wrong.csv"), planted)
    return _end(folder, seed, contract, Said(1, "full", None, DAY.isoformat(), SYSTEM))


def delta(folder: Path, cases: int, seed: int, contract: Contract, words: Words) -> Path:
    """The delta of the day after on the full package of the same number and seed: one case in a hundred changes."""
    output = _begin(folder, contract, "put,")
    families, random = Families(words), Random()  # noqa: S311 - made-up cases
    for number in range(later.FIRST, cases + 1, later.EVERY):
        random.seed(_seed_of(seed, number))
        later.write(families, number, random, output)
    output.close()
    return _end(folder, seed, contract, Said(2, "delta", 1, LATER.isoformat(), SYSTEM))


def _begin(folder: Path, contract: Contract, operation: str = "") -> Output:
    folder.mkdir(parents=True)
    (folder / "documents").mkdir()
    return Output(folder, contract, operation)


def _seed_of(seed: int, number: int) -> int:
    return seed << 40 | number


def _chosen(cases: int, seed: int, wrong: int) -> frozenset[int]:
    """None of those that a delta changes: it knows them as they were drawn."""
    numbers = [number for number in range(1, cases + 1) if number % later.EVERY != later.FIRST]
    return frozenset(Random(_seed_of(seed, 0)).sample(numbers, min(wrong, len(numbers))))  # noqa: S311


def _draw(
    output: Output, cases: int, seed: int, words: Words, wrong: frozenset[int]
) -> Iterator[tuple[str, tuple[str, int]]]:
    """Every case; gives those that are wrong, with table and column."""
    families, random = Families(words), Random()  # noqa: S311 - made-up cases
    for number in range(1, cases + 1):
        random.seed(_seed_of(seed, number))
        family = families.draw(number, random, output)
        if number in wrong:
            family.paying = 1.0
            place = _place(family, random)
            output.spoil(*place)
            yield family.case_id, place
        Ledger(family, random, output).write()


def _place(family: Family, random: Random) -> tuple[str, int]:
    """Where a case can be wrong: what is owed to aid is not sent, and in a few months perhaps nothing was."""
    sends = family.first < MONTHS - 6 and any(debt.receiver for debt in family.debts)
    return random.choice(ALWAYS + WHERE_SENT if sends else ALWAYS)


def _list(path: Path, planted: Mapping[str, tuple[str, int]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerow(("case_id", "table", "amount"))
        writer.writerows((case_id, *place) for case_id, place in planted.items())


def _end(folder: Path, seed: int, contract: Contract, said: Said) -> Path:
    """Signed with a key that comes from the seed, so that the bytes are the same; it protects nothing."""
    key = Ed25519PrivateKey.from_private_bytes(hashlib.sha256(f"made-up cases {seed}".encode()).digest())
    made_at = datetime.combine(LATER, time(4), UTC)
    descriptor: dict[str, Any] = descriptors.begin({}, said, contract, made_at)
    files = descriptors.resources(folder, contract, operations=said.kind != "full")
    descriptors.sign(folder, {**descriptor, "resources": list(files)}, {}, key)
    public = folder.with_name(f"{folder.name}.pub")
    public.write_bytes(signing.public_pem(key))
    return public
