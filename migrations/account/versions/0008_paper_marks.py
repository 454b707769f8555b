"""What she noted of her papers"""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "paper_marks",
        sa.Column("account_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("account_id", name=op.f("pk_paper_marks")),
        sa.ForeignKeyConstraint(["account_id"], ["holders.id"], name=op.f("fk_paper_marks_account_id")),
    )


def downgrade() -> None:
    op.drop_table("paper_marks")
