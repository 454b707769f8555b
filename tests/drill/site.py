"""Puts every page of the site before Lighthouse and the HTML checker: python tests/drill/site.py [RUNS [PAGE ...]]."""

from __future__ import annotations

import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from bench.running import running  # noqa: E402 - found only after the line above
from bench.weight import pages  # noqa: E402

TOOLS = ROOT / "build/drill-tools"
PACKAGES = ("lighthouse@12.8.2", "vnu-jar@26.9.27")
CHROMIUM = ("chromium", "chromium-browser", "google-chrome")
AT_LEAST = {"performance": 99, "accessibility": 100, "best-practices": 100, "seo": 100}
RUNS = 3


def install() -> None:
    """The tools of this drill, in a folder of their own; the product needs none of them."""
    for tool in ("node", "npm", "java"):
        if not shutil.which(tool):
            sys.exit(f"This drill needs {tool}. On Debian: sudo apt-get install nodejs npm default-jre-headless")
    if not (TOOLS / "node_modules").exists():
        command = ["npm", "install", "--prefix", str(TOOLS), "--no-audit", "--no-fund", "--ignore-scripts", *PACKAGES]
        subprocess.run(command, check=True, capture_output=True)


def html_errors() -> list[str]:
    """What the checker of the W3C says about every built page."""
    jar = TOOLS / "node_modules/vnu-jar/build/dist/vnu.jar"
    files = [str(file) for file in sorted((ROOT / "build/site").rglob("*.html"))]
    done = subprocess.run(
        ["java", "-jar", str(jar), "--format", "json", *files], capture_output=True, text=True, check=False
    )
    said = json.loads(done.stderr)["messages"]
    return [f"{Path(each['url']).parent.name}:{each.get('lastLine')}: {each['message']}" for each in said]


def scores(address: str, folder: Path, runs: int) -> dict[str, float]:
    """Lighthouse on a phone: the median of some runs, by category."""
    found = [_run(address, folder / f"{number}.json") for number in range(runs)]
    return {name: statistics.median(each[name] for each in found) for name in AT_LEAST}


def _run(address: str, report: Path) -> dict[str, float]:
    chromium = next(filter(None, map(shutil.which, CHROMIUM)), "")
    flags = "--headless=new --no-sandbox --disable-dev-shm-usage"
    command = ["node", str(TOOLS / "node_modules/lighthouse/cli/index.js"), address, "--quiet", "--output=json"]
    command += [f"--output-path={report}", f"--chrome-flags={flags}", f"--only-categories={','.join(AT_LEAST)}"]
    subprocess.run(command, env=os.environ | {"CHROME_PATH": chromium}, check=True, capture_output=True)
    categories: dict[str, Any] = json.loads(report.read_text("utf-8"))["categories"]
    return {name: round(category["score"] * 100) for name, category in categories.items()}


def verdicts(runs: int, paths: list[str]) -> Iterator[str]:
    """One line for each page that falls short, an empty one for each that does not."""
    yield from html_errors() or [""]
    with tempfile.TemporaryDirectory() as scratch, running(Path(scratch)) as product:
        for path in paths:
            found = scores(product.url + path, Path(scratch), runs)
            short = [f"{name} {found[name]:g}" for name, wanted in AT_LEAST.items() if found[name] < wanted]
            yield f"{path}: {', '.join(short)}" if short else ""


def main(arguments: list[str]) -> int:
    install()
    runs = int(arguments[0]) if arguments else RUNS
    paths = arguments[1:] or [path for path in pages() if not path.endswith("404.html")]
    found = list(verdicts(runs, paths))
    wrong = [line for line in found if line]
    print("\n".join([*wrong, f"{len(found) - len(wrong)} passed, {len(wrong)} failed"]))
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
