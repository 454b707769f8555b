"""Forms in the account: what is half finished, what was sent, what was posted when a session was over"""

import sqlalchemy as sa
from alembic import op

from forms_app.storage.tables.columns import Moment

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "drafts",
        sa.Column("id", sa.LargeBinary(length=32), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("wrapped_key", sa.LargeBinary(), nullable=False),
        sa.Column("box", sa.LargeBinary(), nullable=False),
        sa.Column("touched_at", Moment(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_drafts")),
    )
    op.create_index(op.f("ix_drafts_touched_at"), "drafts", ["touched_at"])
    op.create_table(
        "my_requests",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("mark", sa.LargeBinary(length=32), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["holders.id"], name=op.f("fk_my_requests_account_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_my_requests")),
        sa.UniqueConstraint("mark", name=op.f("uq_my_requests_mark")),
    )
    op.create_index("ix_my_requests_account", "my_requests", ["account_id", "id"])
    op.create_table(
        "kept_posts",
        sa.Column("account_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.Column("at", Moment(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["holders.id"], name=op.f("fk_kept_posts_account_id")),
        sa.PrimaryKeyConstraint("account_id", name=op.f("pk_kept_posts")),
    )
    op.create_index(op.f("ix_kept_posts_at"), "kept_posts", ["at"])


def downgrade() -> None:
    for table in ("kept_posts", "my_requests", "drafts"):
        op.drop_table(table)
