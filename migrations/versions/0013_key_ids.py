"""The ids of the keys that each process has: a process whose keys do not fit those of the others does not start"""

from alembic import op
import sqlalchemy as sa


revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "key_ids",
        sa.Column("process", sa.String(length=10), nullable=False),
        sa.Column("inbox", sa.Text(), nullable=False),
        sa.Column("mail", sa.Text(), nullable=False),
        sa.Column("codes", sa.String(length=8), nullable=False),
        sa.PrimaryKeyConstraint("process", name=op.f("pk_key_ids")),
    )


def downgrade() -> None:
    op.drop_table("key_ids")
