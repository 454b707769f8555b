"""`make build`: the site as MkDocs builds it, or one line for each thing that must not be published, and no site.

MkDocs counts as warnings what would fail a reader, and when it is told to be quiet it counts none. Here its warnings
are heard, and nothing else of what it says.
"""

from __future__ import annotations

import argparse
import logging
import sys
from collections.abc import Sequence
from pathlib import Path

from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.exceptions import Abort, BuildError, ConfigurationError

from website.checks.stopping import stopping

CONFIG = "mkdocs.yml"


class Warnings(logging.Handler):
    """What MkDocs, its extensions and our hook found fault with."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.told: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.told += [line.strip() for line in record.getMessage().splitlines() if line.strip()]


def faults(site_dir: str | None = None) -> list[str]:
    """Build the site of this folder; what is wrong with it, a line each."""
    heard = Warnings()
    logger = logging.getLogger("mkdocs")
    logger.addHandler(heard)
    logger.propagate = False
    try:
        if found := stopping(Path()):  # also where mkdocs.yml has lost our hook, which would look too
            return [*map(str, found)]
        config = load_config(config_file=CONFIG, **({"site_dir": site_dir} if site_dir else {}))
        config.plugins.on_startup(command="build", dirty=False)
        build(config)
    except (BuildError, ConfigurationError, Abort) as wrong:
        heard.told += [line for line in str(wrong).splitlines() if line and not line.startswith("Aborted with")]
    finally:
        logger.removeHandler(heard)
    return list(dict.fromkeys(heard.told))


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m website.publish", description=__doc__)
    parser.add_argument("--site-dir", help="where to build it (default: as mkdocs.yml says)")
    if found := faults(parser.parse_args(arguments).site_dir):
        print(*found, f"The site was not built: {len(found)} to mend.", sep="\n", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
