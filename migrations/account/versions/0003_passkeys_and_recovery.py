"""Passkeys, papers until they are kept, recoveries"""

import sqlalchemy as sa
from alembic import op

from forms_app.storage.tables.columns import Moment

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "passkeys",
        sa.Column("id", sa.LargeBinary(length=1023), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("public_key", sa.LargeBinary(), nullable=False),
        sa.Column("sign_count", sa.Integer(), nullable=False),
        sa.Column("is_synced", sa.Boolean(), nullable=False),
        sa.Column("created_at", Moment(timezone=True), nullable=False),
        sa.Column("used_at", Moment(timezone=True), nullable=True),
        sa.Column("seal", sa.LargeBinary(length=32), nullable=True),
        sa.ForeignKeyConstraint(["account_id"], ["holders.id"], name=op.f("fk_passkeys_account_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_passkeys")),
    )
    op.create_index(op.f("ix_passkeys_account_id"), "passkeys", ["account_id"])
    op.create_table(
        "papers",
        sa.Column("session_id", sa.LargeBinary(length=32), nullable=False),
        sa.Column("box", sa.LargeBinary(), nullable=False),
        sa.Column("at", Moment(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["session_id"], ["sessions.id"], ondelete="CASCADE", name=op.f("fk_papers_session_id")),
        sa.PrimaryKeyConstraint("session_id", name=op.f("pk_papers")),
    )
    op.create_table(
        "recoveries",
        sa.Column("account_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("at", Moment(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["holders.id"], name=op.f("fk_recoveries_account_id")),
        sa.PrimaryKeyConstraint("account_id", name=op.f("pk_recoveries")),
    )
    op.add_column("activations", sa.Column("way", sa.String(20), nullable=False, server_default="activation"))
    op.add_column("standings", sa.Column("no_changes_until", Moment(timezone=True), nullable=True))


def downgrade() -> None:
    op.drop_column("standings", "no_changes_until")
    op.drop_column("activations", "way")
    for name in ("recoveries", "papers", "passkeys"):
        op.drop_table(name)
