"""A language may be named with its script or country, such as zh-Hans"""

import sqlalchemy as sa
from alembic import op


revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None


def upgrade() -> None:
    if op.get_context().dialect.name != "sqlite":  # which holds no text to its length
        op.alter_column("submissions", "language", type_=sa.String(35), existing_type=sa.String(2), existing_nullable=False)


def downgrade() -> None:
    if op.get_context().dialect.name != "sqlite":
        op.alter_column("submissions", "language", type_=sa.String(2), existing_type=sa.String(35), existing_nullable=False)
