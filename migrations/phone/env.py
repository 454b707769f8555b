"""Alembic's entry for the telephone's database, that of PHONE_DATABASE_URL."""

from alembic import context
from sqlalchemy import Connection

from forms_app.storage.phone.tables import metadata


def migrate(connection: Connection) -> None:
    context.configure(connection=connection, target_metadata=metadata, render_as_batch=True)
    with context.begin_transaction():
        context.run_migrations()


migrate(context.config.attributes["connection"])
