"""What staff typed beside a submission and have not sent"""

from alembic import op
import sqlalchemy as sa
import forms_app.storage.tables


revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "unsent",
        sa.Column("account_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("reference", sa.String(length=9), nullable=False),
        sa.Column("box", sa.LargeBinary(), nullable=False),
        sa.Column("until", forms_app.storage.tables.Moment(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["accounts.id"], name=op.f("fk_unsent_account_id")),
        sa.ForeignKeyConstraint(["reference"], ["submissions.reference"], name=op.f("fk_unsent_reference")),
        sa.PrimaryKeyConstraint("account_id", "reference", name=op.f("pk_unsent")),
    )
    op.create_index(op.f("ix_unsent_until"), "unsent", ["until"])


def downgrade() -> None:
    op.drop_table("unsent")
