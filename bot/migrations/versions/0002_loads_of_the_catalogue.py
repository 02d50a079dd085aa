"""loads of the catalogue"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply the change."""
    op.create_table(
        "catalog_import",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("region", sa.String(length=80), nullable=False),
        sa.Column("api", sa.String(length=40), nullable=False),
        sa.Column("area", sa.String(length=40), nullable=False),
        sa.Column("outcome", sa.String(length=40), nullable=False),
        sa.Column("began", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended", sa.DateTime(timezone=True), nullable=False),
        sa.Column("report", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    with op.batch_alter_table("catalog_import", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_catalog_import_region"), ["region"], unique=False)


def downgrade() -> None:
    """Undo the change."""
    with op.batch_alter_table("catalog_import", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_catalog_import_region"))
    op.drop_table("catalog_import")
