"""Statements of a case on paper, without an account: each kind of case that can have one, in both languages."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from flask import Flask

from forms_app.account.ledger import statement
from forms_app.bundles.money import Case
from forms_app.facts import languages
from forms_app.facts.agency import Agency
from forms_app.i18n import translation
from forms_app.pdf import Document, account_statement
from support.three_years import DAY, month, three_years


def cases() -> dict[str, Case]:
    whole = three_years()
    aid = tuple(replace(one, owed_to="aid", kind="medical") for one in whole.months[-3:])
    return {
        "receiver": whole,
        "payer": three_years("payer"),
        "two-kinds": replace(whole, months=(*whole.months, *(replace(one, kind="spousal") for one in whole.months))),
        "aid": replace(whole, months=(*whole.months, *aid)),
        "without-interest": replace(whole, months=tuple(replace(one, interest=None) for one in whole.months)),
        "adjusted": replace(whole, months=tuple(replace(one, adjusted=-1234567) for one in whole.months)),
        "one-month": replace(whole, months=(month("2026-10"),)),
        "nothing-yet": replace(whole, months=(), payments=(), sendings=()),
    }


def statements_on_paper(agency: Agency) -> Iterator[tuple[str, Document]]:
    """(name of the case and language, document)."""
    app = Flask("statements")
    translation.install(app)
    for language in languages.LANGUAGES:
        with app.test_request_context(languages.BY_CODE[language].start):
            for name, case in cases().items():
                yield f"{name}-{language}", account_statement(statement.of(case, DAY), language, agency)
