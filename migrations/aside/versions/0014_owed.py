"""What could not be sealed, because the database of a door was away"""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None

WORDS = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    op.create_table(
        "owed",
        sa.Column("door", WORDS, nullable=False),
        sa.Column("person_id", WORDS, nullable=False),
        sa.PrimaryKeyConstraint("door", "person_id", name=op.f("pk_owed")),
    )


def downgrade() -> None:
    op.drop_table("owed")
