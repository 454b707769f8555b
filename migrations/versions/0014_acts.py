"""What staff noted that the law dates: kept one by one, so that a wrong one can be withdrawn"""

from alembic import op
import sqlalchemy as sa
import forms_app.storage.tables


revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "acts",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("reference", sa.String(length=9), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=True),
        sa.Column("at", forms_app.storage.tables.Moment(timezone=True), nullable=False),
        sa.Column("box", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["accounts.id"], name=op.f("fk_acts_account_id")),
        sa.ForeignKeyConstraint(["reference"], ["submissions.reference"], name=op.f("fk_acts_reference")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_acts")),
    )
    op.create_index(op.f("ix_acts_reference"), "acts", ["reference"])


def downgrade() -> None:
    op.drop_index(op.f("ix_acts_reference"), table_name="acts")
    op.drop_table("acts")
