"""The built site's files: their hashed names, and WhiteNoise serving them with what was compressed at build time."""

from __future__ import annotations

import json
from pathlib import Path

from flask import Flask
from whitenoise import WhiteNoise

from forms_app.settings import Settings, SettingsError

FOR_EVER = 365 * 24 * 3600
A_MINUTE = 60


def serve(app: Flask, settings: Settings, *, whole_site: bool = False) -> None:
    """Serve the hashed assets at /assets/, and with `whole_site` every page of the site at its own address."""
    site = settings.build_dir / "site"
    for made in (site / "assets", settings.build_dir / "shell", settings.build_dir / "assets.json"):
        if not made.exists():
            raise SettingsError(f"The site has not been built: {made} is missing. Run: make build")

    def cached(served: dict[str, str], path: str, url: str) -> None:
        served["Cache-Control"] = f"public, max-age={FOR_EVER}, immutable" if _is_hashed(url) else _short()

    root, prefix = (site, None) if whole_site else (site / "assets", "assets/")
    app.wsgi_app = WhiteNoise(  # type: ignore[method-assign]
        app.wsgi_app,
        root=root,
        prefix=prefix,
        index_file=whole_site,
        allow_all_origins=False,
        add_headers_function=cached,
    )


def names(settings: Settings) -> dict[str, str]:
    """Logical name to public path, such as site.css to /assets/site.1a2b3c4d.css."""
    found: dict[str, str] = json.loads(Path(settings.build_dir / "assets.json").read_text("utf-8"))
    return found


def _is_hashed(url: str) -> bool:
    return url.startswith("/assets/") and url.count(".") >= 2


def _short() -> str:
    return f"public, max-age={A_MINUTE}"
