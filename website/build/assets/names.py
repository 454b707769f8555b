"""Our styles and scripts, published under names that carry a hash of what is in them, so they may be kept for ever."""

from __future__ import annotations

import hashlib
import json
import re
from pathlib import Path

from website.build.assets.stylesheet import squeeze

THEME = Path(__file__).parents[2] / "theme"
FORM_SCRIPTS = (
    "exit",
    "leaving",
    "counting",
    "keeping",
    "printing",
    "copying",
    "idling",
)  # make forms.js, in order and in one scope
RANKING_SCRIPTS = ("words", "rank")  # make ranking.js, in order and in one scope
OWN_STYLES = (
    "tokens",
    "base",
    "frame",
    "exit",
    "content",
    "parts",
    "print",
)  # make site.css, in order
# Loaded beside it where a page needs them, each with what it is made of.
OF_SOME_PAGES = {
    "forms": ("forms",),
    "calculator": ("forms", "calculator"),
    "staff": ("staff",),
    "home": ("home",),
    "account": ("account",),
    "reading": ("reading",),
    "phone": ("reading", "phone", "card"),
    "practice": ("forms", "practice", "card"),
    "search": ("search",),
}


def own_css() -> str:
    return "".join((THEME / f"css/{name}.css").read_text("utf-8") for name in OWN_STYLES)


def sources() -> dict[str, str]:
    """Logical name → content, of everything but site.css, which is made from the pages."""
    styles = {
        f"{name}.css": squeeze("".join(_read(f"css/{part}.css") for part in parts))
        for name, parts in OF_SOME_PAGES.items()
    }
    scripts = {f"{name}.js": _terse(_read(f"js/{name}.js")) for name in ("find", "search", "passkey", "aloud")}
    scripts |= {"ranking.js": _join("search", *RANKING_SCRIPTS)}
    # A page of the site that can be left in a hurry has one script for both, not one more to ask for.
    scripts |= {"forms.js": _join("forms", *FORM_SCRIPTS), "exit.js": scripts["find.js"] + _join("forms", "exit")}
    return styles | scripts


def _join(folder: str, *names: str) -> str:
    parts = "".join(_read(f"js/{folder}/{name}.js") for name in names)
    return f'(function () {{\n"use strict";\n{_terse(parts)}}})();\n'


def _terse(script: str) -> str:
    """Without comments, which begin a line in ours, and indents: every form page carries it."""
    script = re.sub(r"^\s*/\*.*?\*/\n", "", script, flags=re.S | re.M)
    return re.sub(r"^[ \t]+", "", script, flags=re.M)


def _read(name: str) -> str:
    return (THEME / name).read_text("utf-8")


def publish(site: Path, contents: dict[str, str]) -> dict[str, str]:
    """Write each under its hashed name; the manifest says logical name → public path."""
    manifest = {}
    for name, content in contents.items():
        stem, ending = name.rsplit(".", 1)
        digest = hashlib.sha256(content.encode()).hexdigest()[:8]
        manifest[name] = f"/assets/{stem}.{digest}.{ending}"
        target = site / manifest[name].lstrip("/")
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(content, "utf-8")
    return manifest


def rename_assets(html: str, manifest: dict[str, str]) -> str:
    """The page with every reference to an asset changed to its hashed name."""
    for name, public in manifest.items():
        html = html.replace(f'assets/{name}"', f'{public.lstrip("/")}"')
    return html


def write_manifest(path: Path, manifest: dict[str, str]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(manifest, indent=1) + "\n", "utf-8")
