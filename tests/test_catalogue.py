"""Every sentence of the code has its Spanish, with the same placeholders, and the catalogue holds nothing else."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po

from forms_app.settings import ROOT

PLACEHOLDER = re.compile(r"%\((\w+)\)[sd]|%(?!\()[a-z]")


@pytest.fixture(scope="module")
def spanish() -> Catalog:
    with (ROOT / "locales" / "es" / "LC_MESSAGES" / "messages.po").open("rb") as file:
        return read_po(file, locale="es")


@pytest.fixture(scope="module")
def extracted(tmp_path_factory: pytest.TempPathFactory) -> Catalog:
    """What the code says now, found in the same way as `make catalogues` does."""
    target = tmp_path_factory.mktemp("catalogue") / "messages.pot"
    pybabel = str(Path(sys.executable).with_name("pybabel"))
    options = ["--quiet", "extract", "-F", "locales/babel.cfg", "-k", "_l", "-o", str(target), "."]
    subprocess.run([pybabel, *options], cwd=ROOT, check=True)
    with target.open("rb") as file:
        return read_po(file)


def test_the_catalogue_has_exactly_the_sentences_of_the_code(spanish: Catalog, extracted: Catalog) -> None:
    assert len(extracted) > 100
    missing, left_over = _ids(extracted) - _ids(spanish), _ids(spanish) - _ids(extracted)
    assert not missing and not left_over, f"missing: {sorted(missing)}; no longer used: {sorted(left_over)}"
    assert not spanish.obsolete


def test_every_sentence_has_its_spanish(spanish: Catalog) -> None:
    bad = [message.id for message in _messages(spanish) if message.fuzzy or not all(_texts(message.string or ""))]
    assert not bad


def test_placeholders_are_the_same_in_both_languages(spanish: Catalog) -> None:
    bad = [message.id for message in _messages(spanish) if _placeholders(message.id) != _placeholders(message.string)]
    assert not bad


def test_no_spanish_sentence_begins_or_ends_differently(spanish: Catalog) -> None:
    """A blank at an edge joins two sentences; a missing question mark at the start is a mistake in Spanish."""
    for message in _messages(spanish):
        english, text = _texts(message.id)[0], _texts(message.string or "")[0]
        assert english[:1].isspace() == text[:1].isspace() and english[-1:].isspace() == text[-1:].isspace(), english
        assert text.count("?") == text.count("¿") and text.count("!") == text.count("¡"), text


def _messages(catalogue: Catalog) -> list[Message]:
    return [message for message in catalogue if message.id]


def _ids(catalogue: Catalog) -> set[str]:
    return {"|".join(_texts(message.id)) for message in _messages(catalogue)}


def _texts(said: str | tuple[str, ...] | list[str]) -> list[str]:
    return [said] if isinstance(said, str) else list(said)


def _placeholders(said: str | tuple[str, ...] | list[str] | None) -> set[str]:
    return {found[0] for text in _texts(said or "") for found in PLACEHOLDER.finditer(text)}
