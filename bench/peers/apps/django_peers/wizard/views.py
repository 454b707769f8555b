"""django-formtools' wizard: an address for each page, answers in database sessions, and last a page to check."""

from django.forms import Form
from django.http import HttpResponseRedirect
from django.shortcuts import redirect
from form.storing import store
from formtools.wizard.views import NamedUrlSessionWizardView

from .forms import FORMS

CHECK = "check"


def begun(_request):
    """Start: a wizard that is empty, at its first page."""
    return redirect("step", step=FORMS[0][0])


class Complaint(NamedUrlSessionWizardView):
    form_list = [*FORMS, (CHECK, type("Check", (Form,), {}))]

    def get_template_names(self):
        return ["wizard/check.html" if self.steps.current == CHECK else "wizard/page.html"]

    def get_context_data(self, form, **known):
        context = super().get_context_data(form=form, **known)
        if self.steps.current == CHECK:
            context["answered"] = [self._read(slug) for slug, _ in FORMS]
        return context

    def _read(self, slug):
        form = self.get_form(slug, data=self.storage.get_step_data(slug))
        form.is_valid()
        answers = [(field.label, form.cleaned_data.get(field.name)) for field in form]
        return {"slug": slug, "heading": form.heading, "answers": answers}

    def done(self, form_list, **_known):
        answers = {}
        for form in form_list:
            answers |= form.cleaned_data
        return HttpResponseRedirect(f"/done/{store('complaint', answers)}")
