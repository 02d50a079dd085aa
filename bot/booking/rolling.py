"""Keeps free times ahead: makes the slots of the coming weeks from the schedules' weekly hours."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta

from anyio import to_thread
from sqlalchemy.exc import SQLAlchemyError

from bot.booking.model import Schedule, Slot
from bot.booking.seed import plant
from bot.booking.store import BookingStore
from bot.storage import now
from services_catalog.hours import HELSINKI, holidays
from services_catalog.hours.document import week_spans

log = logging.getLogger(__name__)
DAYS = 21
ABANDONED = timedelta(minutes=15)  # a client needs seconds between reserving a slot and booking it


def prepare(store: BookingStore, region: str, moment: datetime, days: int = DAYS) -> None:
    """What must be there before the first booking: the region's services and their free times."""
    plant(store, region)
    roll_forward(store, moment, days)


def roll_forward(store: BookingStore, moment: datetime, days: int = DAYS) -> int:
    """Make the free slots from `moment` to `days` days ahead; returns how many are new. Again: none.

    Days are Helsinki's, public holidays have no slots. Slots whose reservation was abandoned become free.
    """
    today = moment.astimezone(HELSINKI).date()
    made = 0
    for schedule in store.schedules():
        times = [slot for ahead in range(days) for slot in day_slots(schedule, today + timedelta(days=ahead))]
        made += store.plan(schedule.id, [slot for slot in times if slot.start > moment], moment)
    store.release_abandoned(moment - ABANDONED)
    return made


async def keep_rolling(store: BookingStore, every: timedelta = timedelta(hours=1)) -> None:
    """Roll forward every hour until cancelled; a database fault is logged and the next hour tries again."""
    while True:
        await asyncio.sleep(every.total_seconds())
        try:
            await to_thread.run_sync(roll_forward, store, now())
        except SQLAlchemyError:
            log.exception("free times could not be rolled forward")


def day_slots(schedule: Schedule, day: date) -> Iterator[Slot]:
    """The slots of one day, in order: whole ones only, none on a public holiday."""
    if day in holidays(day.year):
        return
    length = timedelta(minutes=schedule.slot_minutes)
    for opens, closes in week_spans(schedule.weekly, day.weekday()):
        start, end = _moment(day, opens), _moment(day, closes)
        while start + length <= end:
            yield Slot(
                id=f"{schedule.id}-{start:%Y%m%dT%H%M}-{schedule.slot_minutes}", schedule_id=schedule.id,
                status="free", start=start, end=start + length,
            )  # fmt: skip
            start += length


def _moment(day: date, minutes: int) -> datetime:
    """Wall-clock minutes of a Helsinki day as a moment in UTC."""
    return (datetime.combine(day, time(), HELSINKI) + timedelta(minutes=minutes)).astimezone(UTC)
