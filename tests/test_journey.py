"""The whole way of every form, in both languages: start, pages, check, send, receipt; and the agency can read it."""

from __future__ import annotations

import json
import re

import pytest
from answers import Filled, variants
from sqlalchemy import select
from visitor import Visitor, home

from forms_app.database import Database
from forms_app.forms import FORMS
from forms_app.models import drafts, outbox, receipts, submissions
from forms_app.opening import OpeningKeys

WAYS = [(name, language, way) for name, form in FORMS.items() for language in ("en", "es") for way in variants(form)]


@pytest.mark.parametrize(("name", "language", "way"), WAYS)
def test_what_is_filled_in_is_sent_sealed_and_opens_for_the_agency(
    visitor: Visitor, database: Database, opening: OpeningKeys, name: str, language: str, way: str
) -> None:
    filled = variants(FORMS[name])[way]
    visitor.open(home(name, language)).press()
    seen = fill_in(visitor, name, filled)
    assert seen == list(filled.asked)
    visitor.press("send")
    assert visitor.path == home("receipt", language)
    reference = visitor.page.by_id("reference").text
    assert re.fullmatch(r"[2-9A-HJ-NP-TV-Z]{4}-[2-9A-HJ-NP-TV-Z]{4}", reference)
    with database.read() as connection:
        row = connection.execute(select(submissions)).one()
        assert [r.kind for r in connection.execute(select(outbox).where(outbox.c.reference == reference))] == [
            "arrived"
        ]
        assert not connection.execute(select(drafts)).all() and len(connection.execute(select(receipts)).all()) == 1
    assert (row.reference, row.form, row.language) == (reference, name, language)
    told = json.loads(opening.open(row.sealed, reference))
    assert told["answers"] == {field: value for field, value in filled.values.items() if value is not None}


def fill_in(visitor: Visitor, name: str, filled: Filled) -> list[str]:
    """From the first page to the check; the slugs of the pages on the way."""
    seen = []
    while not visitor.path.endswith("/check/"):
        slug = visitor.path.rstrip("/").rsplit("/", 1)[-1]
        seen.append(slug)
        visitor.press("next", filled.of(slug))
        assert visitor.hops, f"{name}/{slug} refused: {visitor.page.mistakes}"
    return seen
