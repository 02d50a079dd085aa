"""Services, places and schedules of a FHIR server: which schedules give a service, and their names."""

from __future__ import annotations

from collections.abc import Awaitable, Iterable
from dataclasses import replace
from typing import Protocol

from connectors.booking.fhir import Json, Provision, first_id, provision, reading, reference_id


class Search(Protocol):
    """A search for resources of a type; the first page is enough for what is asked here."""

    def __call__(self, kind: str, **params: str) -> Awaitable[list[Json]]:
        """The matches. Raises ConnectorError."""


class Directory:
    """Looks things up by plain searches, because servers differ in _include and chained parameters."""

    def __init__(self, search: Search) -> None:
        self._search = search

    async def schedules(self, service_type: str, municipality: str | None, language: str) -> dict[str, Provision]:
        """Schedules of active services of a type (a token), by id, in a municipality when one is given."""
        services = await self._search("HealthcareService", **{"service-type": service_type})
        with reading("GET HealthcareService"):
            known = {item["id"]: item for item in services if item.get("active", True)}
            places = {key: first_id(item.get("location", []), "Location") for key, item in known.items()}
        locations = await self._by_ids("Location", [place for place in places.values() if place])
        with reading("GET Location"):
            found = {key: provision(item, locations.get(places[key] or ""), language) for key, item in known.items()}
        if municipality is not None:
            wanted = municipality.casefold()
            found = {key: item for key, item in found.items() if wanted in map(str.casefold, item.municipalities)}
        if not found:
            return {}
        schedules = await self._search("Schedule", actor=",".join(f"HealthcareService/{key}" for key in found))
        with reading("GET Schedule"):
            owners = {item["id"]: first_id(item["actor"], "HealthcareService") for item in schedules}
        return {key: found[owner] for key, owner in owners.items() if owner in found}

    async def provision(self, schedule_id: str) -> Provision:
        """The service and place of a schedule, with names as they stand; its own actors when it has neither."""
        schedules = await self._by_ids("Schedule", [schedule_id])
        with reading("GET Schedule"):
            actors = [actor for item in schedules.values() for actor in item["actor"]]
            themselves = tuple((actor["reference"], str(actor.get("display", ""))) for actor in actors)
        found = await self.named(actors, "")
        return found if found.actors else replace(found, actors=themselves)

    async def named(self, actors: Iterable[Json], language: str) -> Provision:
        """The service and place that references name; without a place, the service's first."""
        actors = list(actors)
        services = await self._by_ids("HealthcareService", _ids(actors, "HealthcareService"))
        service = next(iter(services.values()), None)
        places = _ids(actors, "Location") or _ids((service or {}).get("location", []), "Location")
        locations = await self._by_ids("Location", places)
        with reading("GET HealthcareService"):
            return provision(service, next(iter(locations.values()), None), language)

    async def _by_ids(self, kind: str, ids: list[str]) -> dict[str, Json]:
        if not ids:
            return {}
        found = await self._search(kind, _id=",".join(sorted(set(ids))))
        with reading(f"GET {kind}"):
            return {item["id"]: item for item in found}


def _ids(references: list[Json], kind: str) -> list[str]:
    return [found for item in references if (found := reference_id(item, kind))]
