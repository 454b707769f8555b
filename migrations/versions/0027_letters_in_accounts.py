"""Letters of the staff in accounts"""

import sqlalchemy as sa
from alembic import op


revision = "0027"
down_revision = "0026"
branch_labels = None
depends_on = None

LETTERS = sa.table("letters", sa.column("in_account", sa.String))


def upgrade() -> None:
    op.add_column("letters", sa.Column("in_account", sa.String(length=10), nullable=True))
    op.execute(sa.update(LETTERS).values(in_account="none"))  # what was written before stays as it was
    op.create_index("ix_letters_in_account", "letters", ["in_account", "state"])


def downgrade() -> None:
    with op.batch_alter_table("letters") as table:
        table.drop_index("ix_letters_in_account")
        table.drop_column("in_account")
