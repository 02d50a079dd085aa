"""What is wrong with an editor's values, told by field and code. The desk has the words for the codes."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping
from typing import Any

from pydantic import BaseModel, ValidationError

from services_catalog.editing.fields import channel_document, languages
from services_catalog.errors import Fault
from services_catalog.provenance import unflatten
from services_catalog.record import LANGUAGES, Channel, Service
from services_catalog.vocabulary import Vocabulary

CODES = {
    "string_too_long": "too_long",
    "string_too_short": "required",
    "missing": "required",
    "greater_than_equal": "out_of_range",
    "less_than_equal": "out_of_range",
}
"""pydantic's kinds of error that have words of their own; the rest are "invalid"."""


def service_faults(
    fields: Mapping[str, Any], terms: Vocabulary, organisations: Container[str], channels: Container[str]
) -> list[Fault]:
    """Everything that keeps `fields` from being a service; the first fault of each field. `organisations` and
    `channels` are the ids there are.
    """
    faults = [*_rules(fields), *_references(fields, terms, organisations, channels), *_stops(fields, terms)]
    if not faults:
        faults = list(_of_model(Service, unflatten(dict(fields))))
    return _first_of_each(faults)


def channel_faults(channel_id: str, fields: Mapping[str, Any], terms: Vocabulary) -> list[Fault]:
    """Everything that keeps `fields` from being a channel."""
    faults = []
    needed = {"phone": "number", "location": "address.street.fi"}.get(fields["kind"], "urls.fi")
    group = needed.rsplit(".", 1)[0]
    if not any(value for path, value in fields.items() if path == needed or path.startswith(f"{group}.")):
        faults.append(Fault(needed, "required"))
    code = fields.get("address.municipality")
    if any(path.startswith("address.street.") for path in fields):
        if not fields.get("address.postal_code"):
            faults.append(Fault("address.postal_code", "required"))
        if code not in terms.municipalities:
            faults.append(Fault("address.municipality", "required"))
    elif fields["kind"] == "location" and not faults:
        faults.append(Fault("address.street.fi", "required"))
    if not faults:
        faults = list(_of_model(Channel, channel_document(channel_id, fields)))
    return _first_of_each(faults)


def _rules(fields: Mapping[str, Any]) -> Iterator[Fault]:
    present = languages(fields)
    if not present:
        yield Fault("texts.fi.name", "no_language")
    for language in present:
        for name in ("name", "summary"):
            if not fields.get(f"texts.{language}.{name}"):
                yield Fault(f"texts.{language}.{name}", "required")
    if not fields.get("organisation"):
        yield Fault("organisation", "required")
    if bool(fields.get("nationwide")) == bool(fields.get("municipalities")):
        yield Fault("municipalities", "area")
    lowest, highest = fields.get("age_min"), fields.get("age_max")
    if lowest is not None and highest is not None and highest < lowest:
        yield Fault("age_max", "age_order")
    links = [link["id"] for link in fields.get("channels") or ()]
    if len(links) != len(set(links)):
        yield Fault("channels", "twice")
    topics = [*(fields.get("topics") or ()), *(fields.get("also_topics") or ())]
    if len(topics) != len(set(topics)):
        yield Fault("topics", "twice")


def _references(
    fields: Mapping[str, Any], terms: Vocabulary, organisations: Container[str], channels: Container[str]
) -> Iterator[Fault]:
    for path, used, known in (
        ("organisation", [fields["organisation"]] if fields.get("organisation") else [], organisations),
        ("channels", [link["id"] for link in fields.get("channels") or ()], channels),
        ("topics", fields.get("topics") or (), terms.topics),
        ("also_topics", fields.get("also_topics") or (), terms.topics),
        ("audiences", fields.get("audiences") or (), terms.audiences),
        ("life_events", fields.get("life_events") or (), terms.life_events),
        ("languages", fields.get("languages") or (), terms.languages),
        ("municipalities", fields.get("municipalities") or (), terms.municipalities),
    ):
        unknown = [value for value in used if value not in known]
        if unknown:
            yield Fault(path, "unknown", {"value": unknown[0]})


def _stops(fields: Mapping[str, Any], terms: Vocabulary) -> Iterator[Fault]:
    """A stop has a name, lies in Finland, and in a municipality whose residents may use the service."""
    for stop in fields.get("stops") or ():
        name = next((text for text in stop["place"].values() if text), "")
        municipality = terms.municipalities.get(stop["municipality"])
        degrees = [(stop.get("latitude"), 59, 71), (stop.get("longitude"), 19, 32)]
        if not name:
            yield Fault("stops", "stop_place")
        elif municipality is None:
            yield Fault("stops", "unknown", {"value": stop["municipality"]})
        elif not fields.get("nationwide") and municipality.code not in (fields.get("municipalities") or ()):
            yield Fault("stops", "stop_area", {"value": name})
        elif any(value is not None and not lowest <= value <= highest for value, lowest, highest in degrees):
            yield Fault("stops", "stop_degrees", {"value": name})


def _of_model(model: type[BaseModel], document: Mapping[str, Any]) -> Iterator[Fault]:
    try:
        model.model_validate(document)
    except ValidationError as error:
        for one in error.errors():
            path = ".".join(str(part) for part in one["loc"] if part not in ("[key]",))
            limits = {name: value for name, value in one.get("ctx", {}).items() if name in ("max_length", "ge", "le")}
            code = CODES.get(one["type"], "invalid")
            yield Fault(_field(path), code, {"limit": next(iter(limits.values()), "")})


def _field(path: str) -> str:
    """The field of a place in a document: "channels.0.hours" is of channels, "texts.fi.documents.1" of documents."""
    parts = path.split(".")
    if parts[0] == "texts":
        return ".".join(parts[:3])
    if parts[0] in ("names", "urls", "call_charge", "address"):
        return ".".join(parts[:3] if parts[-1] in LANGUAGES else parts[:2])
    return parts[0]


def _first_of_each(faults: list[Fault]) -> list[Fault]:
    return list({fault.path: fault for fault in reversed(faults)}.values())[::-1]
