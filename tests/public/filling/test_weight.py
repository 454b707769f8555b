"""What a form weighs at its heaviest: the check page with every question answered, over the wire."""

from __future__ import annotations

import brotli
import pytest
from support.journey import FORMS_BY_LANGUAGE, at
from support.visitor import Visitor

from bench import weight


@pytest.mark.parametrize(("name", "language"), FORMS_BY_LANGUAGE)
def test_the_first_view_of_the_answers_stays_within_its_limit(visitor: Visitor, name: str, language: str) -> None:
    at(visitor, name, language)
    html = visitor.response.get_data()
    others = set(weight._Fetched(html.decode()).addresses)
    parts = {address: len(weight.from_build(address)) for address in others} | {"page": len(brotli.compress(html))}
    assert sum(parts.values()) <= weight.FORM, parts
    assert len(parts) <= weight.REQUESTS
