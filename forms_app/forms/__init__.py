"""The forms, each declared once in a module of its own; everything else loops over what stands here."""

from forms_app.forms.complaint import COMPLAINT
from forms_app.forms.form import Form, Row, Section

FORMS: dict[str, Form] = {form.name: form for form in (COMPLAINT,)}

__all__ = ["FORMS", "Form", "Row", "Section"]
