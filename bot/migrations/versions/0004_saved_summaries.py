"""saved summaries of questionnaires"""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply the change."""
    op.create_table(
        "navigator_summaries",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("code_hash", sa.String(length=64), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("report", sa.JSON(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("code_hash"),
    )
    with op.batch_alter_table("navigator_summaries", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_navigator_summaries_expires_at"), ["expires_at"], unique=False)
    op.create_table(
        "navigator_openings",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("summary_id", sa.String(length=36), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    with op.batch_alter_table("navigator_openings", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_navigator_openings_summary_id"), ["summary_id"], unique=False)


def downgrade() -> None:
    """Undo the change."""
    op.drop_table("navigator_openings")
    op.drop_table("navigator_summaries")
