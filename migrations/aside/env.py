"""Alembic's entry for what lies beside the case database: what no load holds up."""

from alembic import context
from sqlalchemy import Connection

from forms_app.case_data.store.papers import tables as _papers  # noqa: F401 - adds tables of its own
from forms_app.case_data.store.tables import aside


def migrate(connection: Connection) -> None:
    context.configure(
        connection=connection, target_metadata=aside, render_as_batch=True, version_table="case_data_aside_version"
    )
    with context.begin_transaction():
        context.run_migrations()


migrate(context.config.attributes["connection"])
