"""Two hundred generated spellings of each kind of value; tests/drill/values.py tries thousands."""

from __future__ import annotations

import pytest
from flask import Flask
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some
from support.value_rules import RULES

from forms_app.i18n import translation

steady = settings(
    max_examples=200, deadline=None, derandomize=True, database=None, suppress_health_check=list(HealthCheck)
)


@pytest.mark.parametrize("rule", RULES)
def test_any_spelling_is_taken_as_it_was_meant(rule: str) -> None:
    spellings, wrong = RULES[rule]
    app = Flask("values")
    translation.install(app)

    @steady
    @given(some.deferred(spellings))
    def tried(spelled: object) -> None:
        assert wrong(spelled) == ""

    with app.test_request_context("/"):
        tried()
