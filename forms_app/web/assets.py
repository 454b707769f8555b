"""The built site's files: their hashed names, and WhiteNoise serving them with what was compressed at build time.

A new build under a running process is served as soon as it is whole: its manifest is written last. Until then the
pages of the last one stand; after it no page names a stylesheet that is gone.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path
from typing import Any

from flask import Flask, current_app
from whitenoise import WhiteNoise

from forms_app.settings import Settings, SettingsError

FOR_EVER = 365 * 24 * 3600
A_MINUTE = 60
SHELL = "shell/"  # what the names of the shells among the templates begin with


class Files:
    """The files of the newest whole build, in front of an app."""

    def __init__(self, app: Flask, settings: Settings, whole_site: bool, on_renewal: Callable[[], None]) -> None:
        self._app, self._manifest, self._on_renewal = app, _manifest(settings), on_renewal
        self._inner, self._site, self._whole_site = app.wsgi_app, settings.build_dir / "site", whole_site
        self._built_at = self._stamp()
        self.names, self._files = names(settings), self._scan()

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        if (stamp := self._stamp()) and stamp != self._built_at:
            self._built_at = stamp
            self._renew()
        return self._files(environ, start_response)  # type: ignore[no-any-return]

    def _renew(self) -> None:
        """Only what was built is read anew: templates of another version could ask this process for what it lacks."""
        self.names, self._files = json.loads(self._manifest.read_text("utf-8")), self._scan()
        drawn = self._app.jinja_env.cache or {}
        for key in [key for key in drawn if key[1].startswith(SHELL)]:
            with suppress(KeyError):  # another request may do the same
                del drawn[key]
        self._on_renewal()

    def _stamp(self) -> int:
        """When the newest build was whole; 0 where there is none any more."""
        try:
            return self._manifest.stat().st_mtime_ns
        except OSError:
            return 0

    def _scan(self) -> WhiteNoise:
        root, prefix = (self._site, None) if self._whole_site else (self._site / "assets", "assets/")
        return WhiteNoise(
            self._inner,
            root=root,
            prefix=prefix,
            index_file=self._whole_site,
            allow_all_origins=False,
            add_headers_function=_cached,
        )


def serve(
    app: Flask, settings: Settings, *, whole_site: bool = False, on_renewal: Callable[[], None] = lambda: None
) -> None:
    """Serve the hashed assets at /assets/, and with `whole_site` every page of the site at its own address.

    `on_renewal` is called once a new build is there: it forgets what was drawn with the one before.
    """
    site = settings.build_dir / "site"
    for made in (site / "assets", settings.build_dir / "shell", _manifest(settings)):
        if not made.exists():
            raise SettingsError(f"The site has not been built: {made} is missing. Run: make build")
    files = app.extensions["assets"] = Files(app, settings, whole_site, on_renewal)
    app.wsgi_app = files  # type: ignore[method-assign]


def names(settings: Settings) -> dict[str, str]:
    """Logical name to public path, such as site.css to /assets/site.1a2b3c4d.css."""
    found: dict[str, str] = json.loads(_manifest(settings).read_text("utf-8"))
    return found


def address(name: str) -> str:
    """The public path of an asset in the build that this app serves."""
    files: Files = current_app.extensions["assets"]
    return files.names[name]


def _manifest(settings: Settings) -> Path:
    return settings.build_dir / "assets.json"


def _cached(served: dict[str, str], _path: str, url: str) -> None:
    served["Cache-Control"] = f"public, max-age={FOR_EVER}, immutable" if _is_hashed(url) else _short()


def _is_hashed(url: str) -> bool:
    return url.startswith("/assets/") and url.count(".") >= 2


def _short() -> str:
    return f"public, max-age={A_MINUTE}"
