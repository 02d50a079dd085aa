"""Times of appointments in words: "ti 24.11. klo 9.30, Sairaanhoitajan vastaanotto, Porvoon terveysasema"."""

from __future__ import annotations

from typing import Any

from actions.wish import HELSINKI
from connectors.booking import Appointment, Slot

WEEKDAYS = {
    "fi": ("ma", "ti", "ke", "to", "pe", "la", "su"),
    "sv": ("må", "ti", "on", "to", "fr", "lö", "sö"),
    "en": ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"),
}
CLOCK = {"fi": "klo ", "sv": "kl. ", "en": "at "}


def slot_text(slot: Slot | Appointment, language: str) -> str:
    """The time, what and where, in local time."""
    local = slot.start.astimezone(HELSINKI)
    day = f"{WEEKDAYS[language][local.weekday()]} {local.day}.{local.month}."
    clock = f"{local.hour}.{local.minute:02d}" if language != "en" else f"{local:%H:%M}"
    place = ", ".join(part for part in (slot.service_name, slot.location) if part)
    return f"{day} {CLOCK[language]}{clock}, {place}"


def slot_option(slot: Slot, language: str) -> dict[str, str]:
    """The button that chooses a time."""
    return {"label": slot_text(slot, language), "payload": f"slot:{slot.id}"}


def as_data(slot: Slot | Appointment, language: str = "fi") -> dict[str, Any]:
    """The time for the message's data."""
    return {
        "id": getattr(slot, "id", None),
        "start": slot.start.isoformat(),
        "end": slot.end.isoformat(),
        "service": slot.service_name,
        "location": slot.location,
        "text": slot_text(slot, language),
    }
