"""Lists, counts and searches that take as long with a million submissions as with a thousand"""

from alembic import op
import sqlalchemy as sa
import forms_app.storage.tables


revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

OPEN, CLOSED = sa.text("state <> 'closed'"), sa.text("state = 'closed'")
NEW = (
    ("ix_submissions_state", ["form", "state", "received_at", "reference", "due_on", "owner"], None),
    ("ix_open_newest", ["form", "received_at", "reference", "due_on", "state", "owner"], OPEN),
    ("ix_open_due", ["form", "due_on", "reference", "state", "owner"], OPEN),
    ("ix_open_owner", ["form", "owner", "received_at", "reference", "due_on", "state"], OPEN),
    ("ix_open_owner_due", ["form", "owner", "due_on", "reference", "state"], OPEN),
    ("ix_closed_owner", ["form", "owner", "received_at", "reference", "state"], CLOSED),
)
OLD = (
    ("ix_submissions_newest", ["received_at", "reference"], None),
    ("ix_submissions_state", ["state", "received_at", "reference"], None),
    ("ix_open_newest", ["received_at", "reference"], OPEN),
    ("ix_open_due", ["due_on", "reference"], OPEN),
    ("ix_open_form", ["form", "received_at", "reference"], OPEN),
    ("ix_open_owner", ["owner", "received_at", "reference"], OPEN),
)

def upgrade() -> None:
    _exchange(OLD, NEW)
    _rebuild_search_terms("term", "received_at", "reference")


def downgrade() -> None:
    _rebuild_search_terms("term", "reference")
    _exchange(NEW, OLD)


def _exchange(gone: tuple, come: tuple) -> None:
    for name, _, _ in gone:
        op.drop_index(name, "submissions")
    for name, columns, where in come:
        op.create_index(name, "submissions", columns, sqlite_where=where, postgresql_where=where)


def _rebuild_search_terms(*names: str) -> None:
    """The primary key is another one: a new table, filled from the old one in the order of the key."""
    op.rename_table("search_terms", "search_terms_before")
    if op.get_bind().dialect.name == "postgresql":
        op.execute("ALTER INDEX pk_search_terms RENAME TO pk_search_terms_before")
    columns = {
        "term": sa.Column("term", sa.LargeBinary(length=16), nullable=False),
        "received_at": sa.Column("received_at", forms_app.storage.tables.Moment(timezone=True), nullable=False),
        "reference": sa.Column("reference", sa.String(length=9), nullable=False),
    }
    key = sa.PrimaryKeyConstraint(*names, name="pk_search_terms")
    op.create_table("search_terms", *(columns[name] for name in names), key, sqlite_with_rowid=False)
    kept = ", ".join(("s." if name == "received_at" else "t.") + name for name in names)
    op.execute(
        f"INSERT INTO search_terms ({', '.join(names)}) SELECT {kept} FROM search_terms_before t "
        "JOIN submissions s ON s.reference = t.reference ORDER BY 1, 2"
    )
    op.drop_table("search_terms_before")
