"""`make check-content` stands on a small lock of its own: an editor installs no browser and no database for it."""

from __future__ import annotations

import re
import subprocess
import sys
from importlib.metadata import distribution, packages_distributions
from pathlib import Path

ROOT = Path(__file__).parents[3]
LOCKED = set(re.findall(r"^([\w.-]+)==", (ROOT / "requirements-content.lock").read_text("utf-8"), re.M))
MOST_BYTES = 150_000_000
OF_THE_VENV = 30_000_000  # pip and setuptools, which Python puts there
LOADED = "import sys, website.checks.__main__; print(*{name.partition('.')[0] for name in sys.modules})"
NOT_HERE = {"colorama"}  # of Windows alone


def test_what_it_installs_is_small() -> None:
    files = [
        distribution(name).locate_file(file) for name in LOCKED - NOT_HERE for file in distribution(name).files or ()
    ]
    size = sum(Path(str(file)).stat().st_size for file in files if Path(str(file)).is_file())
    compiled = 1.6  # beside each module lies what Python made of it
    assert 5_000_000 < size * compiled + OF_THE_VENV < MOST_BYTES


def test_it_loads_nothing_that_it_does_not_install() -> None:
    done = subprocess.run([sys.executable, "-c", LOADED], cwd=ROOT, capture_output=True, text=True, check=True)
    owners = packages_distributions()
    names = {owner.lower().replace("_", "-") for name in done.stdout.split() for owner in owners.get(name, ())}
    assert names - {"setuptools", "pip", "typing-extensions"} <= {name.lower() for name in LOCKED}
