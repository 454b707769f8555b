"""The short form of tests/drill/naughty.py: strings that have broken other forms are read here as they were written."""

from __future__ import annotations

import pytest
from support.journey import at
from support.visitor import Visitor, home

NAUGHTY = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "javascript:alert(1)",
    "{{7*7}} {% raw %} ${7*7} #{7*7}",
    "'; DROP TABLE drafts; --",
    "=cmd|'/C calc'!A0",
    "%s%n%x %(name)s {0}",
    "../../../../etc/passwd",
    "Robert'); &lt;b&gt; &amp;#60;",
    "null",
    "NaN",
    "undefined",
    "Ω≈ç√∫ ﷽",
    "田中さん 찦차를 بسم",
    "👩‍👧‍👦 🏳️‍🌈",
    "( ͡° ͜ʖ ͡°)",
    "]]> <!-- -->",
    "&colon; \\u003cscript\\u003e",
    "True",
    "O’Brien-Núñez",
)


@pytest.mark.parametrize("language", ["en", "es"])
def test_strings_that_break_other_forms_stand_on_check_and_receipt_as_they_were_written(
    visitor: Visitor, language: str
) -> None:
    at(visitor, "enrollment", language)
    token = ("token", visitor.hidden("token"))
    names = [(f"children-{number}-first_name", text) for number, text in enumerate(NAUGHTY, 1)]
    page = f"{home('enrollment', language)}children/"
    visitor.open(page)
    visitor.post(page, [token, ("version", visitor.hidden("version")), *names, ("go", "next")])
    for _ in range(2):
        shown = [element.text for element in visitor.page.all("bdi")]
        assert set(NAUGHTY) <= set(shown)
        if visitor.path.endswith("/check/"):
            visitor.press("send")
    assert visitor.path == home("receipt", language)
