"""Puts the form of fifteen fields onto a page at /apply/."""

import django

django.setup()

from form.forms import STATES  # noqa: E402 - Django wants to be set up first
from site_pages.models import FormField, FormPage  # noqa: E402
from wagtail.models import Page, Site  # noqa: E402

FIELDS = [
    ("first_name", "singleline", True, ""),
    ("middle_name", "singleline", False, ""),
    ("last_name", "singleline", True, ""),
    ("dob", "date", True, ""),
    ("ssn", "singleline", False, ""),
    ("phone", "singleline", False, ""),
    ("email", "email", False, ""),
    ("street", "singleline", True, ""),
    ("city", "singleline", True, ""),
    ("state", "dropdown", True, ",".join(STATES)),
    ("zip", "singleline", True, ""),
    ("language", "radio", True, "en,es"),
    ("relationship", "dropdown", True, "mother,father,guardian"),
    ("notes", "multiline", False, ""),
    ("consent", "checkbox", True, ""),
]
HINTED = ("first_name", "dob", "ssn")

home = Page.objects.filter(depth=2).first()
page = FormPage(title="Apply for child support services", slug="apply")
home.add_child(instance=page)
for order, (name, kind, required, choices) in enumerate(FIELDS):
    page.form_fields.add(
        FormField(
            sort_order=order,
            label=name,
            clean_name=name,
            field_type=kind,
            required=required,
            choices=choices,
            help_text="hint" if name in HINTED else "",
        )
    )
page.save_revision().publish()
Site.objects.update(root_page=home, hostname="127.0.0.1", is_default_site=True)
