"""A parent who does not appear in court: without custody no time with the children, with custody what is known."""

from __future__ import annotations

import pytest
from support.calculating import IN_BOTH, SHORT, answer
from support.papers import said, squeezed
from support.visitor import Typed, Visitor

from forms_app.i18n.translation import lazy_gettext

NO_TIME = lazy_gettext(
    "Who does not take part is taken to have no time with the children, because the court knows nothing else."
)
AS_ENTERED = lazy_gettext(
    "The parent whom the children are with most of the time does not take part. Then the time counts as you entered it."
)


@IN_BOTH
@pytest.mark.parametrize(
    ("absent", "amount", "sentence"), [("B", "$1,000", NO_TIME), ("A", "$840", AS_ENTERED)], ids=["without", "with"]
)
def test_only_a_parent_without_custody_loses_the_time(
    visitor: Visitor, language: str, absent: str, amount: str, sentence: object
) -> None:
    more: dict[str, Typed] = {"more": {"more": "absent"}, "absent": {"absent": absent}}
    answer(visitor, language, {**SHORT, **more})
    assert amount in visitor.page.one("h1").text
    assert said(sentence, language) in squeezed(visitor.page.text)
