"""What staff look for around accounts is found without reading everybody's rows."""

from __future__ import annotations

from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

INDEXES = {
    "holder_keys": ["state", "until"],
    "holder_events": ["what", "at"],
    "asks": ["kind", "person_id"],
    "inside_letters": ["mailed_on", "mail_by"],
}


def upgrade() -> None:
    for table, columns in INDEXES.items():
        op.create_index(f"ix_{table}_{'_'.join(columns)}", table, columns)


def downgrade() -> None:
    for table, columns in INDEXES.items():
        op.drop_index(f"ix_{table}_{'_'.join(columns)}", table)
