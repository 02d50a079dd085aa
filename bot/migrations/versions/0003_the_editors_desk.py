"""the editors' desk"""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply the change."""
    op.create_table(
        "catalog_draft",
        sa.Column("service_id", sa.String(length=80), nullable=False),
        sa.Column("region", sa.String(length=80), nullable=False),
        sa.Column("changes", sa.JSON(), nullable=False),
        sa.Column("author", sa.String(length=60), nullable=False),
        sa.Column("source", sa.String(length=40), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("publish_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("fault", sa.String(length=300), nullable=False),
        sa.PrimaryKeyConstraint("service_id"),
    )
    with op.batch_alter_table("catalog_draft", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_catalog_draft_publish_at"), ["publish_at"], unique=False)
        batch_op.create_index(batch_op.f("ix_catalog_draft_region"), ["region"], unique=False)

    op.create_table(
        "catalog_link_check",
        sa.Column("url", sa.String(length=500), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("outcome", sa.String(length=40), nullable=False),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("url"),
    )
    with op.batch_alter_table("catalog_link_check", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_catalog_link_check_at"), ["at"], unique=False)

    op.create_table(
        "catalog_unanswered",
        sa.Column("query", sa.String(length=80), nullable=False),
        sa.Column("language", sa.String(length=40), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.Column("last_day", sa.String(length=10), nullable=False),
        sa.PrimaryKeyConstraint("query", "language"),
    )
    with op.batch_alter_table("catalog_unanswered", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_catalog_unanswered_last_day"), ["last_day"], unique=False)

    op.create_table(
        "catalog_upload",
        sa.Column("id", sa.String(length=40), nullable=False),
        sa.Column("author", sa.String(length=60), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("rows", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_table(
        "catalog_version",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("record_id", sa.String(length=80), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("act", sa.String(length=40), nullable=False),
        sa.Column("restored", sa.Integer(), nullable=True),
        sa.Column("author", sa.String(length=60), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("fields", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("kind", "record_id", "number"),
    )
    with op.batch_alter_table("catalog_channel", schema=None) as batch_op:
        batch_op.add_column(sa.Column("set_aside", sa.JSON(), nullable=False, server_default="{}"))

    with op.batch_alter_table("catalog_organisation", schema=None) as batch_op:
        batch_op.add_column(sa.Column("set_aside", sa.JSON(), nullable=False, server_default="{}"))

    with op.batch_alter_table("catalog_service", schema=None) as batch_op:
        batch_op.add_column(sa.Column("set_aside", sa.JSON(), nullable=False, server_default="{}"))

    with op.batch_alter_table("users", schema=None) as batch_op:
        batch_op.add_column(sa.Column("organisation", sa.String(length=80), nullable=True))


def downgrade() -> None:
    """Undo the change."""
    with op.batch_alter_table("users", schema=None) as batch_op:
        batch_op.drop_column("organisation")

    with op.batch_alter_table("catalog_service", schema=None) as batch_op:
        batch_op.drop_column("set_aside")

    with op.batch_alter_table("catalog_organisation", schema=None) as batch_op:
        batch_op.drop_column("set_aside")

    with op.batch_alter_table("catalog_channel", schema=None) as batch_op:
        batch_op.drop_column("set_aside")

    op.drop_table("catalog_version")
    op.drop_table("catalog_upload")
    with op.batch_alter_table("catalog_unanswered", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_catalog_unanswered_last_day"))

    op.drop_table("catalog_unanswered")
    with op.batch_alter_table("catalog_link_check", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_catalog_link_check_at"))

    op.drop_table("catalog_link_check")
    with op.batch_alter_table("catalog_draft", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_catalog_draft_region"))
        batch_op.drop_index(batch_op.f("ix_catalog_draft_publish_at"))

    op.drop_table("catalog_draft")
