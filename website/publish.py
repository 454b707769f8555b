"""`make build`: the site as MkDocs builds it, or one line for each thing that must not be published, and no site.

MkDocs counts as warnings what would fail a reader, and when it is told to be quiet it counts none. Here its warnings
are heard, and nothing else of what it says. The site is built beside the one that is served, and takes its place only
when it is whole and sound: a mistake, and the time that building takes, cost no reader a page.
"""

from __future__ import annotations

import argparse
import logging
import shutil
import sys
from collections.abc import Sequence
from pathlib import Path

from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.exceptions import Abort, BuildError, ConfigurationError

from website.checks.stopping import stopping

CONFIG = "mkdocs.yml"
SITE = "build/site"  # as mkdocs.yml says
NEXT = "next"  # the folder in which a build lies until it is whole
LAST = "assets.json"  # by which a running server knows a new build: see forms_app/web/assets.py


class Warnings(logging.Handler):
    """What MkDocs, its extensions and our hook found fault with."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.told: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.told += [line.strip() for line in record.getMessage().splitlines() if line.strip()]


def faults(site_dir: str | None = None) -> list[str]:
    """Build the site of this folder; what is wrong with it, a line each. With a fault the last one stays."""
    heard = Warnings()
    logger = logging.getLogger("mkdocs")
    logger.addHandler(heard)
    logger.propagate = False
    site = Path(site_dir or SITE)
    staged = site.parent / NEXT
    try:
        if found := stopping(Path()):  # also where mkdocs.yml has lost our hook, which would look too
            return [*map(str, found)]
        config = load_config(config_file=CONFIG, site_dir=str(staged / site.name))
        config.plugins.on_startup(command="build", dirty=False)
        build(config)
        if not heard.told:
            put_in_place(staged, site.parent)
    except (BuildError, ConfigurationError, Abort) as wrong:
        heard.told += [line for line in str(wrong).splitlines() if line and not line.startswith("Aborted with")]
    finally:
        logger.removeHandler(heard)
        shutil.rmtree(staged, ignore_errors=True)
    return list(dict.fromkeys(heard.told))


def put_in_place(staged: Path, served: Path) -> None:
    """Each thing that was built takes the place of the one before it by its name; the manifest goes last."""
    for made in sorted(staged.iterdir(), key=lambda path: path.name == LAST):
        there, before = served / made.name, staged / f"before-{made.name}"
        if there.is_dir():
            there.rename(before)
        made.replace(there)


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m website.publish", description=__doc__)
    parser.add_argument("--site-dir", help="where to build it (default: as mkdocs.yml says)")
    if found := faults(parser.parse_args(arguments).site_dir):
        print(*found, f"The site was not built: {len(found)} to mend.", sep="\n", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
