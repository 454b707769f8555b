"""Alembic's entry: brings the database of DATABASE_URL to the newest schema."""

from alembic import context
from sqlalchemy import Connection

from forms_app.storage.tables import metadata


def migrate(connection: Connection) -> None:
    context.configure(connection=connection, target_metadata=metadata, render_as_batch=True)
    with context.begin_transaction():
        context.run_migrations()


migrate(context.config.attributes["connection"])
