"""Urgent words, what staff decided, requests, and what became of each package"""

import sqlalchemy as sa
from alembic import op


revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

WORDS = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def _words(*names, **more):
    return [sa.Column(name, WORDS, **{"nullable": False, **more}) for name in names]


def _number():
    return sa.Column("number", sa.BigInteger(), primary_key=True, autoincrement=False)


def upgrade() -> None:
    op.create_table(
        "urgent",
        *_words("what", "subject_id", primary_key=True),
        sa.Column("number", sa.BigInteger(), nullable=False, unique=True),
        *_words("value", "as_of"),
    )
    op.create_index("ix_urgent_value", "urgent", ["value"])
    op.create_table(
        "urgent_last",
        sa.Column("id", sa.Integer(), primary_key=True, autoincrement=False),
        sa.Column("seq", sa.BigInteger(), nullable=False),
        *_words("as_of", "system"),
    )
    op.create_table("decisions", _number(), *_words("what", "person_id", "value", "account", "at"))
    op.create_index("ix_decisions_person_id", "decisions", ["person_id"])
    op.create_table(
        "requests",
        _number(),
        *_words("person_id", "kind"),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        *_words("asked_on"),
        *_words("done_on", "done_by", nullable=True),
    )
    op.create_index("ix_requests_person_id", "requests", ["person_id"])
    op.create_table(
        "packages",
        _number(),
        *_words("at", "kind"),
        sa.Column("seq", sa.BigInteger()),
        *_words("as_of", nullable=True),
        *_words("outcome"),
        sa.Column("faults", sa.BigInteger(), nullable=False),
        sa.Column("being_checked", sa.BigInteger(), nullable=False),
        *_words("first_fault"),
    )


def downgrade() -> None:
    for name in ("packages", "requests", "decisions", "urgent_last", "urgent"):
        op.drop_table(name)
