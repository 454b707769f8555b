"""The staff app as the server loads it."""

from __future__ import annotations

from forms_app import entering, logs
from forms_app.staff import create_app
from forms_app.staff.desk import arrivals, indexing

logs.configure("staff")
app = create_app(entering.settings_of("staff"))
arrivals.watch(app)
indexing.watch(app)
