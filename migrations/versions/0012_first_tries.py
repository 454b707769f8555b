"""When a mail was tried for the first time: it is given up by its age, not by its tries"""

from alembic import op
import sqlalchemy as sa
import forms_app.storage.tables


revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("outbox", sa.Column("tried_at", forms_app.storage.tables.Moment(timezone=True), nullable=True))


def downgrade() -> None:
    op.drop_column("outbox", "tried_at")
