"""The words of the page frame: a slip in one of them is named with its line before a page is built with it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from forms_app.facts.files import FactsError
from website.build import words


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('es = "Menú" }', 'ess = "Menú" }', "[frame.menu]: no es. Add es"),
        ('es = "Menú" }', 'es = "Menú", fr2 = "Menu" }', "[frame.menu]: unknown key fr2"),
        ("Llámenos: {phone}", "Llámenos", "es has other names in braces than it must have. Use exactly: {phone}."),
        ("llame al {phone}", "llame al {fone}", "other names in braces"),
        ("llame al {phone}", "llame al {phone", "es cannot be read"),
        ("[errors]", "[erors]", "unknown section erors"),
    ],
)
def test_a_slip_is_named_with_its_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, old: str, new: str, said: str
) -> None:
    text = words.PATH.read_text("utf-8")
    assert old in text
    path = tmp_path / "words.toml"
    path.write_text(text.replace(old, new, 1), "utf-8")
    monkeypatch.setattr(words, "PATH", path)
    line = text[: text.index(old)].count("\n") + 1
    with pytest.raises(FactsError, match=f"words.toml, line {line}: .*{re.escape(said)}"):
        words.load()
