"""Reads a file of facts as text; a fault in it is named with file, line, what is wrong and what to do."""

from __future__ import annotations

from pathlib import Path

from forms_app.errors import CannotStart


class FactsError(CannotStart):
    """A fact is missing or wrong: where it stands, what is wrong and what to do."""

    def __init__(self, path: Path, line: int, wrong: str, remedy: str) -> None:
        super().__init__(f"{path}, line {line}: {wrong}. {remedy}")
        self.path, self.line = path, line


def read_text(path: Path) -> str:
    """Raises FactsError for a file that is missing, closed to this process or not UTF-8.

    The mark that some editors put before UTF-8 is left out.
    """
    try:
        return path.read_text("utf-8-sig")
    except FileNotFoundError as absent:
        raise FactsError(path, 1, "the file is missing", "Put it back, or point AGENCY_DIR to its folder.") from absent
    except OSError as refused:
        raise FactsError(
            path, 1, f"the file cannot be read: {refused.strerror}", "Let this process read it."
        ) from refused
    except UnicodeDecodeError as broken:
        line = broken.object.count(b"\n", 0, broken.start) + 1
        raise FactsError(path, line, "not UTF-8 text", "Save the file as UTF-8 in your text editor.") from broken
