"""was this helpful"""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply the change."""
    op.create_table(
        "catalog_helpfulness",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=36), nullable=False),
        sa.Column("service_id", sa.String(length=80), nullable=False),
        sa.Column("language", sa.String(length=40), nullable=False),
        sa.Column("day", sa.String(length=10), nullable=False),
        sa.Column("helpful", sa.Boolean(), nullable=False),
        sa.Column("reason", sa.String(length=40), nullable=True),
        sa.Column("note", sa.String(length=300), nullable=False),
        sa.Column("handled", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("key"),
    )
    with op.batch_alter_table("catalog_helpfulness", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_catalog_helpfulness_day"), ["day"], unique=False)
        batch_op.create_index(batch_op.f("ix_catalog_helpfulness_service_id"), ["service_id"], unique=False)


def downgrade() -> None:
    """Undo the change."""
    op.drop_table("catalog_helpfulness")
