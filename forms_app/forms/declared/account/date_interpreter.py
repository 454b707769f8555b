"""An interpreter for one of her dates with the agency."""

from __future__ import annotations

from forms_app.forms.declared.account.asking import dates
from forms_app.forms.declared.account.asking.dates import WhichDate
from forms_app.forms.form import Form
from forms_app.forms.questions import Lines, Page, Purpose
from forms_app.forms.shared import KnownCase
from forms_app.i18n.translation import lazy_gettext as _l


class Language(Page):
    slug = "language"
    heading = _l("An interpreter")
    lead = _l("An interpreter is free. You need nobody of your family to interpret.")

    date_language = Lines(
        _l("For which language?"),
        hint=_l("Sign languages too. If it has several kinds, say which one you speak."),
        required=_l("Enter the language of the interpreter."),
        purpose=Purpose.DETAIL,
        longest=80,
    )


FORM = Form(
    name="date-interpreter",
    title=_l("An interpreter for a date"),
    pages=(WhichDate, Language, KnownCase),
    policy=dates.POLICY,
    notes=dates.notes,
    place=9,
)
