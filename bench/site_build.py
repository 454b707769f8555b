"""Measures what a build of the site costs, in CPU, against plain mkdocs-material building the same pages beside it.

Run: python bench/site_build.py. Exits 1 when a ratio is over its limit.
"""

from __future__ import annotations

import os
import re
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path

import yaml

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from forms_app.facts import agency  # noqa: E402 - found only after the line above
from forms_app.facts.languages import LANGUAGES  # noqa: E402
from website.build.assets.art import icon  # noqa: E402
from website.build.facts import calls, render  # noqa: E402
from website.build.languages import language_of  # noqa: E402
from website.build.page_parts import markdown_globals  # noqa: E402

ROUNDS = 3
MANY = 400
LIMITS = {"as it is": 1.0, f"at {MANY} pages": 0.5}
_SEARCH_WORDS = re.compile(r"^search: .*\n", re.M)  # Material's own search refuses our entry of that name
EXTENSIONS = ["admonition", "attr_list", "def_list", "md_in_html", "tables", "toc", "pymdownx.details"]
COPIED = ("docs", "website", "agency", "forms_app")


def copy_of_the_site(target: Path) -> None:
    for name in COPIED:
        shutil.copytree(ROOT / name, target / name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "mkdocs.yml", target)
    for page in (target / "docs").rglob("*.md"):
        text = page.read_text("utf-8")
        page.write_text(_SEARCH_WORDS.sub("", text, count=1), "utf-8")


def grow(site: Path, pages: int) -> None:
    """Copy the pages, both languages alike, until there are so many; the copies stand in the navigation too."""
    english = sorted((site / "docs").glob("*.md"))
    copies = []
    for number in range(pages // (2 * len(english))):
        for page in english:
            name = f"{page.stem}-{number}.md"
            for folder in ("docs", "docs/es"):
                shutil.copy(site / folder / page.name, site / folder / name)
            copies.append(name)
    settings = (site / "mkdocs.yml").read_text("utf-8")
    listed = "nav:\n" + "".join(f"  - {name}\n" for name in copies)
    (site / "mkdocs.yml").write_text(settings.replace("nav:\n", listed, 1), "utf-8")


def plain_settings(site: Path) -> Path:
    """The same pages, their facts filled in, under mkdocs-material as it comes: its templates, its search."""
    for language in LANGUAGES:
        facts = calls(agency.load(site / "agency"), language, site / "agency")
        write_answered(site, language, {"icon": icon, **facts, **markdown_globals(language, site / "agency")})
    plain = {
        "site_name": "Plain",
        "theme": {"name": "material"},
        "plugins": ["search"],
        "markdown_extensions": EXTENSIONS,
        "docs_dir": str(site / "answered"),
        "site_dir": str(site / "plain"),
    }
    (site / "plain.yml").write_text(yaml.safe_dump(plain), "utf-8")
    return site / "plain.yml"


def write_answered(site: Path, language: str, say: Mapping[str, object]) -> None:
    for page in (site / "docs").rglob("*.md"):
        name = page.relative_to(site / "docs")
        if language_of(name.as_posix()) == language:
            (site / "answered" / name).parent.mkdir(parents=True, exist_ok=True)
            (site / "answered" / name).write_text(render(page.read_text("utf-8"), say), "utf-8")


def cpu_of(site: Path, settings: Path) -> float:
    """Seconds of CPU, user and system, of one clean build."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    command = [str(Path(sys.executable).parent / "mkdocs"), "build", "--quiet", "--config-file", str(settings)]
    environment = os.environ | {"NO_MKDOCS_2_WARNING": "1", "PYTHONHASHSEED": "0"}
    subprocess.run(command, cwd=site, env=environment, check=True, capture_output=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def ratio(site: Path) -> tuple[float, float, float]:
    """Median CPU of ours and of plain Material, built in turns, and ours ÷ plain."""
    plain = plain_settings(site)
    pairs = [(cpu_of(site, site / "mkdocs.yml"), cpu_of(site, plain)) for _ in range(ROUNDS)]
    ours, theirs = (statistics.median(each) for each in zip(*pairs, strict=True))
    return ours, theirs, ours / theirs


def main() -> int:
    over = 0
    for name, limit in LIMITS.items():
        with tempfile.TemporaryDirectory() as scratch:
            site = Path(scratch) / "site"
            site.mkdir()
            copy_of_the_site(site)
            if limit < 1:
                grow(site, MANY)
            pages = len(list((site / "docs").rglob("*.md")))
            ours, theirs, relation = ratio(site)
        over += relation > limit
        print(
            f"site build {name} ({pages} pages): {ours:.2f} s CPU, plain mkdocs-material {theirs:.2f} s: "
            f"{relation:.2f}x (limit {limit}x)"
        )
    return 1 if over else 0


if __name__ == "__main__":
    sys.exit(main())
