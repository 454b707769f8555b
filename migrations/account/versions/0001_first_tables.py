"""First tables"""

import sqlalchemy as sa
from alembic import op

from forms_app.storage.tables.columns import Moment

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "activations",
        sa.Column("id", sa.LargeBinary(length=32), nullable=False),
        sa.Column("handed_in", sa.LargeBinary(length=16), nullable=False),
        sa.Column("mark", sa.String(length=64), nullable=False),
        sa.Column("password_hash", sa.Text(), nullable=False),
        sa.Column("public_keys", sa.LargeBinary(), nullable=False),
        sa.Column("wrapped_by_password", sa.LargeBinary(), nullable=False),
        sa.Column("wrapped_by_door", sa.LargeBinary(), nullable=False),
        sa.Column("at", Moment(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_activations")),
    )
    op.create_index(op.f("ix_activations_at"), "activations", ["at"])
    op.create_table(
        "bundles",
        sa.Column("key_id", sa.LargeBinary(length=32), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("key_id", "kind", name=op.f("pk_bundles")),
    )
    op.create_table(
        "freshness",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("as_of", sa.Date(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_freshness")),
    )
    op.create_table(
        "handed_in",
        sa.Column("id", sa.LargeBinary(length=16), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.Column("at", Moment(timezone=True), nullable=False),
        sa.Column("answer", sa.String(length=20), server_default="", nullable=False),
        sa.Column("answered_at", Moment(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_handed_in")),
    )
    with op.batch_alter_table("handed_in", schema=None) as batch_op:
        batch_op.create_index("ix_handed_in_answer", ["answer", "at"], unique=False)

    op.create_table(
        "holders",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("mark", sa.String(length=64), nullable=False),
        sa.Column("password_hash", sa.Text(), nullable=False),
        sa.Column("public_keys", sa.LargeBinary(), nullable=False),
        sa.Column("wrapped_by_password", sa.LargeBinary(), nullable=False),
        sa.Column("wrapped_by_recovery", sa.LargeBinary(), nullable=False),
        sa.Column("totp_box", sa.LargeBinary(), nullable=True),
        sa.Column("totp_last_step", sa.Integer(), nullable=False),
        sa.Column("language", sa.String(length=10), nullable=False),
        sa.Column("created_at", Moment(timezone=True), nullable=False),
        sa.Column("disabled_at", Moment(timezone=True), nullable=True),
        sa.Column("seal", sa.LargeBinary(length=32), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_holders")),
        sa.UniqueConstraint("mark", name=op.f("uq_holders_mark")),
    )
    op.create_table(
        "standings",
        sa.Column("key_id", sa.LargeBinary(length=32), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("until", sa.Date(), nullable=True),
        sa.PrimaryKeyConstraint("key_id", name=op.f("pk_standings")),
    )
    op.create_table(
        "throttles",
        sa.Column("id", sa.LargeBinary(length=32), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("started_at", Moment(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_throttles")),
    )
    with op.batch_alter_table("throttles", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_throttles_started_at"), ["started_at"], unique=False)

    op.create_table(
        "history",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("at", Moment(timezone=True), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["holders.id"], name=op.f("fk_history_account_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_history")),
    )
    with op.batch_alter_table("history", schema=None) as batch_op:
        batch_op.create_index("ix_history_account", ["account_id", "id"], unique=False)

    op.create_table(
        "sessions",
        sa.Column("id", sa.LargeBinary(length=32), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("created_at", Moment(timezone=True), nullable=False),
        sa.Column("seen_at", Moment(timezone=True), nullable=False),
        sa.Column("seal", sa.LargeBinary(length=32), nullable=True),
        sa.ForeignKeyConstraint(["account_id"], ["holders.id"], name=op.f("fk_sessions_account_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sessions")),
    )
    with op.batch_alter_table("sessions", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_sessions_account_id"), ["account_id"], unique=False)

    op.create_table(
        "sheet_codes",
        sa.Column("id", sa.LargeBinary(length=32), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("seal", sa.LargeBinary(length=32), nullable=True),
        sa.ForeignKeyConstraint(["account_id"], ["holders.id"], name=op.f("fk_sheet_codes_account_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sheet_codes")),
    )
    with op.batch_alter_table("sheet_codes", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_sheet_codes_account_id"), ["account_id"], unique=False)

    op.create_table(
        "session_keys",
        sa.Column("session_id", sa.LargeBinary(length=32), nullable=False),
        sa.Column("wrapped", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["session_id"], ["sessions.id"], ondelete="CASCADE", name=op.f("fk_session_keys_session_id")
        ),
        sa.PrimaryKeyConstraint("session_id", name=op.f("pk_session_keys")),
    )


def downgrade() -> None:
    op.drop_index(op.f("ix_activations_at"), "activations")
    op.drop_table("activations")
    op.drop_table("session_keys")
    with op.batch_alter_table("sheet_codes", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_sheet_codes_account_id"))

    op.drop_table("sheet_codes")
    with op.batch_alter_table("sessions", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_sessions_account_id"))

    op.drop_table("sessions")
    with op.batch_alter_table("history", schema=None) as batch_op:
        batch_op.drop_index("ix_history_account")

    op.drop_table("history")
    with op.batch_alter_table("throttles", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_throttles_started_at"))

    op.drop_table("throttles")
    op.drop_table("standings")
    op.drop_table("holders")
    with op.batch_alter_table("handed_in", schema=None) as batch_op:
        batch_op.drop_index("ix_handed_in_answer")

    op.drop_table("handed_in")
    op.drop_table("freshness")
    op.drop_table("bundles")
