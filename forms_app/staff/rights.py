"""Who may do what: the one table that routes, queries and pages of the staff app ask."""

from __future__ import annotations

from forms_app.staff.accounts import ROLES

OPEN: frozenset[str] = frozenset({"signed out"})  # also for people who are not signed in
EVERYBODY: frozenset[str] = frozenset(ROLES)
OVERSEERS = frozenset({"supervisor", "administrator"})
