"""Files: names that an address can carry, pictures that a telephone can load, and nothing that is neither page nor
picture."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from website.checks.pages import Finding, Site

_NAME = re.compile(r"[a-z0-9][a-z0-9._-]*")
PICTURES = frozenset({".png", ".jpg", ".jpeg", ".webp", ".svg", ".ico"})
MOST_BYTES = 200_000  # a second or two on an old telephone; the whole page weighs 11 KB
_CODE_IN_PICTURE = re.compile(
    rb"<script\b|\son[a-z]+\s*=|<foreignObject\b|(?:href|src)\s*=\s*[\"'](?:https?:)?//", re.I
)


def files(site: Site) -> Iterator[Finding]:
    docs = site.root / "docs"
    for path in sorted(docs.rglob("*")):
        name = path.relative_to(docs).as_posix()
        if path.name.startswith("."):  # MkDocs leaves these out
            continue
        if not _NAME.fullmatch(path.name):
            remedy = "use small letters a to z, digits, - and _ only, such as how-to-visit.md"
            yield Finding(f"docs/{name}", 1, "this name cannot be an address", f"rename it; {remedy}")
        elif path.is_file() and path.suffix != ".md":
            yield from _other(path, f"docs/{name}")


def _other(path: Path, shown: str) -> Iterator[Finding]:
    size = path.stat().st_size
    if path.suffix not in PICTURES:
        kinds = ", ".join(sorted(PICTURES))
        yield Finding(shown, 1, "this is neither a page nor a picture", f"take it out; pictures end in {kinds}")
    elif size > MOST_BYTES:
        what = f"the picture has {size / 1e6:.1f} MB" if size >= 1e6 else f"the picture has {size // 1000} KB"
        yield Finding(shown, 1, what, f"make it smaller: at most {MOST_BYTES // 1000} KB, 1,400 points wide at most")
    elif path.suffix == ".svg" and (found := _CODE_IN_PICTURE.search(path.read_bytes())):
        line = path.read_bytes()[: found.start()].count(b"\n") + 1
        yield Finding(shown, line, "the picture holds code, or loads from elsewhere", "save it as a plain SVG")
