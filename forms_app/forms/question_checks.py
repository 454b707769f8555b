"""Before the first request: whether each question of a form can be asked, and its answers be read by its purpose."""

from __future__ import annotations

from collections.abc import Iterator
from inspect import getmembers, signature
from typing import Any

from wtforms.fields.core import UnboundField

from forms_app.forms.form import Form
from forms_app.forms.questions import (
    Address,
    Birth,
    Choice,
    Choices,
    Danger,
    Email,
    Lines,
    Page,
    Phone,
    Picker,
    Purpose,
    Question,
    Repeated,
    SafeWay,
    Story,
    TextOrNone,
    ZipCode,
)

# What programs read is read of one kind of question: its stored value has a shape that they know.
KINDS: dict[Purpose, type[Question]] = {
    Purpose.STORY: Story,
    Purpose.NAME: Lines,
    Purpose.BIRTH: Birth,
    Purpose.PHONE: Phone,
    Purpose.EMAIL: Email,
    Purpose.ADDRESS: Address,
    Purpose.ZIP_CODE: ZipCode,
    Purpose.ZIP_ON_FILE: ZipCode,
    Purpose.COUNTY: Picker,
    Purpose.CASE_NUMBER: TextOrNone,
    Purpose.LANGUAGE: Choice,
    Purpose.SAFE_WAYS: Choices,
    Purpose.VOICEMAIL: Choice,
    Purpose.DANGER: Choice,
}
ANSWERS = {
    Purpose.SAFE_WAYS: frozenset(SafeWay),
    Purpose.DANGER: frozenset(Danger),
    Purpose.VOICEMAIL: frozenset({"yes", "no"}),
}
Wrong = tuple[str, str, str]  # the part of the form, what is wrong with it, what to do


def wrong_questions(form: Form) -> Iterator[Wrong]:
    for page in form.all_pages:
        for name, asked in _declared(page):
            for what, remedy in _wrong(asked):
                yield f"the question {name}", what, remedy


def _wrong(asked: Any) -> Iterator[tuple[str, str]]:
    kind = asked.field_class
    try:
        told = signature(kind.__init__).bind(None, *asked.args, **asked.kwargs).arguments
    except TypeError as wrong:
        yield f"cannot be asked: {wrong}", "Give it where the question is declared."
        return
    purpose = asked.kwargs.get("purpose", kind.usual)
    wanted = KINDS.get(purpose, Question)
    if not issubclass(kind, wanted):
        yield f"has the purpose {purpose} and is no {wanted.__name__}", f"Make it a {wanted.__name__}."
    options = {option.value for option in told.get("options", ())}
    if unknown := options - ANSWERS.get(purpose, options):
        yield f"has answers that no {purpose} has: {', '.join(sorted(unknown))}", "Use those of its purpose."


def _declared(page: type[Page]) -> Iterator[tuple[str, Any]]:
    """The questions of a page as they were declared, and those that one of them asks about several people."""
    for name, asked in getmembers(page, lambda one: isinstance(one, UnboundField)):
        yield name, asked
        if issubclass(asked.field_class, Repeated):
            yield from ((f"{name}.{inner}", one) for inner, one in _declared(asked.args[0]))
