"""What the desk does by the clock: publishing at a time, forgetting old queries."""

from __future__ import annotations

import asyncio
import logging
from datetime import timedelta

from anyio import to_thread
from sqlalchemy.exc import SQLAlchemyError

from bot.storage import now
from services_catalog.editing import Editing
from services_catalog.hours import HELSINKI

log = logging.getLogger(__name__)
OFTEN = timedelta(seconds=15)


async def keep_publishing(editing: Editing, every: timedelta = OFTEN) -> None:
    """Publish the drafts whose time has come, until cancelled; a database fault is logged and tried again."""
    while True:
        try:
            await to_thread.run_sync(editing.services.publish_due, now())
        except SQLAlchemyError:
            log.exception("drafts could not be published at their time")
        await asyncio.sleep(every.total_seconds())


async def keep_forgetting(editing: Editing, every: timedelta = timedelta(hours=12)) -> None:
    """Delete the queries older than 90 days, until cancelled."""
    while True:
        try:
            await to_thread.run_sync(editing.unanswered.forget, now().astimezone(HELSINKI).date())
        except SQLAlchemyError:
            log.exception("old queries could not be deleted")
        await asyncio.sleep(every.total_seconds())
