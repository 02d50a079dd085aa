"""What a FHIR client asks, read and checked: resources in bodies, search parameters, If-Match, If-None-Exist.

Only what this subset promises is read; other elements and parameters are ignored, as FHIR R4 advises.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import parse_qsl

from starlette.datastructures import QueryParams

from bot.booking.drafts import AppointmentDraft, SlotDraft, SlotQuery
from bot.booking.errors import Invalid, Malformed, VersionRequired
from bot.booking.model import APPOINTMENT_STATUSES, SLOT_STATUSES
from connectors.booking.vocabulary import CODE_SYSTEM, TOPIC_SYSTEM
from services_catalog.hours import HELSINKI

Json = dict[str, Any]
SEARCHES = {
    "Location": {"_id": "token"},
    "HealthcareService": {"_id": "token", "service-type": "token"},
    "Schedule": {"_id": "token", "actor": "reference"},
    "Slot": {"status": "token", "start": "date", "service-type": "token", "schedule": "reference"},
    "Appointment": {"identifier": "token"},
}
"""Search parameters by resource type, with their FHIR type."""

PAGE, LONGEST_PAGE = 50, 500
_ETAG = re.compile(r'(?:W/)?"(\d{1,9})"')
_ZONE = r"(?:Z|[+-]\d\d:\d\d)"
_DATE = re.compile(rf"(ge|gt|le|lt|eq)?(\d{{4}}-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d(?:\.\d+)?)?{_ZONE}?)?)")


def version(if_match: str | None) -> int:
    """The version that If-Match names. Raises VersionRequired, Malformed."""
    if if_match is None:
        raise VersionRequired('updates need If-Match with the ETag that was read, such as W/"1"')
    match = _ETAG.fullmatch(if_match.strip())
    if match is None:
        raise Malformed('If-Match must be an ETag such as W/"1"')
    return int(match.group(1))


def code_of_criteria(if_none_exist: str) -> str:
    """The booking code that If-None-Exist looks for. Raises Malformed when it looks for anything else."""
    criteria = parse_qsl(if_none_exist.lstrip("?"))
    if len(criteria) == 1 and criteria[0][0] == "identifier" and (code := code_of_token(criteria[0][1])):
        return code
    raise Malformed(f"If-None-Exist must be identifier={CODE_SYSTEM}|<code>")


def code_of_token(token: str) -> str | None:
    """The booking code of an identifier search token, None when the token is of another system."""
    system, bar, value = token.rpartition("|")
    return value or None if not bar or system == CODE_SYSTEM else None


def slot_query(params: QueryParams) -> SlotQuery:
    """The search of GET Slot. Raises Malformed naming the parameter."""
    statuses = values(params, "status")
    starts = [_interval(text) for text in params.getlist("start")]
    lower = [low for low, _ in starts if low is not None]
    upper = [high for _, high in starts if high is not None]
    return SlotQuery(
        statuses=None if statuses is None else tuple(item.rpartition("|")[2] for item in statuses),
        service_types=topics(params),
        schedules=ids(params, "schedule"),
        start_from=max(lower, default=None),
        start_before=min(upper, default=None),
        count=min(_number(params, "_count", PAGE), LONGEST_PAGE),
        offset=_number(params, "_offset", 0),
    )


def values(params: QueryParams, name: str) -> tuple[str, ...] | None:
    """The alternatives of a parameter ("a,b"), None when it is not given."""
    text = params.get(name)
    return None if text is None else tuple(item for item in text.split(",") if item)


def ids(params: QueryParams, name: str) -> tuple[str, ...] | None:
    """Resource ids of an _id or a reference parameter ("Schedule/a,b")."""
    found = values(params, name)
    return None if found is None else tuple(item.rpartition("/")[2] for item in found)


def topics(params: QueryParams) -> tuple[str, ...] | None:
    """Topics of service-type; a token of another code system matches nothing."""
    found = values(params, "service-type")
    if found is None:
        return None
    tokens = [item.rpartition("|") for item in found]
    return tuple(code for system, bar, code in tokens if not bar or system == TOPIC_SYSTEM)


def _number(params: QueryParams, name: str, default: int) -> int:
    text = params.get(name, str(default))
    if not text.isascii() or not text.isdigit() or len(text) > 6:
        raise Malformed(f"{name} must be a whole number")
    return int(text)


def _interval(text: str) -> tuple[datetime | None, datetime | None]:
    """The moments that a FHIR date condition allows, as (from, before). A date is a Helsinki day."""
    match = _DATE.fullmatch(text.replace(" ", "+"))  # a plus sign that the client did not encode
    try:
        if match is None:
            raise ValueError(text)
        low = datetime.fromisoformat(match.group(2))
    except ValueError as error:
        raise Malformed("start must be ge, gt, le, lt or nothing, then a date or an instant") from error
    low = low if low.tzinfo else low.replace(tzinfo=HELSINKI)
    high = low + (timedelta(days=1) if len(match.group(2)) == 10 else timedelta(seconds=1))
    return {"ge": (low, None), "gt": (high, None), "le": (None, high), "lt": (None, low)}.get(
        match.group(1) or "eq", (low, high)
    )


def read_slot(body: Any, slot_id: str) -> SlotDraft:
    """A client's slot. Raises Invalid naming the element."""
    _check_type(body, "Slot", slot_id)
    return SlotDraft(
        id=slot_id,
        status=_one_of(body, "status", SLOT_STATUSES),
        schedule_id=_id(_child(body, "schedule"), "Schedule"),
        start=_moment(body, "start"),
        end=_moment(body, "end"),
    )


def read_appointment(body: Any, appointment_id: str | None = None) -> AppointmentDraft:
    """A client's appointment. Raises Invalid naming the element."""
    _check_type(body, "Appointment", appointment_id)
    codes = [item.get("value") for item in _items(body, "identifier") if item.get("system") == CODE_SYSTEM]
    if len(codes) != 1 or not isinstance(codes[0], str) or not 0 < len(codes[0]) <= 64:
        raise Invalid(f"Appointment.identifier: exactly one of {CODE_SYSTEM}, of 1-64 characters, is needed")
    slots = _items(body, "slot")
    if len(slots) != 1:
        raise Invalid("Appointment.slot: exactly one is needed")
    if not _items(body, "participant"):
        raise Invalid("Appointment.participant: at least one is needed")
    status = _one_of(body, "status", APPOINTMENT_STATUSES)
    reason = body.get("cancelationReason")
    if reason is not None and (status != "cancelled" or not isinstance(reason, dict)):
        raise Invalid("Appointment.cancelationReason: a CodeableConcept, and only when cancelled (app-4)")
    description = body.get("description", "")
    if not isinstance(description, str) or len(description) > 500:
        raise Invalid("Appointment.description: at most 500 characters")
    return AppointmentDraft(
        code=codes[0],
        status=status,
        slot_id=_id(slots[0], "Slot"),
        description=description,
        start=_moment(body, "start") if "start" in body else None,
        end=_moment(body, "end") if "end" in body else None,
        cancelation_reason=reason,
    )


def _check_type(body: Any, kind: str, resource_id: str | None) -> None:
    if not isinstance(body, dict) or body.get("resourceType") != kind:
        raise Invalid(f"the body must be a {kind}")
    if resource_id is not None and body.get("id") != resource_id:
        raise Invalid(f"{kind}.id must be the id in the address")


def _one_of(body: Json, element: str, allowed: Sequence[str]) -> str:
    value = body.get(element)
    if not isinstance(value, str) or value not in allowed:
        raise Invalid(f"{element} must be one of {', '.join(allowed)}")
    return value


def _child(body: Json, element: str) -> Json:
    value = body.get(element)
    if not isinstance(value, dict):
        raise Invalid(f"{element} is needed")
    return value


def _items(body: Json, element: str) -> list[Json]:
    value = body.get(element, [])
    if not isinstance(value, list) or not all(isinstance(item, dict) for item in value):
        raise Invalid(f"{element} must be a list of objects")
    return value


def _id(reference: Json, kind: str) -> str:
    parts = str(reference.get("reference", "")).split("/")
    if len(parts) < 2 or parts[-2] != kind:
        raise Invalid(f"a reference to a {kind} is needed, such as {kind}/1")
    return parts[-1]


def _moment(body: Json, element: str) -> datetime:
    try:
        moment = datetime.fromisoformat(str(body.get(element)))
    except ValueError as error:
        raise Invalid(f"{element} must be an instant, such as 2027-03-01T08:00:00+02:00") from error
    if moment.tzinfo is None:
        raise Invalid(f"{element} must say its time zone")
    return moment
