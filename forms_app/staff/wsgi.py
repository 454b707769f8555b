"""The staff app as the server loads it."""

from __future__ import annotations

from forms_app import settings
from forms_app.staff import arrivals, create_app

app = create_app(settings.read())
arrivals.watch(app)
