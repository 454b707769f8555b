"""Days for a calendar as a file to save: with an alarm only if the address asks for one, as a tick does."""

from __future__ import annotations

from flask import Response, request

from forms_app import i18n
from forms_app.calendars import FILE_NAMES, Entry, calendar
from forms_app.moment import utc_now

ALARM = "alarm"


def calendar_file(days: list[Entry], course: str) -> Response:
    content = calendar(days, utc_now(), course, alarm=request.args.get(ALARM) == "yes")
    response = Response(content, content_type="text/calendar; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="{FILE_NAMES[i18n.language()]}"'
    return response
