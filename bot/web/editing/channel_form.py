"""The form of a channel: from fields to what stands in it, and from what was sent to fields."""

from __future__ import annotations

from bot.web.editing.forms import Filled, Reader
from bot.web.editing.hours_notation import read_hours, show_hours
from services_catalog.editing.reading import show_flag
from services_catalog.provenance import Fields
from services_catalog.record import LANGUAGES

BY_LANGUAGE = ("names", "urls", "call_charge", "address.street", "address.access", "address.town")
FLAGS = ("requires_identification", "sample")


def fill(fields: Fields, language: str) -> Filled:
    """What stands in the form of `fields`."""
    one = {f"{name}.{code}": fields.get(f"{name}.{code}", "") for name in BY_LANGUAGE for code in LANGUAGES}
    one |= {name: fields.get(name) or "" for name in ("kind", "number", "address.postal_code", "address.municipality")}
    one |= {name: show_flag(fields.get(name) or None) for name in FLAGS}
    for name in ("address.latitude", "address.longitude"):
        one[name] = "" if fields.get(name) is None else str(fields[name])
    one["hours"] = show_hours(fields.get("hours"), language)
    return Filled(one)


def read(reader: Reader) -> Fields:
    """The fields of a sent form; what cannot be read is in the reader's faults."""
    fields: Fields = {"kind": reader.text("kind"), "number": reader.text("number") or None}
    fields["hours"] = reader.read("hours", read_hours, "hours")
    fields |= {name: bool(reader.text(name)) for name in FLAGS}
    for name in (*(f"{group}.{code}" for group in BY_LANGUAGE for code in LANGUAGES), "address.postal_code"):
        if text := reader.text(name):
            fields[name] = text
    for name in ("address.latitude", "address.longitude"):
        degrees = reader.read(name, lambda text: float(text.replace(",", ".")) if text else None, "number")
        if degrees is not None:
            fields[name] = degrees
    if any(path.startswith("address.") for path in fields):
        fields["address.municipality"] = reader.text("address.municipality") or None
    return {path: value for path, value in fields.items() if value is not None or "." not in path}
