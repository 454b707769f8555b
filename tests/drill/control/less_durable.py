"""The public app with a database that answers before the disk has it: what tests/drill/order.py must catch."""

from forms_app.storage import database

database.PRAGMAS["synchronous"] = 1

from forms_app.public.wsgi import app  # noqa: E402

__all__ = ["app"]
