"""A FHIR R4 server's appointments. Nothing here relies on more than search, read, If-Match and If-None-Exist.

A time is taken in two steps: the slot is set busy from the version that was seen, which only one client can
do, then the appointment is made under the resident's code, which can be repeated without making two. When the
second step fails for certain the slot is freed again; when its outcome stays unknown the slot stays reserved,
for a lost time is better than two residents at one.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable
from datetime import datetime

from connectors.booking.code import normalise
from connectors.booking.directory import Directory
from connectors.booking.fhir import (
    BY_PATIENT,
    Appointment,
    Json,
    Provision,
    Slot,
    actors_of,
    appointment_of,
    first_id,
    on_slot,
    reading,
    slot_of,
)
from connectors.booking.server import FhirServer
from connectors.booking.vocabulary import CODE_SYSTEM, TOPIC_SYSTEM
from connectors.errors import Conflict, ConnectorError, Missing, Refused
from connectors.http import HttpClient

log = logging.getLogger(__name__)


class Booking:
    """Appointments on one server. `root` is the path of its FHIR base; the systems are those it knows.

    Every method raises ConnectorError. Texts are in `language` where the server has them.
    """

    def __init__(
        self,
        http: HttpClient,
        root: str = "/fhir",
        topic_system: str = TOPIC_SYSTEM,
        code_system: str = CODE_SYSTEM,
    ) -> None:
        self._server = FhirServer(http, root)
        self._topic_system = topic_system
        self._code_system = code_system
        self._directory = Directory(self._server.search)

    async def free_slots(
        self,
        service_type: str,
        after: datetime,
        before: datetime,
        municipality: str | None = None,
        limit: int = 5,
        language: str = "fi",
    ) -> list[Slot]:
        """Free times that start from `after` and before `before`, earliest first.

        `service_type` is a topic, or "system|code" for a server with types of its own; `municipality` is a
        name in Finnish or Swedish.
        """
        token = service_type if "|" in service_type else f"{self._topic_system}|{service_type}"
        schedules = await self._directory.schedules(token, municipality, language)
        if not schedules:
            return []
        found = await self._server.search(
            "Slot", schedule=_any("Schedule", schedules), status="free", _sort="start", _count=limit,
            start=[f"ge{after.isoformat(timespec='seconds')}", f"lt{before.isoformat(timespec='seconds')}"],
        )  # fmt: skip
        with reading("GET Slot"):
            slots = [
                slot_of(item, schedules[first_id([item["schedule"]], "Schedule") or ""])
                for item in found
                if item["status"] == "free"
            ]
        return sorted((slot for slot in slots if after <= slot.start < before), key=lambda slot: slot.start)[:limit]

    async def book(self, slot_id: str, code: str, description: str, language: str = "fi") -> Appointment:
        """Book a time under `code` (make_code); repeating it with the same code changes nothing.

        Raises Conflict when the time was taken meanwhile.
        """
        slot, etag = await self._slot(slot_id)
        if slot.get("status") != "free":
            mine = await self._by_code(code)
            if mine is None or not _on(mine, slot_id):
                raise Conflict(f"PUT Slot/{slot_id}")
            return await self._shown(mine, code, language)
        reserved, etag = await self._server.write({**slot, "status": "busy"}, etag)
        try:
            made = await self._create(reserved, code, description)
        except ConnectorError as error:
            made = await self._done_after_all(error, code, reserved, etag)
        if not _on(made, slot_id):  # the code is already somebody's
            await self._release(reserved, etag)
            raise Conflict("POST Appointment")
        return await self._shown(made, code, language)

    async def find(self, code: str, language: str = "fi") -> Appointment | None:
        """The appointment under a code, typed in any way that normalise reads."""
        code = normalise(code) or code
        found = await self._by_code(code)
        return None if found is None else await self._shown(found, code, language)

    async def cancel(self, code: str, language: str = "fi") -> Appointment:
        """Cancel and free the time; cancelling again changes nothing. Raises Missing for an unknown code."""
        code = normalise(code) or code
        found, etag = await self._mine(code)
        if found["status"] != "cancelled":
            slot, slot_etag = await self._slot_of(found)
            changed = {**found, "status": "cancelled", "cancelationReason": BY_PATIENT}
            try:
                found, _ = await self._server.write(changed, etag)
            except Refused:
                raise
            except ConnectorError as error:
                found = await self._by_code(code) or found
                if found["status"] != "cancelled":
                    raise error
            await self._release(slot, slot_etag)
        return await self._shown(found, code, language)

    async def reschedule(self, code: str, new_slot_id: str, language: str = "fi") -> Appointment:
        """Move to another time under the same code; the old time is kept until the new one is sure.

        Raises Missing for an unknown code, Conflict when the new time was taken or the booking is cancelled.
        """
        code = normalise(code) or code
        found, etag = await self._mine(code)
        if _on(found, new_slot_id):
            return await self._shown(found, code, language)
        if found["status"] != "booked":
            raise Conflict(f"PUT Appointment/{found['id']}")
        old, old_etag = await self._slot_of(found)
        slot, slot_etag = await self._slot(new_slot_id)
        if slot.get("status") != "free":
            raise Conflict(f"PUT Slot/{new_slot_id}")
        reserved, slot_etag = await self._server.write({**slot, "status": "busy"}, slot_etag)
        try:
            moved, _ = await self._server.write({**found, **await self._from_slot(reserved)}, etag)
        except ConnectorError as error:
            moved = await self._done_after_all(error, code, reserved, slot_etag)
        await self._release(old, old_etag)
        return await self._shown(moved, code, language)

    # The steps

    async def _slot(self, slot_id: str) -> tuple[Json, str]:
        """A slot that was offered and its ETag; one that is gone since is as good as taken. Raises Conflict."""
        try:
            return await self._server.read("Slot", slot_id)
        except Missing as error:
            raise Conflict(error.where, error.status, error.code) from error

    async def _create(self, slot: Json, code: str, description: str) -> Json:
        body = {
            "resourceType": "Appointment",
            "identifier": [{"system": self._code_system, "value": code}],
            "status": "booked",
            **({"description": description} if description else {}),  # FHIR has no empty strings
            **await self._from_slot(slot),
        }
        return await self._server.create(body, f"identifier={self._code_system}|{code}")

    async def _done_after_all(self, error: ConnectorError, code: str, slot: Json, etag: str) -> Json:
        """After a failed second step: the appointment if it stands on the slot all the same, else the error."""
        if not isinstance(error, Refused):
            found = await self._by_code(code)
            if found is not None and _on(found, slot["id"]):
                return found
        await self._release(slot, etag)
        raise error

    async def _release(self, slot: Json, etag: str) -> None:
        """Free a slot nobody touched since `etag`; a server that freed it by itself has a newer version."""
        try:
            await self._server.write({**slot, "status": "free"}, etag)
        except Conflict:
            pass
        except ConnectorError as error:
            log.warning("a slot stays reserved without an appointment: %s", error)

    async def _from_slot(self, slot: Json) -> Json:
        with reading("GET Slot"):
            schedule_id = first_id([slot["schedule"]], "Schedule") or ""
            return on_slot(slot, await self._directory.provision(schedule_id))

    async def _shown(self, appointment: Json, code: str, language: str) -> Appointment:
        """For the caller. What was done stands, so names that cannot be fetched must not make it an error."""
        with reading("GET Appointment"):
            try:
                found = await self._directory.named(actors_of(appointment), language)
            except ConnectorError as error:
                log.warning("an appointment is shown without names in %s: %s", language, error)
                found = Provision()
            return appointment_of(appointment, code, found)

    async def _slot_of(self, appointment: Json) -> tuple[Json, str]:
        with reading("GET Appointment"):
            slot_id = first_id(appointment["slot"], "Slot") or ""
        return await self._server.read("Slot", slot_id)

    async def _mine(self, code: str) -> tuple[Json, str]:
        """The appointment under a code with its present version. Raises Missing."""
        found = await self._by_code(code)
        if found is None:
            raise Missing("GET Appointment")
        return await self._server.read("Appointment", found["id"])

    async def _by_code(self, code: str) -> Json | None:
        found = await self._server.search("Appointment", identifier=f"{self._code_system}|{code}")
        return found[0] if found else None


def _any(kind: str, ids: Iterable[str]) -> str:
    return ",".join(f"{kind}/{item}" for item in ids)


def _on(appointment: Json, slot_id: str) -> bool:
    """Whether an appointment stands on a slot."""
    return appointment.get("status") != "cancelled" and first_id(appointment.get("slot", []), "Slot") == slot_id
