"""Settled mail of a submission is found without reading all mail"""

import sqlalchemy as sa
from alembic import op


revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None

WHERE = sa.text("state = 'settled'")


def upgrade() -> None:
    op.create_index("ix_outbox_settled", "outbox", ["reference"], sqlite_where=WHERE, postgresql_where=WHERE)


def downgrade() -> None:
    op.drop_index("ix_outbox_settled", "outbox")
