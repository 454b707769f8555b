"""A virtual environment of its own for each peer, under build/: what other frameworks need is none of the product's."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from support.running import ROOT

HERE = Path(__file__).parent
INSTALL = ["-m", "pip", "install", "--quiet", "--quiet", "--disable-pip-version-check", "--require-hashes", "-r"]


def python_of(name: str) -> str:
    """The interpreter that has what bench/peers/NAME.txt pins; made if it is missing or was made from another list."""
    folder, wanted = ROOT / "build" / "peers" / name, HERE / f"{name}.txt"
    made_from = folder / "made-from"
    if not made_from.exists() or made_from.read_bytes() != wanted.read_bytes():
        print(f"  Installing what the peer {name} needs (once).", file=sys.stderr, flush=True)
        subprocess.run([sys.executable, "-m", "venv", "--clear", folder], check=True)
        subprocess.run([folder / "bin" / "python", *INSTALL, wanted], check=True)
        made_from.write_bytes(wanted.read_bytes())
    return str(folder / "bin" / "python")
