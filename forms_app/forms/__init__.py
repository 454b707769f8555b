"""The forms, each declared once in a module of its own; everything else loops over what stands here."""

from forms_app.deadlines import NO_CLOCK, AgencyClock
from forms_app.forms.form import HELPER, Form, Row, Section
from forms_app.forms.loading import FormError, load

FORMS: dict[str, Form] = load()


def clock_of(name: str) -> AgencyClock:
    """By when the agency must act on a form of this name; by no day where none of ours has it."""
    return FORMS[name].policy.clock if name in FORMS else NO_CLOCK


__all__ = ["FORMS", "HELPER", "Form", "FormError", "Row", "Section", "clock_of"]
