"""What staff typed on a customer's page and could not send"""

from alembic import op
import sqlalchemy as sa
import forms_app.storage.tables


revision = "0029"
down_revision = "0028"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "unsent_customers",
        sa.Column("account_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("about", sa.LargeBinary(length=32), nullable=False),
        sa.Column("box", sa.LargeBinary(), nullable=False),
        sa.Column("until", forms_app.storage.tables.Moment(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["accounts.id"], name=op.f("fk_unsent_customers_account_id")),
        sa.PrimaryKeyConstraint("account_id", "about", name=op.f("pk_unsent_customers")),
    )
    op.create_index(op.f("ix_unsent_customers_until"), "unsent_customers", ["until"])


def downgrade() -> None:
    op.drop_table("unsent_customers")
