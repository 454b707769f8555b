"""Names, recovery codes and invitations of staff; the worker's sign of life; quick ways to failed mail and flags"""

from alembic import op
import sqlalchemy as sa
import forms_app.storage.tables


revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

FAILED = sa.text("state = 'failed'")


def upgrade() -> None:
    op.add_column("accounts", sa.Column("name", sa.String(length=80), server_default="", nullable=False))
    op.create_table(
        "recovery_codes",
        sa.Column("id", sa.LargeBinary(length=32), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["accounts.id"], name=op.f("fk_recovery_codes_account_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_recovery_codes")),
    )
    op.create_index(op.f("ix_recovery_codes_account_id"), "recovery_codes", ["account_id"])
    op.create_table(
        "invitations",
        sa.Column("account_id", sa.Integer(), nullable=False, autoincrement=False),
        sa.Column("code_hash", sa.LargeBinary(length=32), nullable=False),
        sa.Column("until", forms_app.storage.tables.Moment(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["accounts.id"], name=op.f("fk_invitations_account_id")),
        sa.PrimaryKeyConstraint("account_id", name=op.f("pk_invitations")),
    )
    op.create_table(
        "workers",
        sa.Column("name", sa.String(length=20), nullable=False),
        sa.Column("seen_at", forms_app.storage.tables.Moment(timezone=True), nullable=False),
        sa.Column("sends", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_workers")),
    )
    op.create_index("ix_outbox_failed", "outbox", ["created_at"], sqlite_where=FAILED, postgresql_where=FAILED)
    op.create_index("ix_audit_action", "audit", ["action", "number"])


def downgrade() -> None:
    op.drop_index("ix_audit_action", table_name="audit")
    op.drop_index("ix_outbox_failed", table_name="outbox")
    op.drop_table("workers")
    op.drop_table("invitations")
    op.drop_table("recovery_codes")
    op.drop_column("accounts", "name")
