"""What a process of the line checks and opens before it takes a call: keys and databases, where it may know callers."""

from __future__ import annotations

from forms_app import settings
from forms_app.phone.behind import cabinet
from forms_app.phone.behind.cabinet import Cabinet
from forms_app.processes import startup_checks
from forms_app.settings import Settings


def begin(*, knows_callers: bool) -> tuple[Settings, Cabinet | None]:
    """Raises CannotStart."""
    config = settings.read()
    if not (knows_callers and config.has_phone):
        return config, None
    config = startup_checks.settings_of("phone")
    startup_checks.expect_phone_rights(config, "phone")
    return config, cabinet.make(config)
