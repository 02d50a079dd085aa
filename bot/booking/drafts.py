"""What a client asks of the store, read and checked (bot/booking/fhir.py, bot/booking/search.py)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any


@dataclass(frozen=True, slots=True)
class SlotQuery:
    """A search for slots: every condition given must hold; start_from <= start < start_before."""

    statuses: tuple[str, ...] | None = None
    service_types: tuple[str, ...] | None = None
    schedules: tuple[str, ...] | None = None
    start_from: datetime | None = None
    start_before: datetime | None = None
    count: int = 50
    offset: int = 0


@dataclass(frozen=True, slots=True)
class SlotDraft:
    """A slot as a client wants it; only its status may differ from what is stored."""

    id: str
    status: str
    schedule_id: str
    start: datetime
    end: datetime


@dataclass(frozen=True, slots=True)
class AppointmentDraft:
    """An appointment as a client wants it. Its times, when given, must be its slot's."""

    code: str
    status: str
    slot_id: str
    description: str = ""
    start: datetime | None = None
    end: datetime | None = None
    cancelation_reason: dict[str, Any] | None = None
