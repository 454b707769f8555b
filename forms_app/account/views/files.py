"""What she takes along: payments and months as a table for a spreadsheet, a statement by month as a paper.

A file stays on the device that it is saved on, so its name tells nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from flask import Response

from forms_app.account.ledger import sheets, statement
from forms_app.account.services import services
from forms_app.account.views.payments import clock, shown_at
from forms_app.i18n import urls
from forms_app.pdf import account_statement
from forms_app.text import spreadsheet


def payments_table(place: int) -> Response:
    case, _as_of = shown_at(place)
    return _table(*sheets.payments(case, clock()))


def months_table(place: int) -> Response:
    case, _as_of = shown_at(place)
    return _table(*sheets.of_months(case))


def statement_paper(place: int) -> Response:
    """Raises CannotPrint."""
    content = statement.of(*shown_at(place))
    paper = services().compiler.pdf(account_statement(content, urls.language(), services().agency))
    return Response(paper, mimetype="application/pdf", headers=_named("inline", "document.pdf"))


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> Response:
    text = "".join(spreadsheet.lines(head, rows))
    return Response(text, mimetype="text/csv", headers=_named("attachment", "table.csv"))


def _named(how: str, name: str) -> dict[str, str]:
    return {"Content-Disposition": f'{how}; filename="{name}"'}
