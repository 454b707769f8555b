"""Posts that let somebody in, for a minute"""

import sqlalchemy as sa
from alembic import op

from forms_app.storage.tables.columns import Moment

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "repeats",
        sa.Column("id", sa.LargeBinary(length=32), nullable=False),
        sa.Column("box", sa.LargeBinary(), nullable=False),
        sa.Column("at", Moment(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_repeats")),
    )
    op.create_index(op.f("ix_repeats_at"), "repeats", ["at"])


def downgrade() -> None:
    op.drop_table("repeats")
