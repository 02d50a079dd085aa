"""saved summaries are sealed with their code and our key

Those saved before lie open in the database and cannot be sealed: their codes are not known. They are deleted, and
whoever has such a code answers again. Who opened them stays known.
"""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply the change."""
    if op.get_bind().dialect.name == "sqlite":
        op.execute("PRAGMA secure_delete = ON")  # what is dropped is overwritten in the file too
    op.drop_table("navigator_summaries")
    op.create_table(
        "navigator_summaries",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("address", sa.String(length=64), nullable=False),
        sa.Column("public_key", sa.LargeBinary(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.Column("inviter_id", sa.String(length=36), nullable=True),
        sa.Column("sealed_for_inviter", sa.LargeBinary(), nullable=True),
        sa.Column("joining_address", sa.String(length=64), nullable=True),
        sa.Column("joining_kind", sa.String(length=40), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("address"),
        sa.UniqueConstraint("joining_address"),
    )
    with op.batch_alter_table("navigator_summaries", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_navigator_summaries_expires_at"), ["expires_at"], unique=False)
        batch_op.create_index(batch_op.f("ix_navigator_summaries_inviter_id"), ["inviter_id"], unique=False)


def downgrade() -> None:
    """Undo the change. Sealed summaries cannot be opened without their codes: they are deleted too."""
    op.drop_table("navigator_summaries")
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
