"""More than one page that was posted when a session was over"""

import os

import sqlalchemy as sa
from alembic import op

import forms_app.storage.tables


revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

MOMENT = forms_app.storage.tables.Moment(timezone=True)
KEPT = sa.table(
    "kept_posts",
    sa.column("account_id", sa.Integer()),
    sa.column("id", sa.LargeBinary()),
    sa.column("sealed", sa.LargeBinary()),
    sa.column("at", MOMENT),
)


def upgrade() -> None:
    there = _read()
    op.drop_table("kept_posts")
    _create(sa.Column("id", sa.LargeBinary(length=16), nullable=False), sa.PrimaryKeyConstraint("account_id", "id", name=op.f("pk_kept_posts")))
    if there:
        op.bulk_insert(KEPT, [{**row, "id": os.urandom(16)} for row in there])


def downgrade() -> None:
    there = {row["account_id"]: row for row in _read()}  # of each the last
    op.drop_table("kept_posts")
    _create(sa.PrimaryKeyConstraint("account_id", name=op.f("pk_kept_posts")))
    if there:
        op.bulk_insert(KEPT, list(there.values()))


def _read() -> list[dict[str, object]]:
    rows = op.get_bind().execute(sa.select(KEPT.c.account_id, KEPT.c.sealed, KEPT.c.at).order_by(KEPT.c.at))
    return [dict(row._mapping) for row in rows]


def _create(*more: sa.Column[bytes] | sa.PrimaryKeyConstraint) -> None:
    op.create_table(
        "kept_posts",
        sa.Column("account_id", sa.Integer(), autoincrement=False, nullable=False),
        *more,
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["holders.id"], name=op.f("fk_kept_posts_account_id")),
    )
    op.create_index(op.f("ix_kept_posts_at"), "kept_posts", ["at"])
