"""The embedded booking as a FHIR R4 server, for our own processes only (internal token).

Errors are OperationOutcomes, as a FHIR client expects, not the error shape of the other interfaces.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Coroutine, Sequence
from typing import Annotated, Any

from fastapi import APIRouter, Body, Depends, Header, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from fastapi.routing import APIRoute

from bot.booking.errors import FhirError, Malformed, UnknownResource
from bot.booking.fhir import bundle, capabilities, outcome, resource
from bot.booking.model import Appointment, HealthcareService, Location, Schedule, Slot, Versioned
from bot.booking.requests import (
    code_of_criteria,
    code_of_token,
    ids,
    read_appointment,
    read_slot,
    slot_query,
    topics,
    version,
)
from bot.errors import InvalidToken
from bot.storage import now
from bot.web.house import House, house
from bot.web.internal_api import internal

log = logging.getLogger(__name__)
KINDS: dict[str, type[Versioned]] = {
    kind.__name__: kind for kind in (Location, HealthcareService, Schedule, Slot, Appointment)
}
Here = Annotated[House, Depends(house)]
IfMatch = Annotated[str | None, Header()]


class FhirResponse(JSONResponse):
    """FHIR's media type."""

    media_type = "application/fhir+json"


class FhirRoute(APIRoute):
    """Turns refusals and faults of a route into OperationOutcomes."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        """The route's handler with the errors mapped."""
        handle = super().get_route_handler()

        async def answer(request: Request) -> Response:
            try:
                return await handle(request)
            except FhirError as error:
                return FhirResponse(outcome(error.issue, str(error)), error.status)
            except InvalidToken:
                return FhirResponse(
                    outcome("login", "the internal token is needed"), 401, {"WWW-Authenticate": "Bearer"}
                )
            except RequestValidationError as error:
                return FhirResponse(outcome("structure", str(error.errors()[0]["msg"])), 400)
            except Exception:
                log.exception("fault at %s %s", request.method, request.url.path)
                return FhirResponse(outcome("exception", "a fault of the server", "fatal"), 500)

        return answer


router = APIRouter(prefix="/fhir", include_in_schema=False, route_class=FhirRoute, dependencies=[Depends(internal)])


def _base(request: Request) -> str:
    return f"{request.base_url}fhir"


def _one(row: Versioned, status: int = 200, **headers: str) -> Response:
    return FhirResponse(resource(row), status, {"ETag": f'W/"{row.version}"', **headers})


def _found(request: Request, rows: Sequence[Versioned], total: int | None = None, **links: str) -> Response:
    return FhirResponse(
        bundle(_base(request), rows, len(rows) if total is None else total, {"self": str(request.url), **links})
    )


@router.get("/metadata")
def metadata(request: Request) -> Response:
    """The CapabilityStatement."""
    return FhirResponse(capabilities(_base(request), now()))


@router.get("/Location")
def locations(request: Request, here: Here) -> Response:
    """Places by _id."""
    return _found(request, here.booking.locations(ids(request.query_params, "_id")))


@router.get("/HealthcareService")
def services(request: Request, here: Here) -> Response:
    """Bookable services by _id and service-type."""
    params = request.query_params
    return _found(request, here.booking.services(ids(params, "_id"), topics(params)))


@router.get("/Schedule")
def schedules(request: Request, here: Here) -> Response:
    """Schedules by _id and actor (the HealthcareService)."""
    params = request.query_params
    return _found(request, here.booking.schedules(ids(params, "_id"), ids(params, "actor")))


@router.get("/Slot")
def slots(request: Request, here: Here) -> Response:
    """Slots by status, start, service-type and schedule, earliest first, in pages."""
    query = slot_query(request.query_params)
    rows, total = here.booking.slots(query)
    after = query.offset + len(rows)
    more = {"next": str(request.url.include_query_params(_offset=after))} if rows and after < total else {}
    return _found(request, rows, total, **more)


@router.get("/Appointment")
def appointments(request: Request, here: Here, identifier: str) -> Response:
    """The appointment with an identifier."""
    code = code_of_token(identifier)
    row = here.booking.by_code(code) if code else None
    return _found(request, [row] if row else [])


@router.get("/{kind}/{resource_id}")
def read(kind: str, resource_id: str, here: Here) -> Response:
    """One resource with its ETag."""
    if kind not in KINDS:
        raise UnknownResource(f"{kind} is not served here; see /fhir/metadata")
    return _one(here.booking.get(KINDS[kind], resource_id))


@router.put("/Slot/{slot_id}")
def put_slot(slot_id: str, body: Annotated[Any, Body()], here: Here, if_match: IfMatch = None) -> Response:
    """Change the status of a slot: with If-Match, so that one of many clients reserves it."""
    return _one(here.booking.set_slot(read_slot(body, slot_id), version(if_match)))


@router.post("/Appointment")
def create(
    request: Request,
    body: Annotated[Any, Body()],
    here: Here,
    if_none_exist: Annotated[str | None, Header()] = None,
) -> Response:
    """Book a reserved slot: 201, or 200 with the appointment that If-None-Exist found."""
    draft = read_appointment(body)
    if if_none_exist is not None and code_of_criteria(if_none_exist) != draft.code:
        raise Malformed("If-None-Exist must name the identifier of the appointment itself")
    row, new = here.booking.create(draft, if_none_exist is not None)
    return _one(row, 201 if new else 200, Location=f"{_base(request)}/Appointment/{row.id}/_history/{row.version}")


@router.put("/Appointment/{appointment_id}")
def put_appointment(
    appointment_id: str, body: Annotated[Any, Body()], here: Here, if_match: IfMatch = None
) -> Response:
    """Change the status of an appointment, or move it to another reserved slot."""
    return _one(here.booking.update(appointment_id, read_appointment(body, appointment_id), version(if_match)))


@router.api_route("/{rest:path}", methods=["GET", "POST", "PUT", "PATCH", "DELETE"])
def unknown(rest: str, request: Request) -> Response:
    """Whatever else a FHIR server could do."""
    raise UnknownResource(f"{request.method} {rest} is not served here; see /fhir/metadata")
