"""The page frame, kept as one Jinja layout per language, in which the forms are drawn."""

from __future__ import annotations

import re
from pathlib import Path

from forms_app.facts.languages import LANGUAGES

BLOCKS = ("title", "sheet", "head", "demonstration", "switch", "lead", "content")


def address_in(language: str) -> str:
    """What the forms app fills in: the address of the page in this language."""
    return f"{{{{ alternates.{language} }}}}" if language.isidentifier() else f"{{{{ alternates['{language}'] }}}}"


_ADDRESSES = "|".join(re.escape(address_in(language)) for language in LANGUAGES)
_KNOWN = re.compile(rf"\{{% block (?:{'|'.join(BLOCKS)}) %\}}|\{{% endblock %\}}|{_ADDRESSES}")
_TEMPLATE = re.compile(r"\{[{%#][^\n]{0,60}")


def unknown_syntax(shell: str) -> str | None:
    """The first template syntax that is not part of the contract: it would run inside the forms app."""
    found = _TEMPLATE.search(_KNOWN.sub("", shell))
    return found[0] if found else None


def take(site: Path, shells: Path) -> dict[Path, str]:
    """Move the shells out of what is public; target → content."""
    shells.mkdir(parents=True, exist_ok=True)
    made = {shells / made.name: made.read_text("utf-8") for made in sorted((site / "_shell").glob("*.html"))}
    for made_file in (site / "_shell").iterdir():
        made_file.unlink()
    (site / "_shell").rmdir()
    return made
