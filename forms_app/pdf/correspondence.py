"""A letter of the staff to one person, in the same frame: it is given her own data and can see nobody else's."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from forms_app import deadlines
from forms_app.facts.agency import Agency
from forms_app.facts.languages import DEFAULT
from forms_app.i18n.translation import gettext as _
from forms_app.pdf.blocks import Block, Document, heading, notice, paragraph, signed, window
from forms_app.pdf.frame import frame, in_language

Stamp = Literal["", "preview", "copy"]


@dataclass(frozen=True)
class Letter:
    """`to`: the lines of name and address; `paragraphs` are plain text; `signed`: the lines under the last one.

    A `stamp` says on top that this is no letter to mail.
    """

    heading: str
    to: tuple[str, ...]
    on: date
    paragraphs: tuple[str, ...]
    signed: tuple[str, ...]
    reference: str = ""
    language: str = DEFAULT
    stamp: Stamp = ""


def letter(content: Letter, agency: Agency) -> Document:
    with in_language(content.language):
        reference = [_("Reference: %(reference)s", reference=content.reference)] if content.reference else []
        blocks = [
            *_stamp(content.stamp),
            window(content.to),
            paragraph(deadlines.words(content.on, content.language)),
            *(paragraph(line) for line in reference),
            heading(content.heading, 1),
            *map(paragraph, content.paragraphs),
            signed(content.signed),
        ]
        note = _(
            "Where it says “[not shown here]”, this paper cannot print what was written. We have it as it was written."
        )
        return frame(agency, content.language, _("Letter"), blocks, style="letter", note=note)


def _stamp(stamp: Stamp) -> list[Block]:
    if stamp == "preview":
        return [notice(_("Preview."), _("Do not mail this page. The letter comes from the print queue."))]
    return [notice(_("Copy."), _("Do not mail this page. It is for the agency's files."))] if stamp else []
