"""handbook/licences.md lists what the product stands on, as the lock and the installed packages have it.

`python -m house.licences` says what is wrong with the list; with `--write` (`make licences`) it first puts versions and
licences right, and adds what is new for somebody to describe.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass, replace
from importlib import metadata
from itertools import product

from packaging.licenses import InvalidLicenseExpression, canonicalize_license_expression
from packaging.utils import canonicalize_name

from house.tools import ROOT

PAGE, LOCK = ROOT / "handbook" / "licences.md", ROOT / "requirements.lock"
FONTS = ROOT / "forms_app" / "pdf" / "fonts"
BEGIN, END = "<!-- packages -->\n", "<!-- /packages -->\n"
RENEW = "run `make licences`, and say what each new package is for."
HEAD = "| package | version | licence | what for |\n|---|---|---|---|\n"
PERMISSIVE = {"Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "ISC", "MIT", "MIT-0", "PSF-2.0", "Unlicense"}
WEAK = {"LGPL-3.0-only", "MPL-2.0"}  # may be used by a work under any licence, as packages of their own, unchanged
# What packages said before the licence had a field with agreed words.
CLASSIFIERS = {
    "Apache Software License": {"Apache-2.0"},
    "BSD License": {"BSD-2-Clause", "BSD-3-Clause"},
    "MIT License": {"MIT"},
    "Mozilla Public License 2.0 (MPL 2.0)": {"MPL-2.0"},
    "The Unlicense (Unlicense)": {"Unlicense"},
}


@dataclass(frozen=True)
class Row:
    """A line of the list."""

    name: str
    version: str
    licence: str
    purpose: str

    def __str__(self) -> str:
        return f"| {self.name} | {self.version} | {self.licence} | {self.purpose} |\n"


def locked(lock: str) -> dict[str, str]:
    """Package to version; two versions where the lock has two, for different releases of Python."""
    found: dict[str, list[str]] = {}
    for name, version in re.findall(r"^([\w.-]+)==([^\s;\\]+)", lock, re.M):
        found.setdefault(canonicalize_name(name), []).append(version)
    return {name: ", ".join(versions) for name, versions in sorted(found.items())}


def listed(page: str) -> dict[str, Row]:
    table = page.partition(BEGIN)[2].partition(END)[0].removeprefix(HEAD)
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in table.splitlines()]
    return {cells[0]: Row(*cells) for cells in rows}


def licences(package: str) -> set[str]:
    """What a package's own metadata can mean; empty where it says nothing, or is not installed on this machine."""
    try:
        about = metadata.metadata(package)
    except metadata.PackageNotFoundError:
        return set()
    for said in (about["License-Expression"], about["License"]):
        try:
            return {canonicalize_license_expression(said or "")}
        except InvalidLicenseExpression:
            continue
    found = [line.rpartition(" :: ")[2] for line in about.get_all("Classifier", []) if line.startswith("License :: ")]
    choices = [sorted(CLASSIFIERS[name]) for name in found if name in CLASSIFIERS]
    return {" OR ".join(sorted(each)) for each in product(*choices)} if choices else set()


def faults(lock: str, page: str) -> Iterator[str]:
    """What is wrong with the list, each with what to do."""
    versions, rows = locked(lock), listed(page)
    yield from (f"{name} is locked and not listed: {RENEW}" for name in sorted(versions.keys() - rows.keys()))
    yield from (f"{name} is listed and not locked: {RENEW}" for name in sorted(rows.keys() - versions.keys()))
    for name in sorted(versions.keys() & rows.keys()):
        row, own = rows[name], licences(name)
        if row.version != versions[name]:
            yield f"{name} is locked at {versions[name]} and listed at {row.version}: {RENEW}"
        if own and row.licence not in own:
            yield f"{name} is listed as {row.licence or 'nothing'}, and says of itself {' or '.join(sorted(own))}."
        if not _fits(row.licence):
            yield f"{name}: nobody has said that {row.licence or 'no licence'} fits ours. See handbook/licences.md."
        if not row.purpose:
            yield f"{name}: say what it is for."


def _fits(licence: str) -> bool:
    return bool(PERMISSIVE & set(licence.split(" OR ")) or licence in WEAK)


def renewed(lock: str, page: str) -> str:
    """The page with the present versions and licences; what a person wrote stays."""
    rows = listed(page)
    table = HEAD
    for name, version in locked(lock).items():
        row, own = rows.get(name, Row(name, version, "", "")), licences(name)
        licence = row.licence if row.licence in own or not own else min(own) if len(own) == 1 else ""
        table += str(replace(row, version=version, licence=licence))
    before, _, rest = page.partition(BEGIN)
    return before + BEGIN + table + END + rest.partition(END)[2]


def unlisted_fonts(page: str) -> Iterator[str]:
    """Fonts that the page does not name, or that do not say themselves that they are free."""
    fonts = sorted(FONTS.glob("*.[ot]tf"))
    if not fonts:
        yield f"{FONTS} holds no fonts: where are they?"
    for font in fonts:
        if f"`{font.name}`" not in page:
            yield f"{font.name} is not listed in handbook/licences.md."
        if "SIL Open Font License".encode("utf-16-be") not in font.read_bytes():
            yield f"{font.name} does not say that it is under the SIL Open Font License."


def main() -> int:
    lock, page = LOCK.read_text("utf-8"), PAGE.read_text("utf-8")
    if "--write" in sys.argv:
        page = renewed(lock, page)
        PAGE.write_text(page, "utf-8")
    found = [*faults(lock, page), *unlisted_fonts(page)]
    print("\n".join(found))
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
