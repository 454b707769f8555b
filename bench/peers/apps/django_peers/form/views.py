"""The form on one page, as Django's tutorial has it."""

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render

from .forms import EnrollForm
from .storing import store


def hello(_request):
    return HttpResponse("Hello, world!")


def apply(request):
    form = EnrollForm(request.POST) if request.method == "POST" else EnrollForm()
    if form.is_bound and form.is_valid():
        return HttpResponseRedirect(f"/done/{store('enroll', form.cleaned_data)}")
    return render(request, "form/form.html", {"form": form}, status=422 if form.is_bound else 200)


def done(request, reference):
    return render(request, "form/done.html", {"ref": reference})
