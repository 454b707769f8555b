"""The telephone database's migrations."""

from __future__ import annotations

from forms_app.settings import PHONE_DATABASE, ROOT
from forms_app.storage.schema import Chain

CHAIN = Chain(ROOT / "migrations" / "phone", PHONE_DATABASE, "flask --app forms_app migrate")
