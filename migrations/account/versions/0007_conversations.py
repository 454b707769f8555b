"""What of the things that somebody sent is one conversation, and which answers she has read"""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("my_requests", sa.Column("thread", sa.LargeBinary(length=32)))
    op.add_column("my_requests", sa.Column("is_read", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.create_index("ix_my_requests_thread", "my_requests", ["account_id", "thread", "id"])


def downgrade() -> None:
    op.drop_index("ix_my_requests_thread", "my_requests")
    with op.batch_alter_table("my_requests") as table:
        table.drop_column("is_read")
        table.drop_column("thread")
