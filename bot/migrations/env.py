"""Alembic's environment: every table of the project in one history."""

from typing import Any, Literal

from alembic import context

import bot.accounts.model
import bot.booking.model
import bot.conversations.model
import bot.handoff.model
import bot.navigator.model  # noqa: F401  (imports register the tables)
import services_catalog.editing.model  # noqa: F401  (imports register the tables)
from bot.storage import Base, UtcDateTime, create_engine
from services_catalog.model import CatalogBase


def render(kind: str, item: Any, context: Any) -> str | Literal[False]:
    """Write our own moment type as the plain one it is in the database."""
    return "sa.DateTime(timezone=True)" if kind == "type" and isinstance(item, UtcDateTime) else False


engine = create_engine(context.config.get_main_option("sqlalchemy.url") or "")
with engine.connect() as connection:
    context.configure(
        connection=connection,
        target_metadata=[Base.metadata, CatalogBase.metadata],
        render_as_batch=engine.dialect.name == "sqlite",
        compare_type=True,
        render_item=render,
    )
    with context.begin_transaction():
        context.run_migrations()
engine.dispose()
