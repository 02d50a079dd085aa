"""A booking as its resident sees it: time and place in words, in the asker's language."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from bot.booking.model import Appointment
from bot.texts import texts
from services_catalog.hours import HELSINKI


@dataclass(frozen=True, slots=True)
class BookingView:
    """What is shown of one booking, in Helsinki time; `cancellable` says whether it is not too late."""

    code: str
    status: str
    status_text: str
    start: datetime
    end: datetime
    when: str
    service: str
    location: str
    address: str
    municipality: str
    cancellable: bool

    @classmethod
    def of(cls, row: Appointment, language: str, moment: datetime) -> BookingView:
        """The booking for a speaker of `language` at `moment`."""
        slot, service = row.slot, row.slot.schedule.service
        place = service.location
        city, street = _in(place.municipality, language), _in(place.street, language)
        return cls(
            code=row.code,
            status=row.status,
            status_text=texts().say(f"booking_status_{row.status}", language),
            start=slot.start.astimezone(HELSINKI),
            end=slot.end.astimezone(HELSINKI),
            when=period(slot.start, slot.end, language),
            service=_in(service.names, language),
            location=_in(place.names, language),
            address=f"{street}, {place.postal_code} {city}",
            municipality=city,
            cancellable=row.status == "booked" and slot.start > moment,
        )

    def to_json(self) -> dict[str, Any]:
        """For the JSON interface."""
        return {**asdict(self), "start": self.start.isoformat(), "end": self.end.isoformat()}


def period(start: datetime, end: datetime, language: str) -> str:
    """Such as maanantaina 1. maaliskuuta 2027 klo 8.00–8.20: spelled out for screen readers."""
    first, last = start.astimezone(HELSINKI), end.astimezone(HELSINKI)
    say = texts().say
    return say(
        "booking_period", language, day=first.day,
        weekday=say(f"booking_weekday_{first.isoweekday()}", language),
        month=say(f"booking_month_{first.month}", language), year=first.year,
        start=_clock(first, language), end=_clock(last, language),
    )  # fmt: skip


def _clock(moment: datetime, language: str) -> str:
    return f"{moment.hour}{':' if language == 'en' else '.'}{moment:%M}"


def _in(names: dict[str, str], language: str) -> str:
    return names.get(language, names["fi"])
