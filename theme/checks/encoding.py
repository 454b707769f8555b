"""Before all other checks: every file that they read is UTF-8, or nothing can be said of it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from theme.checks.pages import Finding

READ = ("docs/**/*.md", "agency/*.*", "locales/*.*", "locales/mail/*.*", "locales/es/LC_MESSAGES/*.po", "theme/*.toml")


def unreadable(root: Path) -> Iterator[Finding]:
    for path in sorted({path for pattern in READ for path in root.glob(pattern) if path.is_file()}):
        try:
            path.read_text("utf-8")
        except UnicodeDecodeError as wrong:
            line = wrong.object[: wrong.start].count(b"\n") + 1
            remedy = "save the file as UTF-8 in your text editor"
            yield Finding(path.relative_to(root).as_posix(), line, "this letter is not written in UTF-8", remedy)
