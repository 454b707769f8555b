"""Orders that were obeyed: each once"""

import sqlalchemy as sa
from alembic import op


revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

WORDS = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    op.create_table(
        "orders_taken",
        sa.Column("key_id", sa.LargeBinary(32), primary_key=True),
        sa.Column("nonce", WORDS, primary_key=True),
        sa.Column("handed_in", sa.LargeBinary(), nullable=False),
    )


def downgrade() -> None:
    op.drop_table("orders_taken")
