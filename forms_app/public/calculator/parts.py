"""The parts of an estimate that differ from visitor to visitor, as HTML; the page around them is drawn once.

They are joined here and not by a template, which would cost more than all the working out.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from markupsafe import Markup, escape

from forms_app.forms import Section
from forms_app.forms.calculator.explanations import Explanation
from forms_app.forms.calculator.limits import Limit
from forms_app.forms.calculator.net_incomes import Line
from forms_app.forms.calculator.results import WhatIf
from forms_app.i18n.translation import gettext as _
from forms_app.web.pages import path_to

UNBROKEN_MINUS = "−\u2060"


def _hint(section: str) -> str:
    return f' <span class="hint" lang="en">({escape(section)})</span>' if section else ""


def notices(said: Iterable[Limit]) -> Markup:
    return _joined(f'<div class="notice"><p>{escape(str(one.text))}{_hint(one.section)}</p></div>' for one in said)


def steps_list(steps: Iterable[Explanation]) -> Markup:
    return _joined(f"<li>{_figures(step.text)}{_hint(step.section)}</li>" for step in steps)


def what_if(rows: Sequence[WhatIf]) -> Markup:
    """The rows of a table; the one of the answers as they are is marked."""
    return _joined(_row(row) for row in rows)


def _row(row: WhatIf) -> str:
    said, result = escape(row.change), escape(row.result)
    if not row.here:
        return f'<tr><th scope="row">{said}</th><td>{result}</td></tr>'
    mine = _("(your answers)")
    return f'<tr class="here"><th scope="row">{said} <strong>{mine}</strong></th><td>{result}</td></tr>'


def sum_of(who: str, lines: Sequence[Line], basis: str) -> Markup:
    """How a net income comes about, as a table whose last row is the sum."""
    rows = [
        f'<tr><th scope="row">{escape(line.text)}{_hint(line.section)}</th><td>{_figures(line.amount)}</td></tr>'
        for line in lines
    ]
    rows[-1] = rows[-1].replace("<tr>", '<tr class="sum">', 1)
    said = f'<p class="soft">{escape(basis)}</p>' if basis else ""
    return _joined([f'<table class="figures"><caption>{escape(who)}</caption><tbody>', *rows, "</tbody></table>", said])


def answers_list(sections: Iterable[Section]) -> Markup:
    """The answers in few lines, each page with a way to change it."""
    return _joined(_answers(section) for section in sections)


def _answers(section: Section) -> str:
    rows = [row for row in section.rows if row.lines]
    start, to_change = path_to("/forms/calculator/"), _("Change")
    change = (
        f' <a class="change" href="{start}{section.slug}/">{to_change}'
        f'<span class="unseen">: {escape(section.heading)}</span></a>'
    )
    named = [escape(row.label if len(section.rows) > 1 else section.heading) for row in rows]
    said = ["<br>".join(f"<bdi>{escape(line)}</bdi>" for line in row.lines) for row in rows]
    return "".join(
        f"<div><dt>{name}{change if not place else ''}</dt><dd>{lines}</dd></div>"
        for place, (name, lines) in enumerate(zip(named, said, strict=True))
    )


def _figures(text: str) -> str:
    """A minus stays with its number."""
    return str(escape(text)).replace("−$", f"{UNBROKEN_MINUS}$")


def _joined(pieces: Iterable[str]) -> Markup:
    return Markup("\n".join(pieces))  # noqa: S704 - of ours, and escaped piece by piece
