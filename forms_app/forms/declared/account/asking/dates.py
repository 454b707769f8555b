"""What requests about one of her dates share: which date, that it stays as it is, and whom to call when it is near."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from forms_app.deadlines import Rules
from forms_app.forms.declared.account.asking import asking
from forms_app.forms.policy import CUSTOMER_CONNECT, Promise
from forms_app.forms.questions import Choice, ComingDate, Lines, Option, Page, Purpose, Told
from forms_app.i18n.translation import gettext as _
from forms_app.i18n.translation import lazy_gettext as _l

NEAR = timedelta(days=1)  # today and tomorrow: nobody may have read it before


class WhichDate(Page):
    """The date of hers that it is about; an account fills it in from the agency's own data."""

    slug = "date"
    heading = _l("Which date")
    known = True

    date_on = ComingDate(
        _l("On which day is it?"), hint=_l("As your notice says."), required=_l("Enter the day of the date.")
    )
    date_time = Lines(
        _l("At what time?"),
        hint=_l("For example: 9:00 a.m."),
        required=_l("Enter the time."),
        longest=40,
        purpose=Purpose.DETAIL,
    )
    date_kind = Choice(
        _l("What is it?"),
        (
            Option("appointment", _l("An appointment")),
            Option("phone", _l("A telephone call")),
            Option("test", _l("A genetic test")),
        ),
        required=_l("Choose what it is."),
    )


def is_near(on: date, today: date) -> bool:
    return today <= on <= today + NEAR


def notes(answers: Mapping[str, Any], _rules: Rules, today: date, _language: str) -> list[Told]:
    near = [Told(_("This date is near. Call first:"), phone=CUSTOMER_CONNECT)] if _is_near(answers, today) else []
    return [*near, Told(_("The date stands until the agency confirms something else. Until then, keep it."))]


def _is_near(answers: Mapping[str, Any], today: date) -> bool:
    typed = answers.get("date_on")
    return isinstance(typed, str) and is_near(date.fromisoformat(typed), today)


def _promise(_rules: Rules, _on: date, _language: str) -> Promise:
    asked = _("It is asked for. Staff write here what came of it. Until then the date stands as it is: keep it.")
    nobody = _("The other parent is not told that you asked.")
    return Promise(_l("You have asked the agency for nothing. To ask, call."), [], [], [], here=(asked, nobody))


POLICY = asking("forms/about/date.html", _promise, of_date=True)
