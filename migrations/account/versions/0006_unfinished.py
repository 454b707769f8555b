"""Accounts whose papers nobody has kept yet"""

import sqlalchemy as sa
from alembic import op


revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "unfinished",
        sa.Column("account_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("due", sa.String(20), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["holders.id"], name=op.f("fk_unfinished_account_id")),
        sa.PrimaryKeyConstraint("account_id", name=op.f("pk_unfinished")),
    )


def downgrade() -> None:
    op.drop_table("unfinished")
