"""The forms, each declared once in a module of its own; everything else loops over what stands here."""

from forms_app.forms.form import HELPER, Form, Row, Section
from forms_app.forms.loading import FormError, load

FORMS: dict[str, Form] = load()

__all__ = ["FORMS", "HELPER", "Form", "FormError", "Row", "Section"]
