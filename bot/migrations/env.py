"""Alembic's environment: every table of the project in one history."""

from alembic import context

import bot.accounts.model
import bot.booking.model
import bot.conversations.model
import bot.handoff.model  # noqa: F401  (imports register the tables)
from bot.storage import Base, create_engine
from services_catalog.model import CatalogBase

engine = create_engine(context.config.get_main_option("sqlalchemy.url") or "")
with engine.connect() as connection:
    context.configure(
        connection=connection,
        target_metadata=[Base.metadata, CatalogBase.metadata],
        render_as_batch=engine.dialect.name == "sqlite",
        compare_type=True,
    )
    with context.begin_transaction():
        context.run_migrations()
engine.dispose()
