"""Days for a calendar as a file to save: with an alarm only if the address asks for one, as a tick does."""

from __future__ import annotations

from flask import Response, request

from forms_app.deadlines.calendars import Entry, calendar
from forms_app.deadlines.clock import utc_now
from forms_app.facts.languages import BY_CODE
from forms_app.i18n import urls

ALARM = "alarm"


def calendar_file(days: list[Entry], course: str) -> Response:
    content = calendar(days, utc_now(), course, alarm=request.args.get(ALARM) == "yes")
    response = Response(content, content_type="text/calendar; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="{BY_CODE[urls.language()].calendar}"'
    return response
