"""The print queue of letters"""

from alembic import op
import sqlalchemy as sa
import forms_app.storage.tables


revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "letters",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("reference", sa.String(length=9), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("written_at", forms_app.storage.tables.Moment(timezone=True), nullable=False),
        sa.Column("mail_by", sa.Date(), server_default="9999-12-31", nullable=False),
        sa.Column("state", sa.String(length=10), server_default="waiting", nullable=False),
        sa.Column("printed", sa.Integer(), server_default="0", nullable=False),
        sa.Column("printed_at", forms_app.storage.tables.Moment(timezone=True), nullable=True),
        sa.Column("printed_by", sa.Integer(), nullable=True),
        sa.Column("batch", sa.String(length=32), nullable=True),
        sa.Column("mailed_on", sa.Date(), nullable=True),
        sa.Column("box", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["accounts.id"], name=op.f("fk_letters_account_id")),
        sa.ForeignKeyConstraint(["printed_by"], ["accounts.id"], name=op.f("fk_letters_printed_by")),
        sa.ForeignKeyConstraint(["reference"], ["submissions.reference"], name=op.f("fk_letters_reference")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_letters")),
    )
    op.create_index(op.f("ix_letters_batch"), "letters", ["batch"])
    op.create_index(op.f("ix_letters_reference"), "letters", ["reference"])
    op.create_index("ix_letters_state", "letters", ["state", "mail_by", "id"])


def downgrade() -> None:
    op.drop_table("letters")
