"""Whose it is, of a form that asks for no name: it appears in the account of the number that was keyed in.

A number alone is mistyped, or read off a paper that names both parents. The case-data worker compares the name.
"""

from __future__ import annotations

from forms_app.forms import Form
from forms_app.forms.questions import Purpose
from forms_app.i18n.translation import gettext as _
from forms_app.staff.auth_guard import field
from forms_app.staff.office import office
from forms_app.staff.text_fields import wrong_with
from forms_app.text.cleaning import tidy

LONGEST = 200


def is_asked(form: Form) -> bool:
    return office().cases is not None and not form.asking(Purpose.NAME)


def fault(form: Form) -> str:
    """What to do about what was typed; nothing if it is right."""
    if not is_asked(form) or field("name_unknown") == "yes":
        return ""
    if not name(form):
        return str(_("Enter the first and the last name that the person gave, or mark that it is not known."))
    return wrong_with(name(form), LONGEST)


def name(form: Form) -> str:
    """Nothing where it is not asked, or not known."""
    return tidy(field("person_name")) if is_asked(form) and field("name_unknown") != "yes" else ""


def typed() -> dict[str, str]:
    """What stands on the page again."""
    return {"person_name": field("person_name"), "name_unknown": field("name_unknown")}
