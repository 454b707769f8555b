"""Questions of the public site that holders say are theirs"""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

WORDS = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    op.create_table(
        "joined",
        sa.Column("reference", WORDS, nullable=False),
        sa.Column("person_id", WORDS, nullable=False),
        sa.Column("key_id", sa.LargeBinary(length=32), nullable=False),
        sa.Column("case_id", WORDS, nullable=False),
        sa.Column("proof", sa.LargeBinary(length=32), nullable=False),
        sa.PrimaryKeyConstraint("reference", "person_id", name=op.f("pk_joined")),
    )
    op.create_index(op.f("ix_joined_person_id"), "joined", ["person_id"])


def downgrade() -> None:
    op.drop_table("joined")
