"""Where a submission stands, for its sender; how far a message has come"""

from alembic import op
import sqlalchemy as sa


revision = '0004'
down_revision = '0003'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('status',
    sa.Column('reference', sa.String(length=9), nullable=False),
    sa.Column('box', sa.LargeBinary(), nullable=False),
    sa.PrimaryKeyConstraint('reference', name=op.f('pk_status'))
    )
    with op.batch_alter_table('outbox', schema=None) as batch_op:
        batch_op.add_column(sa.Column('state', sa.String(length=10), server_default='waiting', nullable=False))
        batch_op.add_column(sa.Column('reason', sa.String(length=20), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table('outbox', schema=None) as batch_op:
        batch_op.drop_column('reason')
        batch_op.drop_column('state')

    op.drop_table('status')
