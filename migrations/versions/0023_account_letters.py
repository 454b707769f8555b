"""PIN requests that the inside compares, and letters that come from there"""

import sqlalchemy as sa
from alembic import op

from forms_app.storage.tables.columns import Moment

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "pin_asks",
        sa.Column("reference", sa.String(9), nullable=False),
        sa.Column("nonce", sa.String(32), nullable=False),
        sa.Column("at", Moment(timezone=True), nullable=False),
        sa.Column("number", sa.Integer()),
        sa.Column("word", sa.String(20), nullable=False, server_default=""),
        sa.Column("why", sa.String(20), nullable=False, server_default=""),
        sa.Column("person_id", sa.String(40), nullable=False, server_default=""),
        sa.ForeignKeyConstraint(["reference"], ["submissions.reference"], name=op.f("fk_pin_asks_reference")),
        sa.PrimaryKeyConstraint("reference", name=op.f("pk_pin_asks")),
        sa.UniqueConstraint("nonce", name=op.f("uq_pin_asks_nonce")),
    )
    op.create_index("ix_pin_asks_word", "pin_asks", ["word", "at"])
    op.create_table(
        "account_letters",
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("made_at", Moment(timezone=True), nullable=False),
        sa.Column("mail_by", sa.Date(), nullable=False),
        sa.Column("doubt", sa.String(20), nullable=False, server_default=""),
        sa.Column("state", sa.String(10), nullable=False, server_default="waiting"),
        sa.Column("printed", sa.Integer(), nullable=False, server_default="0"),
        sa.Column("first_printed_at", Moment(timezone=True)),
        sa.Column("printed_at", Moment(timezone=True)),
        sa.Column("printed_by", sa.Integer()),
        sa.Column("batch", sa.String(32)),
        sa.Column("mailed_on", sa.Date()),
        sa.Column("mailed_by", sa.Integer()),
        sa.Column("nonce", sa.String(32), nullable=False),
        sa.Column("told_as", sa.Integer()),
        sa.ForeignKeyConstraint(["printed_by"], ["accounts.id"], name=op.f("fk_account_letters_printed_by")),
        sa.ForeignKeyConstraint(["mailed_by"], ["accounts.id"], name=op.f("fk_account_letters_mailed_by")),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_account_letters")),
        sa.UniqueConstraint("nonce", name=op.f("uq_account_letters_nonce")),
    )
    op.create_index("ix_account_letters_batch", "account_letters", ["batch"])
    op.create_index("ix_account_letters_state", "account_letters", ["state", "mail_by", "number"])


def downgrade() -> None:
    op.drop_table("account_letters")
    op.drop_table("pin_asks")
