"""Papers in accounts: who wants no more of them by mail, what became of each, letters of the staff"""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

WORDS = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    op.create_table(
        "paper_consents",
        sa.Column("key_id", sa.LargeBinary(32), primary_key=True),
        sa.Column("wording", WORDS, nullable=False),
        sa.Column("language", WORDS, nullable=False),
        sa.Column("since", WORDS, nullable=False),
        sa.Column("mark", sa.LargeBinary(32), nullable=False),
    )
    op.create_table(
        "delivered",
        sa.Column("person_id", WORDS, primary_key=True),
        sa.Column("doc_id", WORDS, primary_key=True),
        sa.Column("since", WORDS, nullable=False),
        sa.Column("answer_by", WORDS, nullable=False),
        sa.Column("on_paper", WORDS, nullable=False),
        sa.Column("fault", WORDS, nullable=False),
        sa.Column("opened_on", WORDS, nullable=False),
        sa.Column("posted_on", WORDS, nullable=False),
        sa.Column("gone_on", WORDS, nullable=False),
        sa.Column("about", sa.LargeBinary(), nullable=False),
    )
    op.create_index("ix_delivered_posted_on_opened_on", "delivered", ["posted_on", "opened_on", "answer_by"])
    op.create_table(
        "sent_letters",
        sa.Column("doc_id", WORDS, primary_key=True),
        sa.Column("person_id", WORDS, nullable=False),
        sa.Column("about", sa.LargeBinary(), nullable=False),
        sa.Column("pdf", sa.LargeBinary(), nullable=False),
    )
    op.create_index("ix_sent_letters_person_id", "sent_letters", ["person_id"])


def downgrade() -> None:
    for name in ("sent_letters", "delivered", "paper_consents"):
        op.drop_table(name)
