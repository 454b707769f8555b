"""Where a page may send its reader in the forms app: a name that is not here is a slip, and no form's address."""

from __future__ import annotations

import re
from pathlib import Path

from website.build.languages import prefix

# The build does without the forms app, which is slow to load: a form is called as its module is.
_DECLARED = sorted((Path(__file__).parents[2] / "forms_app/forms/declared").glob("[a-z]*.py"))
ON_PAPER = tuple(module.stem.replace("_", "-") for module in _DECLARED)
NAMES = (*ON_PAPER, "calculator", "deadlines", "practice-call", "resume", "status")
_KNOWN = re.compile(rf"(?:(?:{'|'.join(NAMES)}|exit)/)?|(?:{'|'.join(ON_PAPER)})/paper(?:-large)?\.pdf")


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
