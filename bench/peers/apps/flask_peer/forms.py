"""The form of fifteen fields with Flask-WTF, as its documentation has it."""

import flask_babel
from flask_wtf import FlaskForm
from stdnum.us import ssn
from wtforms import (
    BooleanField,
    DateField,
    EmailField,
    RadioField,
    SelectField,
    StringField,
    TelField,
    TextAreaField,
)
from wtforms.validators import DataRequired, Email, Length, Optional, Regexp, ValidationError

_l = flask_babel.lazy_gettext
STATES = (
    "AL AK AZ AR CA CO CT DE DC FL GA HI ID IL IN IA KS KY LA ME MD MA MI MN MS MO MT NE NV NH NJ NM NY NC ND OH OK OR "
    "PA RI SC SD TN TX UT VT VA WA WV WI WY"
).split()
PARENTS = [("mother", _l("Mother")), ("father", _l("Father")), ("guardian", _l("Guardian or caretaker"))]


class EnrollForm(FlaskForm):
    first_name = StringField(
        _l("First name"),
        [DataRequired(_l("Enter your first name")), Length(max=60)],
        description=_l("As it appears on your ID"),
    )
    middle_name = StringField(_l("Middle name"), [Optional(), Length(max=60)])
    last_name = StringField(_l("Last name"), [DataRequired(_l("Enter your last name")), Length(max=60)])
    dob = DateField(
        _l("Date of birth"),
        [DataRequired(_l("Enter your date of birth"))],
        description=_l("For example, 1990-03-31"),
    )
    ssn = StringField(
        _l("Social Security number"),
        [Optional(), Length(max=11)],
        description=_l("If you have one. You can still apply without it."),
    )
    phone = TelField(_l("Phone number"), [Optional(), Length(max=20)])
    email = EmailField(_l("Email address"), [Optional(), Email(_l("Enter an email address in the right format"))])
    street = StringField(_l("Street address"), [DataRequired(_l("Enter your street address")), Length(max=120)])
    city = StringField(_l("City"), [DataRequired(_l("Enter your city")), Length(max=60)])
    state = SelectField(_l("State"), choices=[(each, each) for each in STATES], default="CA")
    zip = StringField(
        _l("ZIP code"),
        [
            DataRequired(_l("Enter your ZIP code")),
            Regexp(r"^\d{5}(-\d{4})?$", message=_l("Enter a 5 digit ZIP code")),
        ],
    )
    language = RadioField(
        _l("Language you prefer"), choices=[("en", _l("English")), ("es", _l("Spanish"))], default="en"
    )
    relationship = SelectField(_l("Your relationship to the children"), choices=PARENTS)
    notes = TextAreaField(_l("Anything else we should know"), [Optional(), Length(max=2000)])
    consent = BooleanField(
        _l("I declare under penalty of perjury that this is true"),
        [DataRequired(_l("You must agree to continue"))],
    )

    def validate_ssn(self, field):
        if field.data and not ssn.is_valid(field.data):
            raise ValidationError(_l("Enter a valid Social Security number"))
