"""A booking store on a real SQLite file, with one nurse in Porvoo and one dentist in Loviisa."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, cast

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from bot.booking.drafts import AppointmentDraft, SlotDraft
from bot.booking.model import HealthcareService, Location, Schedule, Slot
from bot.booking.store import BookingStore
from bot.regions import load_region
from bot.settings import Settings
from bot.storage import Database, now
from bot.web import booking_api, errors, fhir_api, headers
from bot.web.house import House

START = (now() + timedelta(days=2)).replace(minute=0, second=0, microsecond=0)


def _names(fi: str, sv: str) -> dict[str, str]:
    return {"fi": fi, "sv": sv, "en": f"{fi} (en)"}


@pytest.fixture
def store(database: Database) -> BookingStore:
    """Three half-hours of the nurse (nurse-0 ... nurse-2) and one of the dentist, from START."""
    store = BookingStore(database)
    places = [
        Location(
            id="nasi", names=_names("Näsin asema", "Näse station"), postal_code="06100",
            street={"fi": "Terveystie 2", "sv": "Hälsovägen 2"}, municipality={"fi": "Porvoo", "sv": "Borgå"},
        ),
        Location(
            id="loviisa", names=_names("Loviisan asema", "Lovisa station"), postal_code="07900",
            street={"fi": "Lahdentie 10", "sv": "Lahtisvägen 10"}, municipality={"fi": "Loviisa", "sv": "Lovisa"},
        ),
    ]  # fmt: skip
    services = [
        HealthcareService(
            id="nurse", names=_names("Hoitaja", "Sjukskötare"), topics=["nursing", "cough", "fever"], active=True,
            location_id="nasi",
        ),
        HealthcareService(
            id="dentist", names=_names("Hammaslääkäri", "Tandläkare"), topics=["dental_care"], active=True,
            location_id="loviisa",
        ),
    ]  # fmt: skip
    week = {"mon-sun": "08:00-16:00"}
    schedules = [Schedule(id=row.id, weekly=week, slot_minutes=30, service_id=row.id) for row in services]
    store.replace_directory([*places, *services, *schedules])
    half = timedelta(minutes=30)
    with database.writing() as session:
        session.add_all(
            Slot(
                id=f"nurse-{i}", schedule_id="nurse", status="free", start=START + i * half, end=START + (i + 1) * half
            )
            for i in range(3)
        )
        session.add(Slot(id="dentist-0", schedule_id="dentist", status="free", start=START, end=START + half))
    return store


@pytest.fixture
def set_slot(store: BookingStore) -> Callable[..., Slot]:
    """Change a slot's status from its present version."""

    def change(slot_id: str, status: str) -> Slot:
        row = store.get(Slot, slot_id)
        return store.set_slot(SlotDraft(row.id, status, row.schedule_id, row.start, row.end), row.version)

    return change


@pytest.fixture
def book(store: BookingStore, set_slot: Callable[..., Slot]) -> Callable[..., AppointmentDraft]:
    """Reserve a slot and book it under a code."""

    def make(slot_id: str = "nurse-0", code: str = "ABCDE12345") -> AppointmentDraft:
        set_slot(slot_id, "busy")
        draft = AppointmentDraft(code, "booked", slot_id, "Yskä")
        store.create(draft, True)
        return draft

    return make


@pytest.fixture
def past(database: Database) -> Callable[[str], None]:
    """Move a slot into the past, as time does."""

    def move(slot_id: str) -> None:
        with database.writing() as session:
            slot = session.get_one(Slot, slot_id)
            slot.start, slot.end = datetime(2026, 1, 2, 8, tzinfo=UTC), datetime(2026, 1, 2, 9, tzinfo=UTC)

    return move


@pytest.fixture
def app(store: BookingStore, tmp_path: Path) -> FastAPI:
    """The two booking faces of the web process; the parts of the house they do not touch are missing."""
    settings = Settings(var=tmp_path, internal_token="inside")
    absent = cast(Any, None)
    app = FastAPI()
    app.state.house = House(
        settings=settings, region=load_region("ita-uusimaa"), database=store.database, booking=store,
        signals=absent, conversations=absent, desk=absent, accounts=absent, catalog=absent, dialogue=absent,
        turns=absent, summaries=absent, editing=absent, results=absent, unfinished=absent, answers=absent,
    )  # fmt: skip
    errors.install(app)
    headers.install(app, settings)
    app.include_router(booking_api.router)
    app.include_router(fhir_api.router)
    return app


@pytest.fixture
def client(app: FastAPI) -> Iterator[TestClient]:
    """A resident's browser."""
    with TestClient(app, follow_redirects=False) as client:
        yield client


@pytest.fixture
def fhir(client: TestClient) -> TestClient:
    """One of our own processes, which knows the internal token."""
    client.headers["Authorization"] = "Bearer inside"
    return client


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"
