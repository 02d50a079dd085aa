"""Fetching from PTV's interface 11: the area's services, then the channels, organisations and general descriptions
they name."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterable, Iterator
from datetime import datetime
from typing import Any

from connectors.ptv import PtvV11
from connectors.ptv.http import Page
from connectors.ptv.v11 import AreaType, Kind
from services_catalog.importing import v11
from services_catalog.importing.gathering import Area, Harvest, Known, Say
from services_catalog.importing.reading import document, documents, identity
from services_catalog.importing.v11_channels import channel

Documents = dict[str, dict[str, Any]]


class GatherV11:
    """Harvests of interface 11."""

    def __init__(self, ptv: PtvV11, say: Say) -> None:
        self._ptv = ptv
        self._say = say

    async def everything(self, area: Area, known: Known) -> Harvest:
        """All of the area. What its lists lack is asked for by id: a list may change between two of its pages."""
        services: Documents = {}
        for kind, code in _areas(area):
            pages = self._ptv.services_in(kind, code)
            services |= _by_id([item async for item in self._items(pages, f"services of {kind} {code}")])
        missing = sorted(known.services - services.keys())
        services |= _by_id(await self._ptv.services(missing))
        return await self._harvest(services, known.services - services.keys())

    async def changes(self, area: Area, known: Known, since: datetime) -> Harvest:
        """Services that changed themselves, or whose channel or organisation did."""
        ids = {one for kind, code in _areas(area) for one in await self._ids(self._ptv.changed_in(kind, code, since))}
        ids |= known.services & await self._ids(self._ptv.changed("Service", since))
        ids |= known.using(await self._changed("ServiceChannel", since), await self._changed("Organization", since))
        gone: set[str] = set()
        for status in ("Archived", "Withdrawn"):
            gone |= await self._ids(self._ptv.changed("Service", since, status))
        self._say(f"{len(ids)} services to read again")
        services = _by_id(await self._ptv.services(sorted(ids | (gone & known.services))))
        return await self._harvest(services, known.services & (ids | gone) - services.keys())

    async def _changed(self, kind: Kind, since: datetime) -> set[str]:
        ids: set[str] = set()
        for status in ("Published", "Archived", "Withdrawn"):
            ids |= await self._ids(self._ptv.changed(kind, since, status))
        return ids

    async def _harvest(self, services: Documents, gone: Iterable[str]) -> Harvest:
        channels = await self._ptv.channels(sorted(set(_linked(services))))
        self._say(f"{len(channels)} channels")
        organisations = await self._ptv.organisations(sorted(set(_responsible(services))))
        named = {identity(found.get("generalDescriptionId")) for found in services.values()} - {""}
        descriptions = _by_id(await self._ptv.general_descriptions(sorted(named)))
        self._say(f"{len(organisations)} organisations, {len(descriptions)} general descriptions")
        drafts = [channel(found) for found in channels]
        return Harvest(
            services=tuple(v11.service(found, descriptions) for found in services.values()),
            channels=tuple(draft for draft in drafts if draft is not None),
            organisations=tuple(v11.organisation(found) for found in organisations),
            gone=frozenset(gone),
            unknown=tuple(
                identity(found.get("id")) for found, draft in zip(channels, drafts, strict=True) if not draft
            ),
        )

    async def _items(self, pages: AsyncIterator[Page], what: str) -> AsyncIterator[dict[str, Any]]:
        async for page in pages:
            self._say(f"{what}: page {page.number} of {page.count}")
            for item in page.items:
                yield item

    async def _ids(self, pages: AsyncIterator[Page]) -> set[str]:
        return {identity(item.get("id")) async for page in pages for item in page.items} - {""}


def _areas(area: Area) -> Iterator[tuple[AreaType, str]]:
    yield "WellbeingServiceCounties", area.county
    for code in area.municipalities:
        yield "Municipality", code


def _by_id(found: Iterable[dict[str, Any]]) -> Documents:
    """Documents by id; those without one are kept too, to be refused with a reason."""
    return {identity(item.get("id")) or f"?{number}": item for number, item in enumerate(found)}


def _linked(services: Documents) -> Iterator[str]:
    for found in services.values():
        for link in documents(found.get("serviceChannels")):
            if one := identity(document(link.get("serviceChannel")).get("id")):
                yield one


def _responsible(services: Documents) -> Iterator[str]:
    return (one for found in services.values() if (one := v11.responsible(found)[0]))
