"""After a recovery: until when keys change nothing"""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

WORDS = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    op.create_table(
        "quiet_keys",
        sa.Column("key_id", sa.LargeBinary(32), primary_key=True),
        sa.Column("until", WORDS, nullable=False),
        sa.Column("mark", sa.LargeBinary(32), nullable=False),
    )


def downgrade() -> None:
    op.drop_table("quiet_keys")
