"""The staff app as the server loads it."""

from __future__ import annotations

from forms_app import settings
from forms_app.staff import create_app

app = create_app(settings.read())
