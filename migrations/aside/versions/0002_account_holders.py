"""Whose keys are whose, activation codes, what was sealed last, how far the worker has read"""

import sqlalchemy as sa
from alembic import op

from forms_app.storage.tables.columns import Moment


revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

WORDS = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    op.create_table(
        "throttles",
        sa.Column("id", sa.LargeBinary(32), primary_key=True),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("started_at", Moment(timezone=True), nullable=False),
    )
    op.create_index("ix_throttles_started_at", "throttles", ["started_at"])
    op.create_table(
        "holder_keys",
        sa.Column("key_id", sa.LargeBinary(32), primary_key=True),
        sa.Column("person_id", WORDS, nullable=False),
        sa.Column("public_keys", sa.LargeBinary(), nullable=False),
        sa.Column("state", WORDS, nullable=False),
        sa.Column("since", WORDS, nullable=False),
        sa.Column("until", WORDS),
        sa.Column("mark", sa.LargeBinary(32), nullable=False),
    )
    op.create_index("ix_holder_keys_person_id", "holder_keys", ["person_id"])
    op.create_table(
        "codes",
        sa.Column("number", sa.Integer(), primary_key=True),
        sa.Column("person_id", WORDS, nullable=False),
        sa.Column("salt", sa.LargeBinary(), nullable=False),
        sa.Column("verifier", sa.LargeBinary(), nullable=False),
        sa.Column("until", WORDS, nullable=False),
        sa.Column("key_id", sa.LargeBinary(32)),
        sa.Column("mark", sa.LargeBinary(32), nullable=False),
    )
    op.create_index("ix_codes_person_id", "codes", ["person_id"])
    op.create_table(
        "sealed_bundles",
        sa.Column("key_id", sa.LargeBinary(32), primary_key=True),
        sa.Column("kind", WORDS, primary_key=True),
        sa.Column("digest", sa.LargeBinary(32), nullable=False),
        sa.Column("seq", sa.BigInteger(), nullable=False),
    )
    op.create_table(
        "progress",
        sa.Column("id", sa.Integer(), primary_key=True, autoincrement=False),
        sa.Column("seq", sa.BigInteger(), nullable=False),
        sa.Column("beside", sa.BigInteger(), nullable=False),
    )


def downgrade() -> None:
    for name in ("progress", "sealed_bundles", "codes", "holder_keys", "throttles"):
        op.drop_table(name)
