"""The few interactions of a FHIR R4 server that bookings need: search, read, update and create, with versions."""

from __future__ import annotations

import re
from typing import Any

from connectors.booking.fhir import Json, etag_of, matches, reading
from connectors.errors import Missing
from connectors.http import HttpClient

ACCEPT = {"Accept": "application/fhir+json"}
WRITE = {**ACCEPT, "Content-Type": "application/fhir+json", "Prefer": "return=representation"}
_ID = re.compile(r"[A-Za-z0-9.-]{1,64}")


class FhirServer:
    """Resources under a FHIR base (`root`). Every method raises ConnectorError."""

    def __init__(self, http: HttpClient, root: str) -> None:
        self._http = http
        self._root = root

    async def search(self, kind: str, **params: Any) -> list[Json]:
        """The first page of a search for resources of a type."""
        answer = await self._http.json("GET", f"{self._root}/{kind}", params=params, headers=ACCEPT)
        with reading(f"GET {kind}"):
            return matches(answer, kind)

    async def read(self, kind: str, resource_id: str) -> tuple[Json, str]:
        """A resource and the ETag of its version."""
        where = f"GET {kind}"
        if not _ID.fullmatch(resource_id):
            raise Missing(where)
        response = await self._http.call("GET", f"{self._root}/{kind}/{resource_id}", headers=ACCEPT)
        with reading(where):
            body = response.json()
            return {**body, "id": body["id"]}, etag_of(body, response.headers.get("ETag"))

    async def write(self, body: Json, etag: str) -> tuple[Json, str]:
        """Update from a known version; returns the resource and its new ETag. Raises Conflict when it changed.

        Tried once: a second try could not tell our own first from somebody else's.
        """
        path = f"{self._root}/{body['resourceType']}/{body['id']}"
        response = await self._http.call("PUT", path, body=body, headers={**WRITE, "If-Match": etag}, tries=1)
        with reading(f"PUT {body['resourceType']}"):
            written = response.json() if response.content else {**body, "meta": {}}
            return {**written, "id": written["id"]}, etag_of(written, response.headers.get("ETag"))

    async def create(self, body: Json, if_none_exist: str) -> Json:
        """Create unless a search by `if_none_exist` finds one, which is then returned; so it can be repeated."""
        kind = body["resourceType"]
        headers = {**WRITE, "If-None-Exist": if_none_exist}
        answer = await self._http.json("POST", f"{self._root}/{kind}", body=body, headers=headers, tries=3)
        with reading(f"POST {kind}"):
            return {**answer, "id": answer["id"]}
