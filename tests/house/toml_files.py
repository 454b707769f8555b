"""Every TOML file of the project can be read: a key given twice, or a quotation mark left open, is named here."""

from __future__ import annotations

import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

from house.tools import ROOT


def kept(pattern: str) -> list[Path]:
    """The project's files of a kind, also those not yet added; not what is built or ignored."""
    listed = subprocess.run(  # noqa: S603
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z", pattern],  # noqa: S607
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    return [path for name in listed.stdout.split("\0") if name and (path := ROOT / name).is_file()]


def faults(paths: list[Path]) -> Iterator[str]:
    for path in paths:
        try:
            tomllib.loads(path.read_text("utf-8"))
        except (tomllib.TOMLDecodeError, UnicodeDecodeError) as broken:
            yield f"{path}: {broken}"


def main() -> int:
    found = list(faults(kept("*.toml")))
    print("\n".join(found))
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
