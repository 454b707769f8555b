"""A site of two pages in two languages: built, or under a live preview."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from urllib.error import HTTPError

from bench.preview import fetched, save, shown_epoch
from forms_app.settings import ROOT

BUILD = [sys.executable, "-m", "website.publish"]  # a test holds it against the Makefile
_RELOADING = re.compile(r"<script>.*?</script>(?=</body>)", re.S)
TINY = {
    "index.md": "---\ntitle: Start\n---\n\n# Start\n\nRead [more](more.md).\n",
    "more.md": '---\ntitle: More\n---\n\n# More\n\nCall {{ phone("customer_connect") }}.\n',
}


def built_strictly(
    folder: Path, address: str = "", site_dir: str = "", **said: str
) -> subprocess.CompletedProcess[str]:
    """A strict build of the site in this folder, for the address where it will stand."""
    said |= {"PUBLIC_URL": address} if address else {}
    return subprocess.run(
        [*BUILD, *(["--site-dir", site_dir] if site_dir else [])],
        cwd=folder,
        env=os.environ | {"NO_MKDOCS_2_WARNING": "1"} | said,
        capture_output=True,
        text=True,
        check=False,
    )


class Preview:
    """The site under a live preview, and what a clean build of the same files makes."""

    def __init__(self, folder: Path, address: str) -> None:
        self.folder, self.address = folder, address

    def get(self, path: str) -> str:
        """What is shown, without what reloads it."""
        return _RELOADING.sub("", fetched(self.address + path))

    def save(self, name: str, text: str) -> None:
        save(self.folder, self.address, name, text)

    def changed(self, path: Path, text: str) -> str:
        """What the browser shows after this file was saved, whatever it shows."""
        epoch = shown_epoch(shown_anyhow(self.address + "/more/"))
        path.write_text(text, "utf-8")
        fetched(f"{self.address}/livereload/{epoch}/1")
        return shown_anyhow(self.address + "/more/")

    def clean(self, *paths: str) -> list[str]:
        done = built_strictly(self.folder, self.address)
        assert done.returncode == 0, done.stderr
        return [(self.folder / f"build/site{path}index.html").read_text("utf-8") for path in paths]


def shown_anyhow(address: str) -> str:
    """The page, also where it says that there can be none."""
    try:
        return fetched(address)
    except HTTPError as refused:
        with refused:
            return refused.read().decode()


def plant(folder: Path, changed: dict[str, str]) -> None:
    for name in ("website", "forms_app"):
        if not (folder / name).exists():
            (folder / name).symlink_to(ROOT / name)
    shutil.copytree(ROOT / "agency", folder / "agency", dirs_exist_ok=True)
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
