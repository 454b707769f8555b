"""The kinds of question: each knows its inputs, its checks, its stored form and its reading form."""

from forms_app.forms.questions.base import Doubt, Question, Wrong
from forms_app.forms.questions.births import Birth
from forms_app.forms.questions.choices import Choice, Choices, Option, Picker
from forms_app.forms.questions.coming_dates import ComingDate
from forms_app.forms.questions.contact import Address, Email, Phone, ZipCode, ZipOrNone, mask_address, postal_lines
from forms_app.forms.questions.dates import PastDate
from forms_app.forms.questions.page import Page, Told
from forms_app.forms.questions.partial_dates import DayIfKnown
from forms_app.forms.questions.purposes import Danger, Purpose, SafeWay, Whose
from forms_app.forms.questions.repeated import Repeated, entry_after
from forms_app.forms.questions.texts import Consent, Lines, Story, TextOrNone

__all__ = [
    "Address",
    "Birth",
    "Choice",
    "Choices",
    "ComingDate",
    "Consent",
    "Danger",
    "DayIfKnown",
    "Doubt",
    "Email",
    "Lines",
    "Option",
    "Page",
    "PastDate",
    "Phone",
    "Picker",
    "Purpose",
    "Question",
    "Repeated",
    "SafeWay",
    "Story",
    "TextOrNone",
    "Told",
    "Whose",
    "Wrong",
    "ZipCode",
    "ZipOrNone",
    "mask_address",
    "entry_after",
    "postal_lines",
]
