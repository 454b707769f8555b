"""As what she has read an answer: what was corrected or added later is new"""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "answers_read",
        sa.Column("mark", sa.LargeBinary(length=32), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("read_as", sa.LargeBinary(length=16), nullable=False),
        sa.PrimaryKeyConstraint("mark", name=op.f("pk_answers_read")),
        sa.ForeignKeyConstraint(["account_id"], ["holders.id"], name=op.f("fk_answers_read_account_id")),
    )
    op.create_index("ix_answers_read_account_id", "answers_read", ["account_id"])
    mine = sa.table("my_requests", *map(sa.column, ("mark", "account_id", "is_read")))
    read = sa.table("answers_read", *map(sa.column, ("mark", "account_id", "read_as")))
    known = sa.select(mine.c.mark, mine.c.account_id, sa.literal(b"", sa.LargeBinary)).where(mine.c.is_read == sa.true())
    op.execute(read.insert().from_select(["mark", "account_id", "read_as"], known))
    with op.batch_alter_table("my_requests") as table:
        table.drop_column("is_read")


def downgrade() -> None:
    with op.batch_alter_table("my_requests") as table:
        table.add_column(sa.Column("is_read", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.execute("UPDATE my_requests SET is_read = true WHERE mark IN (SELECT mark FROM answers_read)")
    op.drop_index("ix_answers_read_account_id", "answers_read")
    op.drop_table("answers_read")
