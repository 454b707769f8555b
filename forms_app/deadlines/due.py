"""When the agency must answer, by form: for status pages, letters and the desk, from the one legal clock."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from forms_app import deadlines
from forms_app.deadlines import Deadline, Rules

# By when the agency must act, counted from the day on which it received the form.
AGENCY_DUE: dict[str, Callable[[Rules, date], Deadline]] = {
    "complaint": deadlines.answer_due,
    "state-hearing": deadlines.hearing_set_within,
    "enrollment": deadlines.enrollment_open_due,
    "inquiry": deadlines.inquiry_due,
}
