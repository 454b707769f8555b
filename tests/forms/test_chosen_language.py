"""The language in which a person wants to be written and spoken to counts, not the one of the page she sent."""

from __future__ import annotations

import pytest
from sqlalchemy import select
from support.answers import asking, most
from support.journey import at, send
from support.public_forms import FORMS
from support.visitor import Visitor, home

from forms_app.storage.database import Database
from forms_app.storage.tables import submissions

ASKING = asking("language")


@pytest.mark.parametrize(("name", "slug"), ASKING)
@pytest.mark.parametrize(("page", "chosen"), [("en", "es"), ("es", "en")])
def test_the_chosen_language_is_stored(
    visitor: Visitor, database: Database, name: str, slug: str, page: str, chosen: str
) -> None:
    at(visitor, name, page)
    visitor.open(f"{home(name, page)}{slug}/").press("next", {**most(FORMS[name]).of(slug), "language": chosen})
    assert _sent(visitor, database) == chosen


@pytest.mark.parametrize("question", ["language", "interpreter", "accommodation"])
def test_every_form_asks_once(question: str) -> None:
    assert sorted(name for name, _slug in asking(question)) == sorted(FORMS)


def _sent(visitor: Visitor, database: Database) -> str:
    reference = send(visitor)
    with database.read() as connection:
        found = select(submissions.c.language).where(submissions.c.reference == reference)
        return str(connection.execute(found).scalar_one())
