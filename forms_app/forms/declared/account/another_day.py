"""Another day for one of her dates with the agency: a hearing in court is moved by the court alone, and never here."""

from __future__ import annotations

from forms_app.forms.declared.account.asking import dates
from forms_app.forms.declared.account.asking.dates import WhichDate
from forms_app.forms.form import Form
from forms_app.forms.questions import Page, Purpose, Story
from forms_app.forms.shared import KnownCase
from forms_app.i18n.translation import lazy_gettext as _l


class NewDay(Page):
    slug = "new-day"
    heading = _l("Another day")
    lead = _l("The date stands until the agency confirms another one.")

    other_days = Story(
        _l("Which days and times are better for you?"),
        hint=_l("For example: any Monday, or mornings after December 10."),
        required=_l("Write which days and times are better, or that any other day is fine."),
        purpose=Purpose.DETAIL,
        longest=500,
        rows=3,
    )
    why_other_day = Story(
        _l("Why can you not come?"),
        hint=_l("You need not say more than you want to."),
        purpose=Purpose.DETAIL,
        longest=1000,
        rows=3,
    )


FORM = Form(
    name="another-day",
    title=_l("Another day for a date"),
    pages=(WhichDate, NewDay, KnownCase),
    policy=dates.POLICY,
    notes=dates.notes,
    place=8,
)
