"""All long proofs one after another, or those that are named, each with its time.

    python tests/drill            every proof
    python tests/drill kill mail  these

`matrix` is every form, language, width and kind of browser; each other name is a file of this folder.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
MATRIX = [
    sys.executable,
    "-m",
    "pytest",
    "tests/browser",
    "tests/website",
    "--numprocesses",
    "2",
    "--dist",
    "worksteal",
]


def proofs() -> dict[str, list[str]]:
    """Each proof's name and command."""
    files = sorted(path for path in HERE.glob("*.py") if not path.stem.startswith(("test_", "__")))
    return {"matrix": MATRIX} | {path.stem: [sys.executable, str(path)] for path in files}


def main(wanted: list[str]) -> int:
    """1 if a proof failed; the others run all the same."""
    known = proofs()
    unknown = [name for name in wanted if name not in known]
    if unknown:
        print(f"There is no proof called {', '.join(unknown)}. There are: {', '.join(known)}", file=sys.stderr)
        return 2
    failed = [name for name in wanted or known if not _passes(name, known[name])]
    print(f"Failed: {', '.join(failed)}" if failed else "Every proof holds.")
    return 1 if failed else 0


def _passes(name: str, command: list[str]) -> bool:
    print(f"== {name}", flush=True)
    started = time.monotonic()
    done = subprocess.run(command, cwd=ROOT, env={**os.environ, "FULL": "1"})  # noqa: S603
    print(f"== {name}: {'holds' if done.returncode == 0 else 'FAILED'}, {time.monotonic() - started:.0f} s", flush=True)
    return done.returncode == 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
