"""The form of fifteen fields that every one-page peer has."""

import re

from django import forms
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _l

STATES = (
    "AL AK AZ AR CA CO CT DE DC FL GA HI ID IL IN IA KS KY LA ME MD MA MI MN MS MO MT NE NV NH NJ NM NY NC ND OH OK OR "
    "PA RI SC SD TN TX UT VT VA WA WV WI WY"
).split()
SSN = re.compile(r"(?!000|666|9)\d{3}-?(?!00)\d\d-?(?!0000)\d{4}\Z")
PARENTS = [("mother", _l("Mother")), ("father", _l("Father")), ("guardian", _l("Guardian or caretaker"))]


def _needed(sentence):
    return {"required": sentence}


class EnrollForm(forms.Form):
    first_name = forms.CharField(
        label=_l("First name"),
        max_length=60,
        help_text=_l("As it appears on your ID"),
        error_messages=_needed(_l("Enter your first name")),
    )
    middle_name = forms.CharField(label=_l("Middle name"), max_length=60, required=False)
    last_name = forms.CharField(
        label=_l("Last name"), max_length=60, error_messages=_needed(_l("Enter your last name"))
    )
    dob = forms.DateField(
        label=_l("Date of birth"),
        help_text=_l("For example, 1990-03-31"),
        error_messages=_needed(_l("Enter your date of birth")),
        widget=forms.DateInput(attrs={"type": "date"}),
    )
    ssn = forms.CharField(
        label=_l("Social Security number"),
        max_length=11,
        required=False,
        help_text=_l("If you have one. You can still apply without it."),
    )
    phone = forms.CharField(
        label=_l("Phone number"), max_length=20, required=False, widget=forms.TextInput(attrs={"type": "tel"})
    )
    email = forms.EmailField(
        label=_l("Email address"),
        required=False,
        error_messages={"invalid": _l("Enter an email address in the right format")},
    )
    street = forms.CharField(
        label=_l("Street address"), max_length=120, error_messages=_needed(_l("Enter your street address"))
    )
    city = forms.CharField(label=_l("City"), max_length=60, error_messages=_needed(_l("Enter your city")))
    state = forms.ChoiceField(label=_l("State"), choices=[(each, each) for each in STATES], initial="CA")
    zip = forms.CharField(
        label=_l("ZIP code"),
        validators=[RegexValidator(r"^\d{5}(-\d{4})?$", message=_l("Enter a 5 digit ZIP code"))],
        error_messages=_needed(_l("Enter your ZIP code")),
    )
    language = forms.ChoiceField(
        label=_l("Language you prefer"),
        choices=[("en", _l("English")), ("es", _l("Spanish"))],
        initial="en",
        widget=forms.RadioSelect,
    )
    relationship = forms.ChoiceField(label=_l("Your relationship to the children"), choices=PARENTS)
    notes = forms.CharField(
        label=_l("Anything else we should know"), max_length=2000, required=False, widget=forms.Textarea
    )
    consent = forms.BooleanField(
        label=_l("I declare under penalty of perjury that this is true"),
        error_messages=_needed(_l("You must agree to continue")),
    )

    def clean_ssn(self):
        number = self.cleaned_data["ssn"]
        if number and not SSN.match(number):
            raise forms.ValidationError(_l("Enter a valid Social Security number"))
        return number
