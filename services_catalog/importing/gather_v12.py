"""Fetching from PTV's interface 12: services, the connections that tie them to channels, and the names of codes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import AsyncIterator, Iterable, Mapping
from datetime import datetime
from typing import Any

from connectors.ptv import PtvV12
from connectors.ptv.http import Page
from services_catalog.importing import v12
from services_catalog.importing.gathering import Area, Harvest, Known, Say
from services_catalog.importing.reading import (
    InLanguages,
    by_language,
    document,
    documents,
    identity,
    strings,
    text,
    unique,
)
from services_catalog.vocabulary import Vocabulary

Found = dict[str, Any]


class GatherV12:
    """Harvests of interface 12. `terms` tell which municipality a post office is in."""

    def __init__(self, ptv: PtvV12, terms: Vocabulary, say: Say) -> None:
        self._ptv = ptv
        self._terms = terms
        self._say = say

    async def everything(self, area: Area, known: Known) -> Harvest:
        """All of the area; what its lists lack is asked for one by one."""
        services = await self._of_area(area, None)
        return await self._with_missing(services, known.services - services.keys())

    async def changes(self, area: Area, known: Known, since: datetime) -> Harvest:
        """Services that changed themselves, or whose connection, channel or organisation did."""
        services = await self._of_area(area, since)
        ids = await self._ids(self._ptv.changed("service", since)) | await self._archived("service", since)
        ids |= await self._ids(self._ptv.changed("connection", since), "serviceContentId")
        channels = await self._ids(self._ptv.changed("service-channel", since))
        channels |= await self._archived("service-channel", since)
        ids |= known.using(channels, await self._ids(self._ptv.changed("organization", since)))
        return await self._with_missing(services, (ids & known.services) - services.keys())

    async def _of_area(self, area: Area, since: datetime | None) -> dict[str, Found]:
        areas = [("wellbeingServicesCounties", area.county), *(("municipalities", m) for m in area.municipalities)]
        services: dict[str, Found] = {}
        for kind, code in areas:
            async for page in self._ptv.services_in(kind, code, since):
                self._say(f"services of {kind} {code}: page {page.number} of {page.count}")
                for item in page.items:
                    services[identity(item.get("contentId")) or f"?{len(services)}"] = item
        return services

    async def _with_missing(self, services: dict[str, Found], missing: Iterable[str]) -> Harvest:
        gone = set()
        for content_id in sorted(missing):
            if found := await self._ptv.one("service", content_id):
                services[content_id] = found
            else:
                gone.add(content_id)
        return await self._harvest(services, gone)

    async def _harvest(self, services: dict[str, Found], gone: set[str]) -> Harvest:
        connections: dict[str, list[Found]] = defaultdict(list)
        for found in await self._ptv.connections([one for one in services if not one.startswith("?")]):
            connections[identity(found.get("serviceContentId"))].append(found)
        wanted = {identity(c.get("channelContentId")) for links in connections.values() for c in links} - {""}
        owners = {identity(found.get("organizationContentId")) for found in services.values()} - {""}
        channels = await self._channels(wanted, owners)
        self._say(f"{len(channels)} channels")
        asked = [await self._ptv.one("organization", owner) for owner in sorted(owners)]
        organisations = [organisation for organisation in asked if organisation]
        described = await self._descriptions(services.values())
        self._say(f"{len(organisations)} organisations, {len(described)} general descriptions")
        codes = await self._codes([*services.values(), *described.values()], channels)
        drafts = [v12.channel(found, codes) for found in channels]
        return Harvest(
            services=tuple(
                v12.service(found, connections[one], described.get(_general(found), {}), codes)
                for one, found in services.items()
            ),
            channels=tuple(draft for draft in drafts if draft is not None),
            organisations=tuple(v12.organisation(found) for found in organisations),
            gone=frozenset(gone),
            unknown=tuple(
                identity(found.get("contentId")) for found, draft in zip(channels, drafts, strict=True) if not draft
            ),
        )

    async def _channels(self, wanted: set[str], owners: set[str]) -> list[Found]:
        """The wanted channels: those of the services' own organisations together, others one by one."""
        found = {identity(one.get("contentId")): one for one in await self._ptv.channels_of(sorted(owners))}
        for content_id in sorted(wanted - found.keys()):
            if further := await self._ptv.one("service-channel", content_id):
                found[content_id] = further
        return [found[one] for one in sorted(wanted & found.keys())]

    async def _descriptions(self, services: Iterable[Found]) -> dict[str, Found]:
        named = {_general(found) for found in services} - {""}
        if not named:
            return {}
        items = [item async for page in self._ptv.general_descriptions() for item in page.items]
        return {one: item for item in items if (one := identity(item.get("contentId"))) in named}

    async def _codes(self, classified: Iterable[Found], channels: Iterable[Found]) -> v12.Codes:
        """Names of the codes in use. The lists of classes are short and read whole."""
        entries = [
            *await self._ptv.codes("service-classes"),
            *await self._ptv.codes("target-groups"),
            *await self._ptv.codes("life-events"),
        ]
        uris = unique(uri for found in classified for uri in strings(found.get("ontologyTerms")))
        entries += await self._ptv.some_codes("ontology-terms", "uris", sorted(uris))
        offices = await self._ptv.some_codes("postal-codes", "codes", sorted(set(_postal_codes(channels))))
        posts = {text(entry.get("code")): _titled(by_language(entry.get("name"))) for entry in offices}
        names = {text(entry.get("code")) or text(entry.get("uri")): by_language(entry.get("name")) for entry in entries}
        return v12.Codes(
            names=names | {f"postal:{code}": name for code, name in posts.items()},
            counties=_members(await self._ptv.codes("wellbeing-services-county-codes")),
            regions=_members(await self._ptv.codes("region-codes")),
            towns={code: town for code, name in posts.items() if (town := self._town(name))},
        )

    def _town(self, names: Mapping[Any, str]) -> str | None:
        """The municipality whose name or village a post office bears."""
        wanted = {name.casefold() for name in names.values()}
        for code, municipality in self._terms.municipalities.items():
            if wanted & {name.casefold() for name in (*municipality.names.values(), *municipality.places)}:
                return code
        return None

    async def _ids(self, pages: AsyncIterator[Page], key: str = "contentId") -> set[str]:
        return {identity(item.get(key)) async for page in pages for item in page.items} - {""}

    async def _archived(self, kind: Any, since: datetime) -> set[str]:
        return await self._ids(self._ptv.archived(kind, since))


def _general(found: Found) -> str:
    return identity(found.get("generalDescriptionContentId"))


def _postal_codes(channels: Iterable[Found]) -> Iterable[str]:
    for found in channels:
        for address in documents(document(found.get("location")).get("streetAddresses")):
            if code := text(address.get("postalCode")):
                yield code


def _members(entries: Iterable[Found]) -> dict[str, tuple[str, ...]]:
    return {text(entry.get("code")): tuple(strings(entry.get("municipalities"))) for entry in entries}


def _titled(names: InLanguages) -> InLanguages:
    """Names of post offices, which are in capitals."""
    return {code: name.title() for code, name in names.items()}
