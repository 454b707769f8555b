"""What holders wrote, for keys that come after"""

import sqlalchemy as sa
from alembic import op


revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

WORDS = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    op.create_table(
        "own_words",
        sa.Column("number", sa.BigInteger(), primary_key=True, autoincrement=False),
        sa.Column("key_id", sa.LargeBinary(32), primary_key=True),
        sa.Column("sent_with", sa.LargeBinary(32), nullable=False),
        sa.Column("nonce", WORDS, nullable=False, unique=True),
        sa.Column("sought", sa.LargeBinary(), nullable=False),
        sa.Column("mark", sa.LargeBinary(32), nullable=False),
        sa.Column("words", sa.LargeBinary()),
    )


def downgrade() -> None:
    op.drop_table("own_words")
