"""Reading a region's seed files into documents, every reference checked.

A services file has `defaults` that each service of the file starts from, and `services`. In a service
`area` is `region`, `nation` or a list of municipality names, and a topic "@name" stands for a set of
topic_sets.yml. Errors name the file, the service and the key.

The folder `nation` is a part of every region's seed: help lines and state services, written once. The ids of its
services get the region's initials in front ("iu-nollalinja"), as each region's catalogue has a copy of its own.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from services_catalog.content import check, read_yaml
from services_catalog.errors import ContentError
from services_catalog.record import Channel, Organisation, Service
from services_catalog.vocabulary import Vocabulary, vocabulary

FOLDER = Path(__file__).parent
NATION = "nation"
FICTIONAL_PREFIX = "000"
SHARED_FILES = ("organisations.yml", "channels.yml")


@dataclass(frozen=True)
class Seed:
    """A region's seed: documents in an order in which they can be stored."""

    organisations: tuple[Organisation, ...]
    channels: tuple[Channel, ...]
    services: tuple[Service, ...]


def load_seed(region: str, folder: Path = FOLDER) -> Seed:
    """Read and check the seed of `region`. Raises ContentError."""
    return _Reader(region, folder, vocabulary()).read()


class _Reader:
    def __init__(self, region: str, folder: Path, terms: Vocabulary) -> None:
        self._region, self._terms = region, terms
        own, self._nation = folder / region, folder / NATION
        if not own.is_dir() or own == self._nation:
            raise ContentError(f"there is no seed for region {region!r}")
        self._folders = tuple(path for path in (own, self._nation) if path.is_dir())
        self._initials = "".join(word[0] for word in region.split("-"))
        self._sets: Mapping[str, list[str]] = read_yaml(folder / "topic_sets.yml")

    def read(self) -> Seed:
        organisations = self._shared("organisations.yml", "organisations", Organisation)
        channels = self._shared("channels.yml", "channels", Channel)
        for channel in channels:
            self._check_number(channel)
        known = {channel.id for channel in channels}, {organisation.id for organisation in organisations}
        services: dict[str, Service] = {}
        for path in (path for folder in self._folders for path in sorted(folder.glob("*.yml"))):
            if path.name in SHARED_FILES:
                continue
            for where, service in self._services(path):
                if service.id in services:
                    raise ContentError(f"{where}: id: another service has it already")
                self._check_references(where, service, *known)
                services[service.id] = service
        return Seed(tuple(organisations), tuple(channels), tuple(services.values()))

    def _shared(self, name: str, key: str, model: type[Any]) -> list[Any]:
        contents = [read_yaml(folder / name) for folder in self._folders]
        items = [self._with_codes(item) for content in contents for item in content[key]]
        documents = [check(model, item, f"{name}: {item.get('id', '?')}") for item in items]
        ids = [document.id for document in documents]
        if twice := sorted({i for i in ids if ids.count(i) > 1}):
            raise ContentError(f"{name}: {twice[0]}: id: given twice")
        return documents

    def _services(self, path: Path) -> Iterable[tuple[str, Service]]:
        content = read_yaml(path)
        for data in content["services"]:
            where = f"{path.name}: {data.get('id', '?')}"
            merged: dict[str, Any] = {"region": self._region, **content.get("defaults", {}), **data}
            if path.parent == self._nation:
                merged["id"] = f"{self._initials}-{data['id']}"
            merged["channels"] = [{"id": c} if isinstance(c, str) else c for c in merged.get("channels", ())]
            merged["stops"] = [self._with_code(stop, where) for stop in merged.get("stops", ())]
            for key in ("topics", "also_topics"):
                merged[key] = self._expanded(merged.get(key, ()), where)
            merged |= self._area(merged.pop("area", "region"), where)
            yield where, check(Service, merged, where)

    def _expanded(self, topics: Iterable[str], where: str) -> list[str]:
        result: list[str] = []
        for topic in topics:
            if topic.startswith("@") and topic[1:] not in self._sets:
                raise ContentError(f"{where}: topics: there is no topic set {topic!r}")
            result += self._sets[topic[1:]] if topic.startswith("@") else [topic]
        return result

    def _area(self, area: str | list[str], where: str) -> dict[str, Any]:
        if area == "nation":
            return {"nationwide": True}
        if area == "region":
            return {"municipalities": self._terms.of_region(self._region)}
        return {"municipalities": [self._code(name, where) for name in area]}

    def _with_codes(self, item: dict[str, Any]) -> dict[str, Any]:
        address = item.get("address")
        return {**item, "address": self._with_code(address, item["id"])} if address else item

    def _with_code(self, place: dict[str, Any], where: str) -> dict[str, Any]:
        return {**place, "municipality": self._code(place.get("municipality", ""), where)}

    def _code(self, name: str, where: str) -> str:
        municipality = self._terms.municipality(name)
        if municipality is None:
            raise ContentError(f"{where}: {name!r} is not a municipality")
        return municipality.code

    def _check_number(self, channel: Channel) -> None:
        """A sample number must be a true national one or one that cannot ring anybody."""
        number = (channel.number or FICTIONAL_PREFIX).replace(" ", "")
        fine = number in self._terms.national_numbers or number.startswith(FICTIONAL_PREFIX)
        if channel.sample and not fine:
            raise ContentError(f"channels.yml: {channel.id}: number: {channel.number!r} might ring somebody")

    def _check_references(self, where: str, service: Service, channels: set[str], organisations: set[str]) -> None:
        for key, used, known in (
            ("organisation", (service.organisation,), organisations),
            ("channels", [link.id for link in service.channels], channels),
            ("topics", service.topics + service.also_topics, self._terms.topics),
            ("audiences", service.audiences, self._terms.audiences),
            ("life_events", service.life_events, self._terms.life_events),
            ("languages", service.languages, self._terms.languages),
        ):
            if missing := [value for value in used if value not in known]:
                raise ContentError(f"{where}: {key}: {missing[0]!r} is not known")
