"""The staff app as the server loads it."""

from __future__ import annotations

from forms_app.processes import logs, startup_checks
from forms_app.staff import create_app
from forms_app.staff.accounts import first_seals
from forms_app.staff.jobs import arrivals, indexing, recount
from forms_app.staff.office import office

logs.configure("staff")
app = create_app(startup_checks.settings_of("staff"))
with app.app_context():
    first_seals.expect(office())
    recount.at_start(office())
arrivals.watch(app)
indexing.watch(app)
