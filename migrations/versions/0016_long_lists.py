"""Notes, events and intakes are read page by page, however many there are"""

from alembic import op


revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None

WIDER = (
    ("ix_notes_reference", "notes", ["reference"], ["reference", "id"]),
    ("ix_intakes_account_id", "intakes", ["account_id"], ["account_id", "until", "id"]),
    ("ix_audit_reference", "audit", ["reference"], ["reference", "number"]),
)


def upgrade() -> None:
    for name, table, _, columns in WIDER:
        op.drop_index(name, table)
        op.create_index(name, table, columns)
    op.create_index("ix_audit_person", "audit", ["account_id", "number"])


def downgrade() -> None:
    op.drop_index("ix_audit_person", "audit")
    for name, table, columns, _ in WIDER:
        op.drop_index(name, table)
        op.create_index(name, table, columns)
