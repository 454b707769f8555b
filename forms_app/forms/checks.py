"""Before the first request: whether everything that a form's policy names is there. A form is not started by halves."""

from __future__ import annotations

from collections.abc import Iterator

from forms_app.deadlines import Rules
from forms_app.facts.agency import Agency
from forms_app.forms import FORMS, Form
from forms_app.forms.loading import FormError
from forms_app.forms.question_checks import Wrong, wrong_questions
from forms_app.settings import ROOT

TEMPLATES = ROOT / "forms_app" / "templates"
MACROS = ("about", "more", "other_way")  # of the template of a form's start page


def check(rules: Rules, agency: Agency) -> None:
    """Raises FormError, which names the form and the part. Letters and doors are checked where their files are read."""
    for form in FORMS.values():
        for part, wrong, remedy in (*_unknown_names(form, rules, agency), *_not_drawn(form), *wrong_questions(form)):
            raise FormError(f"The form {form.name}: {part} {wrong}. {remedy}")


def _unknown_names(form: Form, rules: Rules, agency: Agency) -> Iterator[Wrong]:
    """Names that nothing has."""
    clock, ways, course = form.policy.clock, form.policy.ways, form.policy.course
    for part, named in (("clock", clock.rules), ("ways", (*ways.by_when, *ways.by_mail))):
        for rule in (one for one in named if one not in rules.periods):
            yield part, f"names no rule of deadlines.toml: {rule!r}", "Use the id of a [[rule]]."
    if ways.phone not in agency.phones:
        yield "ways", f"names no phone of agency.toml: {ways.phone!r}", "Use the name of one of its [phones…]."
    if ways.address and ways.address not in agency.addresses:
        yield "ways", f"names no address of agency.toml: {ways.address!r}", "Use the name of one of its [addresses…]."
    if form.policy.letters and not clock.due:
        yield "letters", "say by when it is answered, and clock has no due rule", "Give it one, or name no letter."
    if course and course.after and course.after not in FORMS:
        yield "course", f"comes after no form: {course.after!r}", "Use the name of a form."


def _not_drawn(form: Form) -> Iterator[Wrong]:
    """Templates that are not there, or are no start page."""
    about, elsewhere = TEMPLATES / form.policy.about, form.policy.elsewhere
    if not about.is_file():
        yield "about", f"names no template: {form.policy.about!r}", f"Write it, as {about}."
    elif missing := [name for name in MACROS if f"macro {name}()" not in about.read_text("utf-8")]:
        yield "about", f"has no macro {missing[0]} in {about}", "Write it there."
    if elsewhere and not (TEMPLATES / elsewhere.card).is_file():
        yield "elsewhere", f"names no template: {elsewhere.card!r}", f"Write it, as {TEMPLATES / elsewhere.card}."
