"""Rows by which somebody signs in carry a seal"""

import sqlalchemy as sa
from alembic import op


revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None

TABLES = ("accounts", "invitations", "recovery_codes", "sessions")


def upgrade() -> None:
    for table in TABLES:
        op.add_column(table, sa.Column("seal", sa.LargeBinary(32)))


def downgrade() -> None:
    for table in TABLES:
        op.drop_column(table, "seal")
