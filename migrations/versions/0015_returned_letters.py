"""When a letter was printed first, and that the post brought it back"""

from alembic import op
import sqlalchemy as sa
import forms_app.storage.tables


revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None

CAME_BACK = "returned_on IS NOT NULL AND settled_at IS NULL"


def upgrade() -> None:
    op.add_column("letters", sa.Column("first_printed_at", forms_app.storage.tables.Moment(timezone=True), nullable=True))
    op.add_column("letters", sa.Column("returned_on", sa.Date(), nullable=True))
    op.add_column("letters", sa.Column("settled_at", forms_app.storage.tables.Moment(timezone=True), nullable=True))
    op.execute("UPDATE letters SET first_printed_at = written_at WHERE printed > 0")
    where = {"sqlite_where": sa.text(CAME_BACK), "postgresql_where": sa.text(CAME_BACK)}
    op.create_index("ix_letters_returned", "letters", ["returned_on"], **where)


def downgrade() -> None:
    op.drop_index("ix_letters_returned", "letters")
    for name in ("settled_at", "returned_on", "first_printed_at"):
        op.drop_column("letters", name)
