"""What every paper of ours has around its content: language, letterhead, the demonstration line, page numbers."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from flask import current_app

from forms_app.facts.agency import Agency
from forms_app.facts.languages import BY_CODE
from forms_app.i18n.translation import force_locale
from forms_app.i18n.translation import gettext as _
from forms_app.pdf.blocks import Block, Document, Style, letterhead, notice
from forms_app.pdf.sending import number


@contextmanager
def in_language(language: str) -> Iterator[None]:
    """Words come in `language`, whatever the request's. Outside of an app they would silently stay English."""
    current_app.name  # noqa: B018 - raises RuntimeError outside of an app
    with force_locale(language):
        yield


def frame(
    agency: Agency,
    language: str,
    title: str,
    blocks: list[Block],
    *,
    style: Style,
    note: str,
    phone: str = "customer_connect",
) -> Document:
    """`note`: what to tell about characters that cannot be printed. `phone`: whom to call to file such a thing."""
    return Document(
        language=BY_CODE[language].primary,
        title=f"{title}, Customer Connect",
        blocks=[*_top(agency, language, phone), *blocks],
        warning="" if agency.official else _("Demonstration: nothing is sent to any agency."),
        page_of=_("Page %(page)s of %(pages)s", page="{page}", pages="{pages}"),
        unshown=_("[not shown here]"),
        unshown_note=note,
        foot=number(agency),
        style=style,
    )


def _top(agency: Agency, language: str, phone: str) -> Iterator[Block]:
    if not agency.official:
        number_to_call = _("To file, call %(number)s.", number=agency.phones[phone].number)
        yield notice(_("Demonstration: nothing is sent to any agency."), number_to_call)
    yield letterhead(agency.site_name[language], agency.name[language])
