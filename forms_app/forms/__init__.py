"""The forms, each declared once in a module of its own; everything else loops over what stands here."""

from forms_app.forms.complaint import COMPLAINT
from forms_app.forms.enrollment import ENROLLMENT
from forms_app.forms.form import HELPER, Form, Row, Section
from forms_app.forms.inquiry import INQUIRY
from forms_app.forms.pin_request import PIN_REQUEST
from forms_app.forms.state_hearing import STATE_HEARING

FORMS: dict[str, Form] = {form.name: form for form in (ENROLLMENT, PIN_REQUEST, COMPLAINT, STATE_HEARING, INQUIRY)}

__all__ = ["FORMS", "HELPER", "Form", "Row", "Section"]
