"""The kinds of rows in the outbox: what came in, reports that fit no mail, and news; each channel has its own."""

from __future__ import annotations

from sqlalchemy import ColumnElement

from forms_app.storage.tables import outbox

ARRIVED, REPORT = "arrived", "report"
IS_NEWS: ColumnElement[bool] = outbox.c.kind.not_in((ARRIVED, REPORT))
