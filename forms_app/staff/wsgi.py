"""The staff app as the server loads it."""

from __future__ import annotations

from forms_app import logs, settings
from forms_app.staff import arrivals, create_app

logs.configure("staff")
app = create_app(settings.read())
arrivals.watch(app)
