"""Answers to what came from an account, of which the inside is told"""

import sqlalchemy as sa
from alembic import op

revision = "0025"
down_revision = "0024"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "answers_told",
        sa.Column("reference", sa.String(length=9), nullable=False),
        sa.Column("nonce", sa.String(length=32), nullable=False),
        sa.Column("told_as", sa.Integer()),
        sa.ForeignKeyConstraint(
            ["reference"], ["submissions.reference"], name=op.f("fk_answers_told_reference")
        ),
        sa.PrimaryKeyConstraint("reference", name=op.f("pk_answers_told")),
        sa.UniqueConstraint("nonce", name=op.f("uq_answers_told_nonce")),
    )
    op.create_index("ix_answers_told_told_as", "answers_told", ["told_as"])


def downgrade() -> None:
    op.drop_table("answers_told")
