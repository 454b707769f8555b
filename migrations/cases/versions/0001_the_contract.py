"""The tables of the contract, version 1, and what a load says of itself"""

import sqlalchemy as sa
from alembic import op


revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

# Columns in the order they are kept; before the bar those of the key. "#": a number; "?": may be empty.
CONTRACT = {
    "people": "person_id | participant_id given_names family_names zip? language interpreter may_post restricted"
    " address_changed_on? address_shared state merged_into?",
    "cases": "case_id | county status opened_on closed_on? court_number? office? caseworker_name? caseworker_phone?",
    "case_parties": "case_id person_id role since | until?",
    "children": "case_id child_no# | first_name ends_on? in_order",
    "orders": "case_id order_no# line# | kind amount# every due_day#? from until?",
    "debts": "case_id debt_no# | order_no# payer_id receiver_id? kind owed_to",
    "months": "case_id debt_no# month | opening_principal# charged# paid# adjusted# closing_principal#"
    " opening_interest#? interest_charged#? interest_paid#? interest_adjusted#? closing_interest#? calculated_on",
    "receipts": "receipt_id | person_id withheld_on? received_on posted_on amount# refunded# designation state"
    " reverses?",
    "applied": "case_id receipt_id n# | debt_no#? month to amount#",
    "sent": "sent_id | person_id case_id on amount# way state reference_last4?",
    "sent_of": "case_id sent_id receipt_id debt_no# | amount#",
    "kept": "case_id receipt_id n# | debt_no#? why amount# until? reason?",
    "events": "event_id | person_id case_id? kind starts_at place? attend? bring? interpreter state replaces?",
    "documents": "doc_id | person_id case_id? title_code dated language pages# sha256 answer_by? paper_sent",
    "steps": "step_id | person_id case_id code on",
    "addresses": "person_id | sealed",
}
OF_A_LOAD = {
    "changes": "person_id | seq#",
    "being_checked": "case_id | why",
    "protections": "person_id | set_on lifted_on?",
}
INDEXES = (
    ("people", "participant_id"),
    ("people", "merged_into"),
    ("case_parties", "person_id"),
    ("receipts", "person_id"),
    ("sent", "person_id"),
    ("events", "person_id"),
    ("documents", "person_id"),
    ("steps", "person_id"),
    ("changes", "seq"),
)
WORDS = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def _columns(text):
    keys, _, others = text.partition("|")
    for name in keys.split():
        yield _column(name, primary_key=True)
    for name in others.split():
        yield _column(name)


def _column(name, **more):
    kind = sa.BigInteger() if "#" in name else WORDS
    return sa.Column(name.strip("#?"), kind, nullable="?" in name, autoincrement=False, **more)


def upgrade() -> None:
    for name, columns in {**CONTRACT, **OF_A_LOAD}.items():
        op.create_table(name, *_columns(columns), sqlite_with_rowid=False)
    for table, column in INDEXES:
        op.create_index(f"ix_{table}_{column}", table, [column])
    op.create_table(
        "freshness",
        sa.Column("id", sa.Integer(), primary_key=True, autoincrement=False),
        sa.Column("seq", sa.BigInteger(), nullable=False),
        *(sa.Column(name, WORDS, nullable=False) for name in ("as_of", "produced_at", "system")),
    )
    op.create_table("settled", sa.Column("number", sa.BigInteger(), primary_key=True, autoincrement=False))
    op.create_table(
        "document_files",
        sa.Column("doc_id", WORDS, primary_key=True),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
    )


def downgrade() -> None:
    for name in ("document_files", "settled", "freshness", *OF_A_LOAD, *CONTRACT):
        op.drop_table(name)
