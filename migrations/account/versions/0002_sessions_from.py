"""The moment from which sessions count: the inside can end those that began before"""

import sqlalchemy as sa
from alembic import op

from forms_app.storage.tables.columns import Moment

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("standings", sa.Column("sessions_from", Moment(timezone=True)))


def downgrade() -> None:
    op.drop_column("standings", "sessions_from")
