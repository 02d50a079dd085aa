"""FHIR R4 JSON to what the caller needs, and what we send. A shape that FHIR does not allow is Garbled."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from connectors.booking.vocabulary import CANCELLATION_SYSTEM, TRANSLATION
from connectors.errors import Garbled

Json = dict[str, Any]
BY_PATIENT = {"coding": [{"system": CANCELLATION_SYSTEM, "code": "pat", "display": "Patient"}]}


@dataclass(frozen=True, slots=True)
class Slot:
    """A free time. `etag` is the version that was seen."""

    id: str
    start: datetime
    end: datetime
    service_name: str
    location: str
    municipality: str
    etag: str


@dataclass(frozen=True, slots=True)
class Appointment:
    """A booking. `status` is FHIR's: booked, cancelled, fulfilled ...

    `service_type` is the token of its kind, by which free_slots finds a time to move it to.
    """

    code: str
    start: datetime
    end: datetime
    service_name: str
    location: str
    status: str
    address: str = ""
    service_type: str = ""


@dataclass(frozen=True, slots=True)
class Provision:
    """A service at a place, as names for the resident and as references for FHIR."""

    service_name: str = ""
    location: str = ""
    address: str = ""
    municipalities: tuple[str, ...] = ("",)  # the name in the asker's language first, then the others
    actors: tuple[tuple[str, str], ...] = ()  # (reference, display)


@contextmanager
def reading(where: str) -> Iterator[None]:
    """Raises Garbled for an answer in which something FHIR requires is missing or of another type."""
    try:
        yield
    except (KeyError, IndexError, TypeError, ValueError, AttributeError) as error:
        raise Garbled(where) from error


def matches(bundle: Json, kind: str) -> list[Json]:
    """The resources of one type in a searchset, without what was only included or told about."""
    if bundle["resourceType"] != "Bundle":
        raise TypeError("a search answers with a Bundle")
    found = [entry["resource"] for entry in bundle.get("entry", ())]
    return [resource for resource in found if resource["resourceType"] == kind]


def reference_id(reference: Mapping[str, Any], kind: str) -> str | None:
    """The id in a reference to a `kind`, relative or absolute; None when it refers to something else."""
    parts = str(reference.get("reference", "")).partition("/_history/")[0].split("/")
    return parts[-1] if len(parts) >= 2 and parts[-2] == kind else None


def first_id(references: list[Json], kind: str) -> str | None:
    """The id of the first reference to a `kind`."""
    return next((found for item in references if (found := reference_id(item, kind))), None)


def names(resource: Json, element: str) -> dict[str, str]:
    """A text element by language; under "" as it stands."""
    table = {"": str(resource.get(element, ""))}
    for extension in resource.get(f"_{element}", {}).get("extension", ()):
        if extension["url"] == TRANSLATION:
            parts = {part["url"]: part for part in extension["extension"]}
            table[parts["lang"]["valueCode"]] = parts["content"]["valueString"]
    return table


def in_language(table: Mapping[str, str], language: str) -> str:
    """The text in a language, else as it stands."""
    return table.get(language, table[""])


def etag_of(resource: Json, header: str | None) -> str:
    """What If-Match must say: the ETag, else made from meta.versionId, which FHIR lets stand for it."""
    return header or f'W/"{resource["meta"]["versionId"]}"'


def provision(service: Json | None, location: Json | None, language: str) -> Provision:
    """A service and its place; either may be unknown."""
    service, location = service or {}, location or {}
    address = location.get("address", {})
    cities = names(address, "city")
    service_name, place = names(service, "name"), names(location, "name")
    actors = [
        (f"{kind}/{resource['id']}", table[""])
        for kind, resource, table in (
            ("HealthcareService", service, service_name),
            ("Location", location, place),
        )
        if resource
    ]
    return Provision(
        in_language(service_name, language),
        in_language(place, language),
        _in_one_line(address, cities, language),
        (in_language(cities, language), *cities.values()),
        tuple(actors),
    )


def _in_one_line(address: Json, cities: Mapping[str, str], language: str) -> str:
    """Street, postal code and city, as far as they are known."""
    lines, translated = address.get("line", [""]), address.get("_line", [{}])
    street = in_language(names({"line": lines[0], "_line": translated[0] or {}}, "line"), language)
    city = f"{address.get('postalCode', '')} {in_language(cities, language)}".strip()
    return ", ".join(part for part in (street, city) if part)


def slot_of(resource: Json, found: Provision) -> Slot:
    """A slot for the caller."""
    return Slot(
        id=resource["id"],
        start=datetime.fromisoformat(resource["start"]),
        end=datetime.fromisoformat(resource["end"]),
        service_name=found.service_name,
        location=found.location,
        municipality=found.municipalities[0],
        etag=etag_of(resource, None),
    )


def appointment_of(resource: Json, code: str, found: Provision) -> Appointment:
    """An appointment for the caller; names fall back to what its actors display."""
    actors = actors_of(resource)
    return Appointment(
        code=code,
        start=datetime.fromisoformat(resource["start"]),
        end=datetime.fromisoformat(resource["end"]),
        service_name=found.service_name or _display(actors, "HealthcareService"),
        location=found.location or _display(actors, "Location"),
        status=resource["status"],
        address=found.address,
        service_type=_first_token(resource.get("serviceType", [])),
    )


def _first_token(concepts: list[Json]) -> str:
    """The first coding of a service type as "system|code"."""
    codings = [coding for concept in concepts for coding in concept.get("coding", ()) if "code" in coding]
    return f"{codings[0].get('system', '')}|{codings[0]['code']}" if codings else ""


def actors_of(appointment: Json) -> list[Json]:
    """References to what takes part in an appointment."""
    return [item["actor"] for item in appointment["participant"] if "actor" in item]


def _display(actors: list[Json], kind: str) -> str:
    return next((str(actor.get("display", "")) for actor in actors if reference_id(actor, kind)), "")


def on_slot(slot: Json, found: Provision) -> Json:
    """The elements of an appointment that follow from its slot."""
    types = {"serviceType": slot["serviceType"]} if slot.get("serviceType") else {}  # FHIR has no empty lists
    return {
        **types,
        "start": slot["start"],
        "end": slot["end"],
        "slot": [{"reference": f"Slot/{slot['id']}"}],
        "participant": [
            {
                "actor": {"reference": reference, **({"display": display} if display else {})},
                "status": "accepted",
            }
            for reference, display in found.actors
        ],
    }
