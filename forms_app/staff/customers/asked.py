"""What customers asked of the agency in their accounts and is open: how much of each form, and the way to it."""

from __future__ import annotations

from typing import NamedTuple

from forms_app.forms import FORMS
from forms_app.staff import rights
from forms_app.staff.auth_guard import signed_in
from forms_app.staff.office import Office
from forms_app.staff.search import queues
from forms_app.staff.search.queues import Wanted


class Open(NamedTuple):
    """`late`: of the `number`, whose day has passed."""

    title: str
    number: int
    late: int
    wanted: Wanted


def waiting(staff: Office) -> list[Open]:
    """Of each form that only an account takes and this person works on; keyed in ones too."""
    forms = (FORMS[name] for name in sorted(rights.FORMS[signed_in().role]))
    mine = sorted((form for form in forms if form.policy.where == "account"), key=lambda form: form.place)
    with staff.database.read() as connection:

        def count(wanted: Wanted) -> int:
            return queues.count(connection, signed_in(), wanted, staff.today())

        return [
            Open(
                str(form.title_inside),
                count(Wanted(form.name)),
                count(Wanted(form.name, due="late")),
                Wanted(form.name),
            )
            for form in mine
        ]
