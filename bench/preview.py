"""How long an editor waits, in the live preview, from saving a page until the browser can show it."""

from __future__ import annotations

import os
import re
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.request import urlopen

from support.running import HOST, free_ports

from bench import cpu, site_build
from bench.figures import Figure

SAVES = 9
LIMIT_SECONDS = 2.0
PAGE = "complaints"
_EPOCH = re.compile(r"livereload\((\d+),")


def figures() -> list[Figure]:
    with tempfile.TemporaryDirectory() as scratch:
        site = Path(scratch)
        site_build.copy_of_the_site(site)
        clean = site_build.cpu_of(site, site / "mkdocs.yml")
        with previewing(site) as address:
            server = cpu.tree(os.getpid())[1:]
            before = cpu.spent(server)
            waits = [wait_after_saving(site, address, f"number{count}") for count in range(SAVES)]
            each = (cpu.spent(server) - before) / SAVES
    usual = statistics.median(waits)
    detail = f"worst of {SAVES} saves, median {usual:.2f} s; {each:.2f} s CPU a save, {clean:.2f} s a clean build"
    return [Figure("save to preview", max(waits), LIMIT_SECONDS, " s", detail)]


@contextmanager
def previewing(site: Path) -> Iterator[str]:
    """The address of a live preview of the site in this folder, as `make preview` starts it."""
    port, _ = free_ports()
    command = [sys.executable, "-m", "website.preview", "--port", str(port)]
    own = {"NO_MKDOCS_2_WARNING": "1", "TMPDIR": str(site)}  # what it leaves behind goes with the site
    process = subprocess.Popen(command, cwd=site, env=os.environ | own, stderr=subprocess.PIPE, text=True)
    try:
        assert process.stderr
        said = ""
        while "Serving on" not in said:
            assert (said := process.stderr.readline()), "the preview did not start"
        yield f"http://{HOST}:{port}"
    finally:
        process.terminate()  # Ctrl-C does not reach what was started in the background
        process.communicate()


def fetched(address: str) -> str:
    with urlopen(address) as answer:  # noqa: S310
        text: str = answer.read().decode()
        return text


def save(site: Path, address: str, name: str, text: str) -> str:
    """The page as the preview shows it after this save: the preview says when it has a newer one, as to a browser."""
    shown = f"{address}/{name.removesuffix('.md')}/".replace("index/", "")
    epoch = shown_epoch(fetched(shown))
    (site / "docs" / name).write_text(text, "utf-8")
    fetched(f"{address}/livereload/{epoch}/1")
    return fetched(shown)


def shown_epoch(page: str) -> str:
    """Which build a page of the preview is from."""
    found = _EPOCH.search(page)
    assert found
    return found[1]


def wait_after_saving(site: Path, address: str, word: str) -> float:
    text = (site / f"docs/{PAGE}.md").read_text("utf-8")
    started = time.monotonic()
    shown = save(site, address, f"{PAGE}.md", f"{text}\n{word}\n")
    assert word in shown, "the preview shows what was saved"
    return time.monotonic() - started
