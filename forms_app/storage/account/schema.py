"""The account database's migrations."""

from __future__ import annotations

from forms_app.settings import ROOT
from forms_app.storage.schema import Chain

CHAIN = Chain(ROOT / "migrations" / "account", "ACCOUNT_DATABASE_URL", "flask --app forms_app migrate")
