"""Rows to FHIR R4 JSON, and what stands around them: Bundle, OperationOutcome, CapabilityStatement.

Names in Swedish and English stand beside the Finnish ones in FHIR's own translation extension.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from bot.booking.model import Appointment, HealthcareService, Location, Schedule, Slot, Versioned
from bot.booking.requests import SEARCHES
from connectors.booking.vocabulary import CODE_SYSTEM, TOPIC_SYSTEM, TRANSLATION
from services_catalog.hours import HELSINKI

Json = dict[str, Any]


def resource(row: Versioned) -> Json:
    """The resource of a row."""
    match row:
        case Location():
            body = _location(row)
        case HealthcareService():
            body = _service(row)
        case Schedule():
            body = {"active": True, "serviceType": _types(row.service), "actor": _actors(row.service)}
        case Slot():
            body = _slot(row)
        case Appointment():
            body = _appointment(row)
        case _:
            raise TypeError(f"{type(row).__name__} is no FHIR resource")
    meta = {"versionId": str(row.version), "lastUpdated": row.updated_at.isoformat()}
    return {"resourceType": type(row).__name__, "id": row.id, "meta": meta, **body}


def _location(row: Location) -> Json:
    street, city = row.street, row.municipality
    address = {
        "line": [street["fi"]],
        **_translated("city", city),
        "postalCode": row.postal_code,
        "country": "FI",
    }
    if street["sv"] != street["fi"]:
        address["_line"] = [_translation({"sv": street["sv"]})]
    return {"status": "active", **_translated("name", row.names), "address": address}


def _service(row: HealthcareService) -> Json:
    return {
        "active": row.active,
        "type": _types(row),
        "location": [_reference(row.location, row.location.names)],
        **_translated("name", row.names),
    }


def _slot(row: Slot) -> Json:
    return {
        "serviceType": _types(row.schedule.service),
        "schedule": {"reference": f"Schedule/{row.schedule_id}"},
        "status": row.status,
        "start": _instant(row.start),
        "end": _instant(row.end),
    }


def _appointment(row: Appointment) -> Json:
    service = row.slot.schedule.service
    body: Json = {
        "identifier": [{"system": CODE_SYSTEM, "value": row.code}],
        "status": row.status,
        "serviceType": _types(service),
        "start": _instant(row.slot.start),
        "end": _instant(row.slot.end),
        "created": _instant(row.created_at),
        "slot": [{"reference": f"Slot/{row.slot_id}"}],
        "participant": [{"actor": actor, "status": "accepted"} for actor in _actors(service)],
    }
    if row.description:
        body["description"] = row.description
    if row.cancelation_reason:
        body["cancelationReason"] = row.cancelation_reason
    return body


def _types(service: HealthcareService) -> list[Json]:
    return [{"coding": [{"system": TOPIC_SYSTEM, "code": topic}]} for topic in service.topics]


def _actors(service: HealthcareService) -> list[Json]:
    return [_reference(service, service.names), _reference(service.location, service.location.names)]


def _reference(row: Versioned, names: Mapping[str, str]) -> Json:
    return {"reference": f"{type(row).__name__}/{row.id}", "display": names["fi"]}


def _translated(element: str, names: Mapping[str, str]) -> Json:
    others = {language: name for language, name in names.items() if language != "fi"}
    return {element: names["fi"], f"_{element}": _translation(others)}


def _translation(names: Mapping[str, str]) -> Json:
    return {
        "extension": [
            {
                "url": TRANSLATION,
                "extension": [
                    {"url": "lang", "valueCode": language},
                    {"url": "content", "valueString": name},
                ],
            }
            for language, name in names.items()
        ]
    }


def _instant(moment: datetime) -> str:
    return moment.astimezone(HELSINKI).isoformat(timespec="seconds")


def bundle(base: str, rows: Sequence[Versioned], total: int, links: Mapping[str, str]) -> Json:
    """A searchset of rows. `links` maps a relation (self, next) to its address."""
    found = [resource(row) for row in rows]
    return {
        "resourceType": "Bundle",
        "type": "searchset",
        "total": total,
        "link": [{"relation": relation, "url": url} for relation, url in links.items()],
        "entry": [
            {
                "fullUrl": f"{base}/{body['resourceType']}/{body['id']}",
                "resource": body,
                "search": {"mode": "match"},
            }
            for body in found
        ],
    }


def outcome(issue: str, diagnostics: str, severity: str = "error") -> Json:
    """An OperationOutcome with one issue. `issue` is a code of FHIR's issue-type."""
    return {
        "resourceType": "OperationOutcome",
        "issue": [{"severity": severity, "code": issue, "diagnostics": diagnostics}],
    }


def capabilities(base: str, moment: datetime) -> Json:
    """The CapabilityStatement: what this subset promises."""
    return {
        "resourceType": "CapabilityStatement",
        "status": "active",
        "date": moment.isoformat(timespec="seconds"),
        "kind": "instance",
        "implementation": {"description": "Opastin's embedded booking", "url": base},
        "fhirVersion": "4.0.1",
        "format": ["application/fhir+json"],
        "rest": [{"mode": "server", "resource": [_capability(kind) for kind in SEARCHES]}],
    }


def _capability(kind: str) -> Json:
    codes = ["read", "search-type", *(["update"] if kind in ("Slot", "Appointment") else [])]
    body: Json = {
        "type": kind,
        "interaction": [{"code": code} for code in codes + (["create"] if kind == "Appointment" else [])],
        "versioning": "versioned-update",
        "searchParam": [{"name": name, "type": type_} for name, type_ in SEARCHES[kind].items()],
    }
    if kind == "Appointment":
        body["conditionalCreate"] = True
    return body
