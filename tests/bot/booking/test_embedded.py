"""Our connector against our embedded server, over HTTP as in the running system: the same promises as anywhere."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta

import httpx
import pytest
from fastapi import FastAPI

from bot.booking.model import Slot
from bot.booking.store import BookingStore
from bot.storage import now
from connectors.booking import Appointment, Booking, make_code
from connectors.errors import Conflict, Missing, Refused
from connectors.http import HttpClient

pytestmark = pytest.mark.anyio


@pytest.fixture
async def booking(app: FastAPI) -> AsyncIterator[Booking]:
    http = HttpClient("http://web", "inside", timeout=30, transport=httpx.ASGITransport(app))
    yield Booking(http)
    await http.close()


async def test_find_a_time_book_it_move_it_and_cancel_it(booking: Booking, store: BookingStore) -> None:
    times = await booking.free_slots("fever", now(), now() + timedelta(days=5), "Porvoo", language="sv")
    assert [slot.id for slot in times] == ["nurse-0", "nurse-1", "nurse-2"]
    assert (times[0].service_name, times[0].location, times[0].municipality) == ("Sjukskötare", "Näse station", "Borgå")
    code = make_code()
    made = await booking.book(times[0].id, code, "Kuume", language="sv")
    assert made == Appointment(
        code, times[0].start, times[0].end, "Sjukskötare", "Näse station", "booked", "Hälsovägen 2, 06100 Borgå",
        "urn:opastin:topic|nursing",
    )  # fmt: skip
    assert await booking.find(f" {code.lower()} ", "sv") == made
    like = await booking.free_slots(made.service_type, now(), now() + timedelta(days=5))
    assert [slot.id for slot in like] == ["nurse-1", "nurse-2"]
    moved = await booking.reschedule(code, "dentist-0")
    assert (moved.service_name, moved.status) == ("Hammaslääkäri", "booked")
    assert store.get(Slot, "nurse-0").status == "free"
    assert (await booking.cancel(code)).status == "cancelled"
    assert store.get(Slot, "dentist-0").status == "free"
    left = await booking.free_slots("fever", now(), now() + timedelta(days=5))
    assert [slot.id for slot in left] == ["nurse-0", "nurse-1", "nurse-2"]


async def test_of_twenty_residents_one_gets_the_time_and_the_others_a_conflict(booking: Booking) -> None:
    results = await asyncio.gather(
        *(booking.book("nurse-0", make_code(), "") for _ in range(20)), return_exceptions=True
    )
    assert sum(isinstance(result, Appointment) for result in results) == 1
    assert sum(isinstance(result, Conflict) for result in results) == 19


async def test_the_same_booking_asked_for_at_once_is_made_once(booking: Booking) -> None:
    code = make_code()
    results = await asyncio.gather(*(booking.book("nurse-0", code, "") for _ in range(5)), return_exceptions=True)
    assert sum(isinstance(result, Appointment) for result in results) >= 1
    assert await booking.find(code) is not None


async def test_a_freed_slot_that_another_took_at_once_stays_theirs(booking: Booking, store: BookingStore) -> None:
    first, second = make_code(), make_code()
    await booking.book("nurse-0", first, "")
    await booking.cancel(first)
    await booking.book("nurse-0", second, "")
    await booking.cancel(first)
    assert store.get(Slot, "nurse-0").status == "busy"


async def test_an_unknown_code_and_a_wrong_token(booking: Booking, app: FastAPI) -> None:
    assert await booking.find(make_code()) is None
    with pytest.raises(Missing):
        await booking.cancel(make_code())
    http = HttpClient("http://web", "outside", transport=httpx.ASGITransport(app))
    with pytest.raises(Refused):
        await Booking(http).find(make_code())
    await http.close()
