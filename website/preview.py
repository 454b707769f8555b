"""`make preview`: the site as an editor sees it, renewed at each save; what is wrong is shown where she looks.

MkDocs' own server waits without an answer after a build that failed. Here a fault stands above every page, and where
no page could be made, in its place; the browser is renewed as soon as it is mended.
"""

from __future__ import annotations

import argparse
import logging
import re
import sys
import tempfile
from collections.abc import Callable, Iterable, Sequence
from html import escape
from pathlib import Path
from typing import Any

from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.exceptions import Abort, BuildError, ConfigurationError
from mkdocs.livereload import LiveReloadServer
from watchdog.observers.polling import PollingObserver

from forms_app.facts.languages import LISTED
from forms_app.settings import agency_dir
from website.checks.stopping import stopping
from website.publish import CONFIG, Warnings

HOST = "127.0.0.1"
GLANCE = 0.2  # seconds between two looks at the files
WATCHED = ("docs", "website", CONFIG)
_FORM = re.compile(rf"(/(?:{'|'.join(f'{language.path}/' for language in LISTED)})?forms/).*")
_BOX = """<div role="alert" class="preview-faults"><p><strong>{head}</strong></p><ul>{items}</ul></div>"""
_PAGE = b"""<!doctype html><html lang="en"><meta charset="utf-8"><title>To mend</title><body></body></html>"""


class Preview(LiveReloadServer):
    """The server of one site, which knows what was wrong with its last build."""

    def __init__(self, port: int, folder: Path) -> None:
        super().__init__(builder=self.renew, host=HOST, port=port, root=str(folder))
        self.folder, self.built = folder, False
        self.faults: list[str] = []
        self.observer = PollingObserver(timeout=GLANCE)
        self.error_handler = self._own_page

    def server_activate(self) -> None:
        super().server_activate()
        print(f"Serving on {self.url}", file=sys.stderr, flush=True)

    def renew(self) -> None:
        """Never raises: MkDocs would then answer nobody."""
        heard = Warnings()
        logger = logging.getLogger("mkdocs")
        logger.addHandler(heard)
        self.built, found = False, list[str]()
        try:
            found = [*map(str, stopping(Path()))]
            _build(self.url, self.folder)
            self.built = True
        except (BuildError, ConfigurationError, Abort, SystemExit) as wrong:
            heard.told += str(wrong).splitlines()
        except Exception as wrong:  # noqa: BLE001 - whatever it is, the editor must see it
            heard.told.append(f"{type(wrong).__name__}: {wrong}")
        finally:
            logger.removeHandler(heard)
        lines = [line for line in heard.told if line and not line.startswith("Aborted with")]
        self.faults = list(dict.fromkeys(found or lines))
        for line in self.faults:
            print(line, file=sys.stderr, flush=True)

    def serve_request(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        environ["PATH_INFO"] = _FORM.sub(r"\1", environ["PATH_INFO"])  # the forms are not here: one page says where
        if self.built or environ["PATH_INFO"].startswith("/livereload/"):
            return super().serve_request(environ, start_response)
        start_response("500 Internal Server Error", [("Content-Type", "text/html; charset=utf-8")])
        return [self._inject_js_into_html(_PAGE, self._visible_epoch)]

    def _inject_js_into_html(self, content: bytes, epoch: int) -> bytes:
        renewed: bytes = super()._inject_js_into_html(content, epoch)  # type: ignore[no-untyped-call]
        return re.sub(rb"<body[^>]*>", lambda body: body[0] + _box(self.faults, self.built), renewed, count=1)

    def _own_page(self, code: int) -> bytes | None:
        path = self.folder / f"{code}.html"
        return path.read_bytes() if path.is_file() else None


def _box(faults: Sequence[str], built: bool) -> bytes:
    if not faults:
        return b""
    head = "To mend before this can be published:" if built else "No page can be made before this is mended:"
    items = "".join(f"<li>{escape(line)}</li>" for line in faults)
    return _BOX.format(head=head, items=items).encode()


def _build(address: str, folder: Path) -> None:
    config = load_config(config_file=CONFIG, site_dir=str(folder))
    config.plugins.on_startup(command="serve", dirty=False)
    config.site_url = address
    build(config, serve_url=address)


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m website.preview", description=__doc__)
    parser.add_argument("--port", type=int, default=8000)
    given = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory(prefix="preview-") as folder:
        server = Preview(given.port, Path(folder))
        try:
            server.renew()
            for path in filter(lambda path: Path(path).exists(), (*WATCHED, str(agency_dir(Path())))):
                server.watch(path)
            server.serve()  # type: ignore[no-untyped-call]
        except KeyboardInterrupt:
            return 0
        except OSError as wrong:
            print(f"The preview cannot listen on port {given.port}: {wrong.strerror}.", file=sys.stderr)
            return 1
        finally:
            server.shutdown()
    return 0


if __name__ == "__main__":
    sys.exit(main())
