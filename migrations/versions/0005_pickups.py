"""Drafts left for later under a code"""

from alembic import op
import sqlalchemy as sa
import forms_app.storage.tables


revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "pickups",
        sa.Column("id", sa.LargeBinary(length=32), nullable=False),
        sa.Column("draft_id", sa.LargeBinary(length=32), nullable=False),
        sa.Column("box", sa.LargeBinary(), nullable=False),
        sa.Column("until", forms_app.storage.tables.Moment(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pickups")),
    )
    op.create_index(op.f("ix_pickups_until"), "pickups", ["until"])


def downgrade() -> None:
    op.drop_table("pickups")
