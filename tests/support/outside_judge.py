"""frictionless, the kept validator of Data Packages, as a judge who knows nothing of our product."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from pathlib import Path

from frictionless import FrictionlessException, Package


def faults(folder: Path) -> list[str]:
    """What it finds wrong with the package in `folder`."""
    try:
        report = Package(str(folder / "datapackage.json")).validate()
    except FrictionlessException as wrong:  # the descriptor itself
        return [wrong.error.type]
    found: list[list[str]] = report.flatten(["type"])
    return [str(one[0]) for one in found]


def damage(folder: Path, name: str, edit: Callable[[str], str]) -> None:
    """Changes the text of a file; its new length and hash go into the descriptor, so that only the content is wrong."""
    path = folder / name
    text = path.read_text("utf-8")
    changed = edit(text)
    assert changed != text
    path.write_text(changed, "utf-8")
    descriptor = json.loads((folder / "datapackage.json").read_text("utf-8"))
    for resource in descriptor["resources"]:
        if resource["path"] == name:
            data = path.read_bytes()
            resource.update(bytes=len(data), hash=f"sha256:{hashlib.sha256(data).hexdigest()}")
    (folder / "datapackage.json").write_text(json.dumps(descriptor), "utf-8")


def line(number: int, old: str, new: str) -> Callable[[str], str]:
    """An edit: in this line, counted from 1, the first `old` becomes `new`."""

    def edit(text: str) -> str:
        lines = text.splitlines(keepends=True)
        lines[number - 1] = lines[number - 1].replace(old, new, 1)
        return "".join(lines)

    return edit


def _again(text: str) -> str:
    return text + text.splitlines(keepends=True)[-1]


# What it is called, the file, the edit, what the judge says.
DAMAGES: dict[str, tuple[str, Callable[[str], str], str]] = {
    "an unknown code": ("cases.csv", line(2, ",open,", ",ajar,"), "constraint-error"),
    "no day of the calendar": ("cases.csv", line(2, ",open,20", ",open,209"), "type-error"),
    "an empty cell that is needed": ("cases.csv", line(2, ",open,", ",,"), "constraint-error"),
    "an amount with a letter": ("receipts.csv", line(2, ".00", ".OO"), "type-error"),
    "a number above the pattern": ("people.csv", line(2, ",99", ",x"), "constraint-error"),
    "a key twice": ("receipts.csv", _again, "primary-key"),
    "a person who is not there": ("receipts.csv", line(2, ",", ",nobody-"), "foreign-key"),
    "a case that is not there": ("steps.csv", line(2, "-c1,case_opened", "-x1,case_opened"), "foreign-key"),
    "a cell too many": ("steps.csv", line(2, ",", ",,"), "extra-cell"),
    "a cell too few": ("children.csv", line(2, ",y", ""), "missing-cell"),
    "another header": ("orders.csv", line(1, "amount", "ssn"), "incorrect-label"),
    "neither y nor n": ("people.csv", line(2, ",n,", ",maybe,"), "type-error"),
}


def change_a_byte(folder: Path) -> None:
    """A damage that only hash and signature tell."""
    path = folder / "months.csv"
    data = bytearray(path.read_bytes())
    data[-2] ^= 1
    path.write_bytes(bytes(data))
