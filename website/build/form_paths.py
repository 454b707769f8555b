"""Where a page may send its reader in the forms app: a name that is not here is a slip, and no form's address."""

from __future__ import annotations

import re

from website.build.languages import prefix

# The build does without the forms app, which is slow to load; a test holds these against it.
ON_PAPER = ("complaint", "enrollment", "inquiry", "pin-request", "state-hearing")
NAMES = (*ON_PAPER, "deadlines", "resume", "status")
_KNOWN = re.compile(rf"(?:(?:{'|'.join(NAMES)}|exit)/)?|(?:{'|'.join(ON_PAPER)})/paper\.pdf")


def start_of(language: str) -> str:
    """What the address of every form in this language begins with; alone it is the first question."""
    return f"/{prefix(language)}forms/"


def form_path(name: str, language: str) -> str:
    """The address of a form by its name; LookupError where there is no such form."""
    if name not in NAMES:
        raise LookupError(f"there is no form {name!r}; take one of: {', '.join(sorted(NAMES))}")
    return f"{start_of(language)}{name}/"


def is_known(path: str, language: str) -> bool:
    """Whether an address is one of the forms app's in this language."""
    start = start_of(language)
    return path.startswith(start) and bool(_KNOWN.fullmatch(path.removeprefix(start)))
