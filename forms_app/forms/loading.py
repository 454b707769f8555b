"""Finds the forms: each module of declared/, and of account/ in it, is one: a new one is named nowhere else."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from types import ModuleType

from forms_app.errors import CannotStart
from forms_app.forms import declared
from forms_app.forms.declared import account
from forms_app.forms.form import Form


class FormError(CannotStart):
    """A form is declared wrongly, or a part of its policy is missing; the message names the form and the part."""


def load() -> dict[str, Form]:
    """The forms by name, in the order in which lists show them. Raises FormError."""
    rooms = (declared, account)
    forms = [_form(room, one.name) for room in rooms for one in iter_modules(room.__path__) if not one.ispkg]
    return {form.name: form for form in sorted(forms, key=lambda form: (form.place, form.name))}


def _form(room: ModuleType, module: str) -> Form:
    path = Path(room.__path__[0]) / f"{module}.py"
    try:
        form = getattr(import_module(f"{room.__name__}.{module}"), "FORM", None)
    except TypeError as wrong:  # so Python says that a part of it was left out
        raise FormError(f"The form {name_of(module)}: {wrong}. Give it in {path}.") from wrong
    if not isinstance(form, Form) or form.name != name_of(module):
        raise FormError(f"The form {name_of(module)}: there is no FORM of this name in {path}. Declare it there.")
    if (room is account) != (form.policy.where == "account"):
        remedy = f"Forms that only an account takes stand in {account.__path__[0]}, and no others."
        raise FormError(f"The form {form.name}: policy says where={form.policy.where!r}. {remedy}")
    return form


def name_of(module: str) -> str:
    """The name of the form that a module declares, as it stands in addresses and is stored."""
    return module.replace("_", "-")
