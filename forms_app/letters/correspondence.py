"""A letter of the staff to one person, in the same frame: it is given her own data and can see nobody else's."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from flask_babel import gettext as _

from forms_app import clock
from forms_app.agency import Agency
from forms_app.letters.blocks import Document, address, heading, paragraph
from forms_app.letters.frame import framed, spoken


@dataclass(frozen=True)
class Letter:
    """`to`: the lines of name and address; `paragraphs` are plain text; `signed`: the lines under the last one."""

    heading: str
    to: tuple[str, ...]
    on: date
    paragraphs: tuple[str, ...]
    signed: tuple[str, ...]
    reference: str = ""


def letter(content: Letter, language: str, agency: Agency) -> Document:
    with spoken(language):
        reference = [_("Reference: %(reference)s", reference=content.reference)] if content.reference else []
        blocks = [
            address(content.to),
            paragraph(clock.words(content.on, language)),
            *(paragraph(line) for line in reference),
            heading(content.heading, 1),
            *(paragraph(text) for text in content.paragraphs),
            address(content.signed),
        ]
        note = _(
            "Where it says “[not shown here]”, this paper cannot print what was written. We have it as it was written."
        )
        return framed(agency, language, _("Letter"), blocks, large=False, note=note)
