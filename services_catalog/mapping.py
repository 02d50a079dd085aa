"""Between the catalogue's documents and its rows."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from services_catalog.model import (
    AreaRow,
    AudienceRow,
    ChannelRow,
    LanguageRow,
    LinkRow,
    OrganisationRow,
    ServiceRow,
    StopRow,
    TextRow,
    TopicRow,
)
from services_catalog.record import Channel, Listing, Organisation, Service, Texts

_PLAIN = ("region", "status", "nationwide", "free", "age_min", "age_max", "verified_on", "verified_by", "sample")
_CHANNEL = (
    "id", "kind", "names", "number", "call_charge", "urls", "address", "hours", "requires_identification", "sample",
)  # fmt: skip
_STOP = ("place", "municipality", "latitude", "longitude", "day", "weeks", "dates", "hours")


def channel_values(channel: Channel) -> dict[str, Any]:
    """Column values of a channel; the address' municipality and coordinates are columns too, to be queried."""
    address = channel.address
    return channel.model_dump(mode="json") | {
        "municipality": address and address.municipality,
        "latitude": address and address.latitude,
        "longitude": address and address.longitude,
    }


def channel_document(row: ChannelRow) -> dict[str, Any]:
    """The channel of `row` as JSON types."""
    values = {name: getattr(row, name) for name in _CHANNEL}
    return Channel.model_validate(values).model_dump(mode="json")


def write_service_row(row: ServiceRow, service: Service) -> None:
    """Make `row` and what hangs on it say what `service` says. Unchanged child rows are kept."""
    for name in _PLAIN:
        setattr(row, name, getattr(service, name))
    row.organisation_id = service.organisation
    row.life_events = list(service.life_events)
    _write_texts(row, service)
    topics = [(t, True) for t in service.topics] + [(t, False) for t in service.also_topics]
    row.topics = _rows(row.topics, [TopicRow(topic=topic, main=main) for topic, main in topics], "topic")
    row.areas = _rows(row.areas, [AreaRow(municipality=m) for m in service.municipalities], "municipality")
    row.audiences = _rows(row.audiences, [AudienceRow(audience=a) for a in service.audiences], "audience")
    row.languages = _rows(row.languages, [LanguageRow(language=x) for x in service.languages], "language")
    links = [LinkRow(channel_id=link.id, hours=_json(link.hours)) for link in service.channels]
    row.links = _rows(row.links, links, "channel_id")
    stops = [StopRow(position=i, **stop.model_dump(mode="json")) for i, stop in enumerate(service.stops)]
    row.stops = _rows(row.stops, stops, "position")


def service_document(row: ServiceRow) -> dict[str, Any]:
    """The service of `row` as JSON types."""
    return Service.model_validate(_values(row)).model_dump(mode="json")


def _values(row: ServiceRow) -> dict[str, Any]:
    return {name: getattr(row, name) for name in _PLAIN} | {
        "id": row.id,
        "organisation": row.organisation_id,
        "life_events": row.life_events,
        "texts": {text.language: {name: getattr(text, name) for name in Texts.model_fields} for text in row.texts},
        "topics": [topic.topic for topic in row.topics if topic.main],
        "also_topics": [topic.topic for topic in row.topics if not topic.main],
        "municipalities": [area.municipality for area in row.areas],
        "audiences": [audience.audience for audience in row.audiences],
        "languages": [language.language for language in row.languages],
        "channels": [{"id": link.channel_id, "hours": link.hours} for link in row.links],
        "stops": [{name: getattr(stop, name) for name in _STOP} for stop in row.stops],
    }


def listing_of(row: ServiceRow, links: Iterable[tuple[ChannelRow, Any]] | None = None) -> Listing:
    """The service of `row` with its organisation and channels; `links` when the row does not lead to them."""
    if links is None:
        links = [(link.channel, link.hours) for link in row.links]
    return listing_from(_values(row), row.organisation, links)


def listing_from(
    service: dict[str, Any], organisation: OrganisationRow, links: Iterable[tuple[ChannelRow, Any]]
) -> Listing:
    """A service's document with the rows it refers to; a channel comes with the service's own hours there, if any."""
    channels = []
    for row, hours in links:
        values = {name: getattr(row, name) for name in _CHANNEL}
        channels.append(values | {"hours": hours or values["hours"]})
    provider = {name: getattr(organisation, name) for name in Organisation.model_fields}
    return Listing.model_validate({"service": service, "organisation": provider, "channels": channels})


def _write_texts(row: ServiceRow, service: Service) -> None:
    present = {text.language: text for text in row.texts}
    rows = []
    for language in sorted(service.texts):
        text = present.get(language) or TextRow(language=language)
        for name, value in service.texts[language].model_dump(mode="json").items():
            setattr(text, name, value)
        rows.append(text)
    row.texts = rows


def _rows(present: list[Any], wanted: list[Any], key: str) -> list[Any]:
    """`wanted` in order, with the present row of the same key brought up to date in its place."""
    known = {getattr(row, key): row for row in present}
    result = []
    for position, new in enumerate(wanted):
        row = known.get(getattr(new, key), new)
        if row is not new:
            for name, value in new.__dict__.items():
                if not name.startswith("_"):
                    setattr(row, name, value)
        row.position = position
        result.append(row)
    return result


def _json(hours: Any) -> dict[str, Any] | None:
    return None if hours is None else hours.model_dump(mode="json")
