"""The build refuses a catalogue that is not whole; the one at hand is, and its Spanish has both its question marks."""

from __future__ import annotations

import importlib.util
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po

from forms_app.settings import ROOT

SAID = {"Send", "%(count)s page|%(count)s pages"}


@pytest.fixture(scope="module")
def check() -> ModuleType:
    """The build's own check, which is a script."""
    found = importlib.util.spec_from_file_location("catalogue_check", ROOT / "locales" / "check.py")
    assert found and found.loader
    module = importlib.util.module_from_spec(found)
    found.loader.exec_module(module)
    return module


@pytest.fixture
def whole() -> Catalog:
    catalogue = Catalog(locale="es")
    catalogue.add("Send", "Enviar")
    catalogue.add(("%(count)s page", "%(count)s pages"), ("%(count)s página", "%(count)s páginas"))
    return catalogue


def test_the_catalogue_at_hand_is_whole(check: ModuleType) -> None:
    assert check.main() == 0


def test_a_whole_catalogue_has_no_fault(check: ModuleType, whole: Catalog) -> None:
    assert list(check.faults(whole, SAID)) == []


@pytest.mark.parametrize(
    ("spoil", "says"),
    [
        (lambda c: c.delete("Send"), "“Send” is missing"),
        (lambda c: c.add("Old", "Viejo"), "“Old” is said nowhere"),
        (lambda c: setattr(c["Send"], "string", ""), "“Send” has no translation"),
        (lambda c: c["Send"].flags.add("fuzzy"), "“Send” is marked fuzzy"),
        (lambda c: setattr(c["Send"], "string", "Enviar "), "“Send” begins or ends with a blank"),
        (lambda c: setattr(c["Send"], "string", "%(name)s"), "“Send” has other placeholders"),
    ],
)
def test_a_fault_is_named(check: ModuleType, whole: Catalog, spoil: Callable[[Catalog], object], says: str) -> None:
    spoil(whole)
    (fault,) = check.faults(whole, SAID)
    assert fault.startswith(says) and fault.endswith(".")


def test_a_spanish_question_has_both_its_marks() -> None:
    with Path(ROOT / "locales" / "es" / "LC_MESSAGES" / "messages.po").open("rb") as file:
        messages = read_po(file, locale="es")
    for text in (str(message.string) for message in messages if message.id):
        assert text.count("?") == text.count("¿") and text.count("!") == text.count("¡"), text


def test_a_sentence_inside_an_f_string_is_named_with_its_line(check: ModuleType, tmp_path: Path) -> None:
    """Whether it is found there depends on the version of Python, and one that is not found stays English."""
    (tmp_path / "forms_app").mkdir()
    hidden = "told = 'x'\nsaid = f\"{told} {_('Look, and choose again.')}\"\nfine = _('Seen.')\n"
    (tmp_path / "forms_app" / "page.py").write_text(hidden, "utf-8")
    assert list(check.unseen(tmp_path)) == ["forms_app/page.py:2: a sentence stands inside an f-string. Take it out."]
