"""The made-up county, built for a day as the product builds it, and a package of it."""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path

from forms_app.case_data.contract import contract
from forms_app.case_data.county import package
from forms_app.case_data.county.build import County, build
from forms_app.case_data.packing.sealer import Sealer
from forms_app.facts import case_words
from forms_app.sealing import keys
from forms_app.sealing.seal import SealingKey

CONTRACT = contract.load()
WORDS = case_words.load(Path("agency"))
DAY = date(2026, 11, 28)


@cache
def on(day: date) -> County:
    return build(day, CONTRACT, WORDS)


def write(folder: Path, key_set: Path, day: date = DAY) -> Path:
    """The package in `folder`, with papers of one line; gives the public key that checks it."""
    sealers = (Sealer(SealingKey.of(keys.public_pair_in(key_set / "public", name))) for name in ("inbox", "case-data"))
    inbox, documents = sealers
    return package.write(folder, day, CONTRACT, WORDS, (inbox, documents), lambda row, person: b"%PDF-1.7\n")
