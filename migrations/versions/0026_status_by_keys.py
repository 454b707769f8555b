"""References by the keys of a telephone"""

import sqlalchemy as sa
from alembic import op


revision = "0026"
down_revision = "0025"
branch_labels = None
depends_on = None

KEYS = str.maketrans("ABCDEFGHIJKLMNOPQRSTUVWXYZ", "22233344455566677778889999")
STATUS = sa.table("status", sa.column("reference", sa.String), sa.column("pressed", sa.String))


def upgrade() -> None:
    op.add_column("status", sa.Column("pressed", sa.String(length=8), server_default="", nullable=False))
    op.create_index(op.f("ix_status_pressed"), "status", ["pressed"])
    connection = op.get_bind()
    for (reference,) in connection.execute(sa.select(STATUS.c.reference)).all():
        keys = reference.replace("-", "").translate(KEYS)
        connection.execute(sa.update(STATUS).where(STATUS.c.reference == reference).values(pressed=keys))


def downgrade() -> None:
    with op.batch_alter_table("status") as table:
        table.drop_index(op.f("ix_status_pressed"))
        table.drop_column("pressed")
