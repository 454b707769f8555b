"""Whose keys a telephone PIN opens"""

import sqlalchemy as sa
from alembic import op


revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

WORDS = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    op.create_table(
        "phone_keys",
        sa.Column("key_id", sa.LargeBinary(32), primary_key=True),
        sa.Column("person_id", WORDS, nullable=False),
        sa.Column("public_keys", sa.LargeBinary(), nullable=False),
        sa.Column("state", WORDS, nullable=False),
        sa.Column("since", WORDS, nullable=False),
        sa.Column("until", WORDS),
        sa.Column("was", WORDS),
        sa.Column("mark", sa.LargeBinary(32), nullable=False),
    )
    op.create_index("ix_phone_keys_person_id", "phone_keys", ["person_id"])
    op.create_index("ix_phone_keys_state_until", "phone_keys", ["state", "until"])


def downgrade() -> None:
    op.drop_table("phone_keys")
