"""Letters about accounts that the post brought back"""

import sqlalchemy as sa
from alembic import op


revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("account_letters") as table:
        table.add_column(sa.Column("back_on", sa.Date()))
        table.add_column(sa.Column("back_by", sa.Integer()))
        table.add_column(sa.Column("told_back_as", sa.Integer()))
        table.create_foreign_key(op.f("fk_account_letters_back_by"), "accounts", ["back_by"], ["id"])


def downgrade() -> None:
    with op.batch_alter_table("account_letters") as table:
        table.drop_constraint(op.f("fk_account_letters_back_by"), type_="foreignkey")
        for name in ("told_back_as", "back_by", "back_on"):
            table.drop_column(name)
