"""By which keys the case-data worker is asked"""

from alembic import op
import sqlalchemy as sa


revision = "0030"
down_revision = "0029"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("key_ids", sa.Column("cases", sa.Text(), nullable=False, server_default=""))


def downgrade() -> None:
    op.drop_column("key_ids", "cases")
