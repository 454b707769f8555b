"""A form of which some pages are not asked, because their answers are known where it is filled in: see Page.known."""

from __future__ import annotations

from dataclasses import KW_ONLY, dataclass, fields
from typing import Any

from forms_app.forms.form import Form
from forms_app.forms.questionnaire import Answers, Section, given_names


@dataclass(frozen=True)
class KnownForm(Form):
    """`whole`: with every page. What is known is read with the rest, goes out with it, and is changed on no page."""

    _: KW_ONLY
    whole: Form

    def relevant(self, answers: Answers) -> dict[str, Any]:
        return self.whole.relevant(answers)

    def reading(self, answers: Answers) -> list[Section]:
        """Without pages of which nothing is known before it is sent."""
        given = given_names(answers)
        read = self.whole.reading(answers)
        return [one for one in read if one.slug in self.by_slug or {row.name for row in one.rows} & given]

    def known_reading(self, answers: Answers) -> list[Section]:
        """Only what is known."""
        return [section for section in self.reading(answers) if section.slug not in self.by_slug]


def knowing(form: Form) -> KnownForm:
    said = {one.name: getattr(form, one.name) for one in fields(form)}
    asked = tuple(page for page in form.pages if not page.known)
    return KnownForm(**{**said, "pages": asked}, whole=form)
