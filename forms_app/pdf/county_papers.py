"""The papers of the made-up county: each says on top that it is made up and not to be mailed."""

from __future__ import annotations

from datetime import date

from forms_app.deadlines import words
from forms_app.facts.agency import Agency
from forms_app.facts.languages import BY_CODE, DEFAULT
from forms_app.i18n.translation import gettext as _
from forms_app.pdf.blocks import Document, heading, notice, paragraph
from forms_app.pdf.frame import frame, in_language


def paper(title: str, dated: date, language: str, agency: Agency) -> Document:
    """`title`: what the document is, in its language. It says nothing else: it belongs to nobody."""
    language = language if language in BY_CODE else DEFAULT
    with in_language(language):
        blocks = [
            notice(_("Made up: do not mail."), _("This paper belongs to no real case and to no real person.")),
            paragraph(words(dated, language)),
            heading(title, 1),
            paragraph(_("On a real paper of this kind stands here what the agency writes to the person.")),
        ]
        return frame(agency, language, _("Made-up paper"), blocks, style="letter", note="")
