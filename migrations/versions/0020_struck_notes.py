"""A note that was wrong is struck with a reason"""

from alembic import op
import sqlalchemy as sa
import forms_app.storage.tables


revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "struck_notes",
        sa.Column("note_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("at", forms_app.storage.tables.Moment(timezone=True), nullable=False),
        sa.Column("box", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["accounts.id"], name=op.f("fk_struck_notes_account_id")),
        sa.ForeignKeyConstraint(["note_id"], ["notes.id"], name=op.f("fk_struck_notes_note_id")),
        sa.PrimaryKeyConstraint("note_id", name=op.f("pk_struck_notes")),
    )


def downgrade() -> None:
    op.drop_table("struck_notes")
