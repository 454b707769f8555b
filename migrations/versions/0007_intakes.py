"""What staff key in: how a submission came, and intakes that are not stored yet"""

from alembic import op
import sqlalchemy as sa
import forms_app.storage.tables


revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("submissions", sa.Column("channel", sa.String(length=10), server_default="online", nullable=False))
    op.create_table(
        "intakes",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("box", sa.LargeBinary(), nullable=False),
        sa.Column("until", forms_app.storage.tables.Moment(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["accounts.id"], name=op.f("fk_intakes_account_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_intakes")),
    )
    op.create_index(op.f("ix_intakes_account_id"), "intakes", ["account_id"])
    op.create_index(op.f("ix_intakes_until"), "intakes", ["until"])


def downgrade() -> None:
    op.drop_table("intakes")
    op.drop_column("submissions", "channel")
