"""Of what is due on one day, what came first stands first"""

from alembic import op
import sqlalchemy as sa


revision = "0028"
down_revision = "0027"
branch_labels = None
depends_on = None

OPEN = sa.text("state <> 'closed'")
WIDER = (
    ("ix_open_due", ["form", "due_on"], ["reference", "state", "owner"]),
    ("ix_open_owner_due", ["form", "owner", "due_on"], ["reference", "state"]),
)


def upgrade() -> None:
    for name, first, last in WIDER:
        _exchange(name, [*first, "received_at", *last])


def downgrade() -> None:
    for name, first, last in WIDER:
        _exchange(name, [*first, *last])


def _exchange(name: str, columns: list[str]) -> None:
    op.drop_index(name, "submissions")
    op.create_index(name, "submissions", columns, sqlite_where=OPEN, postgresql_where=OPEN)
