"""What a template says of the catalogue goes onto the page as it stands: so nothing in it may break the page."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

import pytest
from babel.messages.pofile import read_po
from flask import Flask, render_template_string
from markupsafe import Markup

from forms_app.settings import ROOT

CATALOGUES = sorted((ROOT / "locales").glob("*/LC_MESSAGES/messages.po"))
BREAKS = re.compile(r'[<>"]|&(?!\w+;)|%(?!\()')


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: path.parts[-3])
def test_no_sentence_holds_a_sign_that_a_page_or_a_placeholder_would_read(path: Path) -> None:
    with path.open(encoding="utf-8") as file:
        messages = [message for message in read_po(file) if message.id]
    texts = [text for message in messages for half in (message.id, message.string) for text in _texts(half)]
    assert len(texts) > 1000
    assert [text for text in texts if BREAKS.search(text.replace("%%", ""))] == []


def _texts(half: str | Sequence[str] | None) -> Sequence[str]:
    return (half,) if isinstance(half, str) else half or ()


def test_a_link_stays_a_link_and_what_a_person_typed_does_not_become_one(app: Flask) -> None:
    with app.test_request_context("/es/forms/"):
        said = '{{ _("Or call %(number)s.", number=number) }}'
        link = Markup('<a href="tel:+1">1</a>')
        assert render_template_string(said, number=link) == f"O llame al {link}."
        assert render_template_string(said, number="<a>") == "O llame al &lt;a&gt;."
