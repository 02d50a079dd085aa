"""What the desk does by the clock: publishing at a time, forgetting old queries and answers."""

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
    """Delete the queries older than 90 days and the answers older than a year, until cancelled."""
    while True:
        today = now().astimezone(HELSINKI).date()
        try:
            await to_thread.run_sync(editing.unanswered.forget, today)
            await to_thread.run_sync(editing.helpfulness.forget, today)
        except SQLAlchemyError:
            log.exception("old queries and answers could not be deleted")
        await asyncio.sleep(every.total_seconds())
