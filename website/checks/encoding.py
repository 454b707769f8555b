"""Before all other checks: every file that they read is UTF-8, or nothing can be said of it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from forms_app.settings import agency_dir
from website.checks.pages import Finding, relative_name

MARK = "\N{ZERO WIDTH NO-BREAK SPACE}"  # the “byte order mark” that some editors of text put there
READ = (
    "docs/**/*.md",
    "locales/*.*",
    "locales/mail/*.*",
    "locales/*/LC_MESSAGES/*.po",
    "website/*.toml",
    "mkdocs.yml",
)


def unreadable(root: Path) -> Iterator[Finding]:
    found = {path for pattern in READ for path in root.glob(pattern)} | set(agency_dir(root).glob("*.*"))
    for path in sorted(path for path in found if path.is_file()):
        try:
            text = path.read_text("utf-8")
            if text.startswith(MARK):
                remedy = "save the file as UTF-8 without BOM in your text editor"
                yield Finding(relative_name(path, root), 1, "an invisible mark stands before the first sign", remedy)
        except UnicodeDecodeError as wrong:
            line = wrong.object[: wrong.start].count(b"\n") + 1
            remedy = "save the file as UTF-8 in your text editor"
            yield Finding(relative_name(path, root), line, "this letter is not written in UTF-8", remedy)
