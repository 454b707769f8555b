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
        "callers",
        sa.Column("handed_in", sa.LargeBinary(length=16), nullable=False),
        sa.Column("mark", sa.String(length=64), nullable=False),
        sa.Column("public_keys", sa.LargeBinary(), nullable=False),
        sa.Column("verifier", sa.LargeBinary(), nullable=False),
        sa.Column("wrapped", sa.LargeBinary(), nullable=False),
        sa.Column("is_live", sa.Boolean(), nullable=False),
        sa.Column("at", Moment(timezone=True), nullable=False),
        sa.Column("seal", sa.LargeBinary(length=32)),
        sa.PrimaryKeyConstraint("handed_in", name=op.f("pk_callers")),
    )
    op.create_index(op.f("ix_callers_mark"), "callers", ["mark"])
    op.create_index(op.f("ix_callers_at"), "callers", ["at"])
    op.create_table(
        "entrusted",
        sa.Column("id", sa.LargeBinary(length=16), nullable=False),
        sa.Column("key_id", sa.LargeBinary(length=32), nullable=False),
        sa.Column("message", sa.LargeBinary(), nullable=False),
        sa.Column("at", Moment(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_entrusted")),
    )
    op.create_index(op.f("ix_entrusted_key_id"), "entrusted", ["key_id"])
    _shared()


def _shared() -> None:
    """What has the same shape in the account's database."""
    op.create_table(
        "handed_in",
        sa.Column("id", sa.LargeBinary(length=16), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.Column("at", Moment(timezone=True), nullable=False),
        sa.Column("answer", sa.String(length=20), server_default="", nullable=False),
        sa.Column("answered_at", Moment(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_handed_in")),
    )
    op.create_index("ix_handed_in_answer", "handed_in", ["answer", "at"])
    op.create_table(
        "bundles",
        sa.Column("key_id", sa.LargeBinary(length=32), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("key_id", "kind", name=op.f("pk_bundles")),
    )
    op.create_table(
        "standings",
        sa.Column("key_id", sa.LargeBinary(length=32), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("sessions_from", Moment(timezone=True), nullable=True),
        sa.Column("no_changes_until", Moment(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("key_id", name=op.f("pk_standings")),
    )
    op.create_table(
        "freshness",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("as_of", sa.Date(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_freshness")),
    )
    op.create_table(
        "throttles",
        sa.Column("id", sa.LargeBinary(length=32), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("started_at", Moment(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_throttles")),
    )
    op.create_index(op.f("ix_throttles_started_at"), "throttles", ["started_at"])


def downgrade() -> None:
    for name in ("throttles", "freshness", "standings", "bundles", "handed_in", "entrusted", "callers"):
        op.drop_table(name)
