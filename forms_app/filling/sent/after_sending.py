"""What follows from something that was sent, for its sender: as its receipt tells it, and as days for a calendar."""

from __future__ import annotations

import hmac
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from flask import Response, abort

from forms_app import deadlines
from forms_app.deadlines.calendars import Entry, entries, theirs
from forms_app.filling.sent import days as days_sent
from forms_app.filling.sent.calendar_file import calendar_file
from forms_app.filling.services import services
from forms_app.forms import FORMS, Form
from forms_app.forms.notes import still_running
from forms_app.forms.questionnaire import Answers
from forms_app.i18n import urls
from forms_app.sealing import codes
from forms_app.sealing.seal import derive


def told(kept: Mapping[str, Any]) -> dict[str, Any]:
    """What a page says of it. `kept`: form, reference, receipt_code, answers, sent_at."""
    form, on = FORMS[kept["form"]], _day(kept)
    official = services().agency.official
    return {
        "form": form,
        "reference": kept["reference"],
        "receipt_code": codes.for_print(kept["receipt_code"]),
        "sections": form.reading(kept["answers"]),
        "line": days_sent.promised(form, on),
        "promised": form.policy.promise(services().rules, on, urls.language()),
        "running": () if official else _running(form, kept["answers"], on),
        "lasting": form.lasting(kept["answers"], official),
        "days": _days(form, on),
    }


def dates(kept: Mapping[str, Any]) -> Response:
    """The days that follow, as a file; what was not filed says so in every entry. Ends with 404 if there are none."""
    days = _days(FORMS[kept["form"]], _day(kept)) or abort(404)
    return calendar_file(days, _course_name(kept["reference"]))


def _day(kept: Mapping[str, Any]) -> date:
    return deadlines.local_date(datetime.fromisoformat(kept["sent_at"]))


def _running(form: Form, answers: Answers, on: date) -> Iterator[str]:
    rules = services().rules
    return still_running(form.due(form.relevant(answers), rules), rules, on, urls.language())


def _course_name(reference: str) -> str:
    """The same for every calendar of this submission; whoever sees the calendar cannot tell the reference from it."""
    return hmac.digest(derive(services().token_key, "calendar"), reference.encode(), "sha256").hex()


def _days(form: Form, on: date) -> list[Entry]:
    """The days on which the person can do something, which only a complaint has, and the last ones of the agency."""
    parts, language = services(), urls.language()
    promised = form.policy.promise(parts.rules, on, language)
    found = [theirs(parts.rules, due, language) for due in promised.due]
    if form.policy.clock.hearing:  # sent online: when mail counts as received does not matter
        found = entries(parts.rules, replace(deadlines.course(parts.rules, None, on), due_if_mailed=None), language)
    if parts.agency.official:
        return found
    return [replace(entry, text=f"{promised.not_filed} {entry.text}") for entry in found]
