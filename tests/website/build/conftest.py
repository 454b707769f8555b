"""The built site as files, as pages and behind a small server; and a tiny site to plant faults in."""

from __future__ import annotations

import shutil
import subprocess
import threading
from collections.abc import Callable, Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from support.critic import Page
from support.tiny import Preview, built_strictly, plant

from bench.preview import previewing
from forms_app.settings import ROOT

SECURITY = """
[security]
contact = "mailto:security@agency.example"
source = "the agency's own word"
checked = 2026-11-22
"""


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
    return _pages(site)


@pytest.fixture(scope="session")
def official_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same site, as the agency itself runs it."""
    folder = tmp_path_factory.mktemp("official")
    shutil.copytree(ROOT / "agency", folder / "agency")
    facts = folder / "agency/agency.toml"
    official = facts.read_text("utf-8").replace("\nofficial = false", "\nofficial = true")
    facts.write_text(official + SECURITY, "utf-8")
    built = built_strictly(ROOT, AGENCY_DIR=str(folder / "agency"), site_dir=str(folder / "build/site"))
    assert built.returncode == 0, built.stderr
    return folder / "build/site"


@pytest.fixture(scope="session")
def official_pages(official_site: Path) -> dict[str, Page]:
    return _pages(official_site)


def _pages(site: Path) -> dict[str, Page]:
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
        plant(tmp_path, changed)
        return built_strictly(tmp_path)

    return build


@pytest.fixture(scope="module")
def preview(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Preview]:
    folder = tmp_path_factory.mktemp("tiny")
    plant(folder, {})
    with previewing(folder) as address:
        yield Preview(folder, address)
