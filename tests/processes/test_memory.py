"""No process holds what it has no use for: what it loads is most of what it takes."""

from __future__ import annotations

import subprocess
import sys

import pytest

from forms_app.settings import ROOT

WORKER = """
import forms_app.worker.loop
from sqlalchemy import make_url
from forms_app.storage.database import Database
Database(make_url("sqlite:////nowhere/at/all.sqlite"))
"""
NOT_LOADED = {
    "from forms_app import settings; import forms_app.cli.run; settings.addresses()": {"sqlalchemy", "flask"},
    WORKER: {"flask", "werkzeug", "jinja2", "wtforms", "phonenumbers", "psycopg", "alembic", "typst"},
    "import forms_app.public, forms_app.staff.routes": {"psycopg", "alembic", "typst"},
}


@pytest.mark.parametrize("program", NOT_LOADED, ids=["make run", "worker", "servers"])
def test_a_process_loads_nothing_that_it_never_uses(program: str) -> None:
    told = [sys.executable, "-c", f"{program}\nimport sys; print(*{{name.partition('.')[0] for name in sys.modules}})"]
    loaded = subprocess.run(told, cwd=ROOT, check=True, capture_output=True, text=True).stdout.split()
    assert "forms_app" in loaded and not NOT_LOADED[program] & set(loaded)
