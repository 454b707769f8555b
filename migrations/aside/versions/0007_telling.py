"""What holders want to hear of by e-mail, and the news on its way"""

import sqlalchemy as sa
from alembic import op


revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

WORDS = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    op.create_table(
        "wishes",
        sa.Column("person_id", WORDS, primary_key=True),
        sa.Column("address", sa.LargeBinary(), nullable=False),
        sa.Column("is_proven", WORDS, nullable=False),
        sa.Column("code", sa.LargeBinary(), nullable=False),
        sa.Column("code_until", WORDS, nullable=False),
        sa.Column("kinds", WORDS, nullable=False),
        sa.Column("is_paused", WORDS, nullable=False),
        sa.Column("came_back", WORDS, nullable=False),
        sa.Column("since", WORDS, nullable=False),
        sa.Column("mark", sa.LargeBinary(32), nullable=False),
    )
    op.create_table(
        "consents",
        sa.Column("number", sa.BigInteger(), primary_key=True, autoincrement=False),
        sa.Column("person_id", WORDS, nullable=False),
        sa.Column("at", WORDS, nullable=False),
        sa.Column("kind", WORDS, nullable=False),
        sa.Column("is_given", WORDS, nullable=False),
        sa.Column("wording", WORDS, nullable=False),
    )
    op.create_index("ix_consents_person_id", "consents", ["person_id"])
    op.create_table(
        "noticed",
        sa.Column("person_id", WORDS, primary_key=True),
        sa.Column("kind", WORDS, primary_key=True),
        sa.Column("seen", WORDS, nullable=False),
    )
    op.create_table(
        "notices",
        sa.Column("id", WORDS, primary_key=True),
        sa.Column("person_id", WORDS, nullable=False),
        sa.Column("kind", WORDS, nullable=False),
        sa.Column("at", WORDS, nullable=False),
        sa.Column("state", WORDS, nullable=False),
    )
    op.create_index("ix_notices_person_id", "notices", ["person_id"])
    op.create_index("ix_notices_state", "notices", ["state"])


def downgrade() -> None:
    for name in ("notices", "noticed", "consents", "wishes"):
        op.drop_table(name)
