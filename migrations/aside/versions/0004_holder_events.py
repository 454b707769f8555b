"""What was done with each account, and by whom"""

import sqlalchemy as sa
from alembic import op


revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

WORDS = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    op.create_table(
        "holder_events",
        sa.Column("number", sa.BigInteger(), primary_key=True, autoincrement=False),
        sa.Column("person_id", WORDS, nullable=False),
        sa.Column("key_id", sa.LargeBinary(32)),
        *(sa.Column(name, WORDS, nullable=False) for name in ("at", "what", "by", "detail")),
        sa.Column("mark", sa.LargeBinary(32), nullable=False),
    )
    op.create_index("ix_holder_events_person_id", "holder_events", ["person_id"])


def downgrade() -> None:
    op.drop_table("holder_events")
