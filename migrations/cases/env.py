"""Alembic's entry for the case database: what loads change in one transaction."""

from alembic import context
from sqlalchemy import Connection

from forms_app.case_data.store.tables import metadata


def migrate(connection: Connection) -> None:
    context.configure(
        connection=connection, target_metadata=metadata, render_as_batch=True, version_table="case_data_version"
    )
    with context.begin_transaction():
        context.run_migrations()


migrate(context.config.attributes["connection"])
