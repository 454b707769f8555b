"""The kinds of question: each knows its inputs, its checks, its stored form and its reading form."""

from forms_app.questions.base import Page, Question, Wrong
from forms_app.questions.choices import Choice, Choices, Option, Picker
from forms_app.questions.contact import Address, Email, Phone
from forms_app.questions.dates import PastDate
from forms_app.questions.written import Lines, Story, TextOrNone

__all__ = [
    "Address",
    "Choice",
    "Choices",
    "Email",
    "Lines",
    "Option",
    "Page",
    "PastDate",
    "Phone",
    "Picker",
    "Question",
    "Story",
    "TextOrNone",
    "Wrong",
]
