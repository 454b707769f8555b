"""What staff ask of the worker, letters that it makes, how a code came, what is frozen returns to"""

import sqlalchemy as sa
from alembic import op


revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

WORDS = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def _words(*names, **more):
    return [sa.Column(name, WORDS, **{"nullable": False, **more}) for name in names]


def upgrade() -> None:
    op.create_table(
        "asks",
        sa.Column("number", sa.BigInteger(), primary_key=True, autoincrement=False),
        *_words("nonce", unique=True),
        *_words("kind", "person_id"),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        *_words("account", "at"),
        *_words("answer", server_default=""),
        *_words("answered_at", nullable=True),
        *_words("result", server_default="{}"),
    )
    op.create_index("ix_asks_person_id", "asks", ["person_id"])
    op.create_index("ix_asks_answer", "asks", ["answer"])
    op.create_table(
        "inside_letters",
        sa.Column("number", sa.BigInteger(), primary_key=True, autoincrement=False),
        *_words("nonce", unique=True),
        *_words("kind", "person_id"),
        sa.Column("key_id", sa.LargeBinary(32)),
        sa.Column("ask", sa.BigInteger(), unique=True),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        *_words("address", "why_not", "at", "mail_by"),
        *_words("mailed_on", nullable=True),
    )
    op.create_index("ix_inside_letters_person_id", "inside_letters", ["person_id"])
    op.add_column("holder_keys", sa.Column("was", WORDS))
    op.add_column("codes", sa.Column("way", WORDS, nullable=False, server_default="letter"))


def downgrade() -> None:
    op.drop_column("codes", "way")
    op.drop_column("holder_keys", "was")
    op.drop_table("inside_letters")
    op.drop_table("asks")
