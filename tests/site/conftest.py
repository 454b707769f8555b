"""The built site as files, as pages and behind a small server; and a tiny site to plant faults in."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from critic import Page

ROOT = Path(__file__).parents[2]
TINY = {
    "index.md": "---\ntitle: Start\n---\n\n# Start\n\nRead [more](more.md).\n",
    "more.md": '---\ntitle: More\n---\n\n# More\n\nCall {{ phone("customer_connect") }}.\n',
}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if "chromium" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def site(built: Path) -> Path:
    return built / "site"


@pytest.fixture(scope="session")
def pages(site: Path) -> dict[str, Page]:
    """Every page of the site, by its path, such as `es/complaints/`."""
    found = {_path(file, site): Page(file.read_text("utf-8")) for file in sorted(site.rglob("*.html"))}
    assert len(found) > 30, "the whole site is built, not a part of it"
    return found


def _path(file: Path, site: Path) -> str:
    return file.relative_to(site).as_posix().removesuffix("index.html")


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        """Say nothing: a test's output is its verdict."""


@pytest.fixture(scope="session")
def served(site: Path) -> Iterator[str]:
    """The address of the built site behind a plain file server."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(site)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


Build = Callable[[dict[str, str]], "subprocess.CompletedProcess[str]"]


@pytest.fixture
def strict_build(tmp_path: Path) -> Build:
    """Builds a site of two pages in two languages, with some files changed first (empty text: taken away)."""

    def build(changed: dict[str, str]) -> subprocess.CompletedProcess[str]:
        _plant(tmp_path, changed)
        return subprocess.run(
            [str(Path(sys.executable).parent / "mkdocs"), "build", "--strict"],
            cwd=tmp_path,
            env=os.environ | {"NO_MKDOCS_2_WARNING": "1"},
            capture_output=True,
            text=True,
            check=False,
        )

    return build


def _plant(folder: Path, changed: dict[str, str]) -> None:
    for name in ("theme", "forms_app"):
        (folder / name).symlink_to(ROOT / name)
    shutil.copytree(ROOT / "agency", folder / "agency")
    settings = (ROOT / "mkdocs.yml").read_text("utf-8")
    start, end = settings.index("\nnav:\n"), settings.index("\nvalidation:\n")
    files = {"mkdocs.yml": settings[:start] + "\nnav: [index.md, more.md]" + settings[end:]}
    files |= {f"docs/{folder}{name}": text for folder in ("", "es/") for name, text in TINY.items()}
    for name, text in (files | changed).items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        if text:
            (folder / name).write_text(text, "utf-8")
        else:
            (folder / name).unlink(missing_ok=True)
