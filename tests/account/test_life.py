"""What became of a payment is told in these sentences and no others, in both languages."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from flask import Flask
from support.more_payment_lives import MORE
from support.payment_lives import LATER, LIVES, P, paid

from forms_app import deadlines
from forms_app.account.ledger import life
from forms_app.account.ledger.life import Clock
from forms_app.bundles.money import Kept
from forms_app.i18n import translation
from forms_app.settings import ROOT

RULES = deadlines.load(ROOT / "agency")
EVERY = {name: (*told, None) for name, told in LIVES.items()} | MORE


@pytest.fixture(params=["en", "es"])
def language(request: pytest.FixtureRequest) -> Iterator[str]:
    app = Flask("words")
    translation.install(app)
    path = "/" if request.param == "en" else "/es/"
    with app.test_request_context(path):
        yield str(request.param)


@pytest.mark.parametrize("name", EVERY)
def test_a_life_is_told_in_these_sentences(language: str, name: str) -> None:
    of, payment, today, said, undone = EVERY[name]

    assert life.tell(of, payment, Clock(today, RULES), undone) == [pair[language == "es"] for pair in said]


WAITING = ("on its way", "was ordered on", "is held", "has not gone out", "should have gone out")


@pytest.mark.parametrize("name", EVERY)
def test_the_first_page_tells_that_a_payment_was_taken_back_or_what_has_not_reached_her(name: str) -> None:
    of, payment, today, said, undone = EVERY[name]
    english = [one for one, _spanish in said]
    waits = [one for one in english if of.role != "payer" and any(word in one for word in WAITING)]
    app = Flask("words")
    translation.install(app)
    with app.test_request_context("/"):
        told = life.unsettled(of, payment, Clock(today, RULES), undone)

    assert sorted(told) == sorted(english[-1:] if undone else waits)


def test_there_are_forty_lives() -> None:
    assert len(EVERY) >= 40


def test_a_payer_never_reads_where_the_money_went() -> None:
    """Whatever a bundle of his might hold by mistake: what a receiver's tells is not said to him."""
    app = Flask("words")
    translation.install(app)
    with app.test_request_context("/"):
        payment = paid(kept=(Kept("aid", 41200, None, ""),))
        assert not [one for one in life.tell(P, payment, Clock(LATER, RULES)) if "aid" in one]
