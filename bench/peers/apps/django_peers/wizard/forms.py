"""The pages of the complaint, read from a file that is written from the product's own declaration, as Django forms."""

import json
import os
from datetime import date
from pathlib import Path

from django import forms
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _l

PAGES = json.loads(Path(os.environ["PEER_PAGES"]).read_text("utf-8"))
NUMBER = RegexValidator(r"^\(?[2-9]\d\d\)?[ .-]?[2-9]\d\d[ .-]?\d{4}$", message=_l("Enter a telephone number."))
ZIP = RegexValidator(r"^\d{5}(-\d{4})?$", message=_l("Enter a 5 digit ZIP code"))


class PageForm(forms.Form):
    """One page; what spans several inputs is checked together, as `combined` says."""

    combined = ()

    def clean(self):
        for check in self.combined:
            check(self)
        return self.cleaned_data


def _line(asked, **known):
    return {asked["name"]: forms.CharField(**_said(asked), max_length=asked["longest"], **known)}


def _story(asked):
    return _line(asked, widget=forms.Textarea(attrs={"rows": 8}))


def _phone(asked):
    return _line(asked, validators=[NUMBER], widget=forms.TextInput(attrs={"type": "tel"}))


def _email(asked):
    return {asked["name"]: forms.EmailField(**_said(asked), max_length=asked["longest"])}


def _text_or_none(asked):
    text = {**asked, "required": ""}
    none = forms.BooleanField(label=_l(asked["none"]), required=False)
    return {**_line(text), f"{asked['name']}-none": none}


def _choice(asked):
    return {asked["name"]: forms.ChoiceField(**_said(asked), choices=_options(asked), widget=forms.RadioSelect)}


def _choices(asked):
    widget = forms.CheckboxSelectMultiple
    return {asked["name"]: forms.MultipleChoiceField(**_said(asked), choices=_options(asked), widget=widget)}


def _picker(asked):
    return {asked["name"]: forms.ChoiceField(**_said(asked), choices=[("", ""), *_options(asked)])}


def _date(asked):
    parts = {"month": _l("Month"), "day": _l("Day"), "year": _l("Year")}
    said = _said(asked)
    return {
        f"{asked['name']}-{part}": forms.IntegerField(label=label, error_messages=said["error_messages"])
        for part, label in parts.items()
    }


def _day_if_known(asked):
    fields = _date(asked)
    for field in fields.values():
        field.required = False
    ticks = {f"{asked['name']}-{value}": _l(label) for value, label in asked["ticks"]}
    return {**fields, **{name: forms.BooleanField(label=label, required=False) for name, label in ticks.items()}}


def _address(asked):
    parts = {
        "line1": _l("Street and number, or P.O. box"),
        "line2": _l("Apartment, or “care of” (optional)"),
        "city": _l("City or town"),
        "region": _l("State"),
        "postal_code": _l("ZIP code"),
        "country": _l("Country, if it is not the United States"),
    }
    fields = {
        f"{asked['name']}-{part}": forms.CharField(
            label=label, max_length=100, required=False, validators=[ZIP] if part == "postal_code" else []
        )
        for part, label in parts.items()
    }
    return {**fields, f"{asked['name']}-none": forms.BooleanField(label=_l(asked["none"]), required=False)}


def _day(asked):
    def check(form):
        parts = [form.cleaned_data.get(f"{asked['name']}-{part}") for part in ("year", "month", "day")]
        if None in parts:
            return
        try:
            form.cleaned_data[asked["name"]] = date(*parts).isoformat()
        except ValueError:
            form.add_error(f"{asked['name']}-month", _l("Enter a real date."))

    return check


def _day_or_tick(asked):
    day = _day(asked)

    def check(form):
        day(form)
        said = (asked["name"], *(f"{asked['name']}-{value}" for value, _ in asked["ticks"]))
        if not form.errors and not any(form.cleaned_data.get(name) for name in said):
            form.add_error(f"{asked['name']}-month", _l(asked["required"]))

    return check


def _whole(asked):
    def check(form):
        given = {part: form.cleaned_data.get(f"{asked['name']}-{part}") for part in ("line1", "city", "none")}
        if not given["none"] and not (given["line1"] and given["city"]):
            form.add_error(f"{asked['name']}-line1", _l(asked["required"]))

    return check


def _either(asked):
    def check(form):
        if not form.cleaned_data.get(asked["name"]) and not form.cleaned_data.get(f"{asked['name']}-none"):
            form.add_error(asked["name"], _l(asked["required"]))

    return check


def _said(asked):
    return {
        "label": _l(asked["label"]),
        "help_text": _l(asked["hint"]) if asked["hint"] else "",
        "required": bool(asked["required"]),
        "error_messages": {"required": _l(asked["required"] or "Answer this.")},
    }


def _options(asked):
    return [(value, _l(label)) for value, label in asked["options"]]


KINDS = {
    "line": _line,
    "story": _story,
    "phone": _phone,
    "email": _email,
    "text_or_none": _text_or_none,
    "choice": _choice,
    "choices": _choices,
    "picker": _picker,
    "date": _date,
    "day_if_known": _day_if_known,
    "address": _address,
}
COMBINED = {"date": _day, "day_if_known": _day_or_tick, "address": _whole, "text_or_none": _either}


def _form(page):
    fields = {}
    for asked in page["questions"]:
        fields |= KINDS[asked["kind"]](asked)
    needs = [each for each in page["questions"] if each["kind"] != "text_or_none" or each["required"]]
    checks = [COMBINED[each["kind"]](each) for each in needs if each["kind"] in COMBINED]
    return type("Page", (PageForm,), {**fields, "combined": tuple(checks), "heading": _l(page["heading"])})


FORMS = [(page["slug"], _form(page)) for page in PAGES]
