"""On PostgreSQL a moment may be infinite, which no driver can read: one such row would keep a whole list from staff"""

from alembic import op


revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

# What the public app may write and the others read. `due_at` is the year 9999 where nothing is due any more.
CHECKS = (
    ("submissions", "ck_submissions_received_at", "isfinite(received_at)"),
    ("outbox", "ck_outbox_created_at", "isfinite(created_at)"),
    ("outbox", "ck_outbox_due_at", "isfinite(due_at)"),
)


def upgrade() -> None:
    for table, name, holds in _checks():
        op.create_check_constraint(name, table, holds)


def downgrade() -> None:
    for table, name, _ in _checks():
        op.drop_constraint(name, table)


def _checks() -> tuple:
    """On SQLite there are no roles to hold to anything: the database is one file."""
    return CHECKS if op.get_bind().dialect.name == "postgresql" else ()
