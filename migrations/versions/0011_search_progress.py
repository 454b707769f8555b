"""How far older submissions were brought under a changed way of searching"""

from alembic import op
import sqlalchemy as sa


revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "search_progress",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("folding", sa.LargeBinary(length=16), nullable=False),
        sa.Column("reached", sa.String(length=9), nullable=False),
        sa.Column("unread", sa.Integer(), nullable=False),
        sa.Column("is_done", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_search_progress")),
    )


def downgrade() -> None:
    op.drop_table("search_progress")
