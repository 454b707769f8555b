"""A paper that somebody opens to see whether she can: one word stands on it, for her to type."""

from __future__ import annotations

from forms_app.facts.agency import Agency
from forms_app.i18n.translation import gettext as _
from forms_app.pdf.blocks import Document, heading, paragraph
from forms_app.pdf.frame import frame, in_language


def sample(word: str, language: str, agency: Agency) -> Document:
    with in_language(language):
        blocks = [
            heading(_("You can read this file"), 1),
            paragraph(_("Letters in the account are files like this one. Type this word on the page before:")),
            paragraph(word, strong=True),
            paragraph(_("If you cannot open such files, keep your letters on paper.")),
        ]
        return frame(agency, language, _("Sample"), blocks, style="letter", note="")
