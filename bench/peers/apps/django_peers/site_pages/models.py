"""A page with a form whose fields an editor puts together, as Wagtail's documentation has it."""

from django.db import models
from modelcluster.fields import ParentalKey
from wagtail.contrib.forms.models import AbstractForm, AbstractFormField


class FormField(AbstractFormField):
    page = ParentalKey("FormPage", on_delete=models.CASCADE, related_name="form_fields")


class FormPage(AbstractForm):
    template = "site_pages/form_page.html"
    landing_page_template = "site_pages/landing.html"
