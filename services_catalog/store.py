"""Reading and writing the catalogue: the only module with queries, but for reading.py. Sessions and commits are the
caller's."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Literal, NamedTuple
from uuid import uuid4

from sqlalchemy import select, update
from sqlalchemy.orm import Session, selectinload

from services_catalog.mapping import (
    channel_values,
    listing_from,
    listing_of,
    service_document,
    write_service_row,
)
from services_catalog.model import ChannelRow, LinkRow, OrganisationRow, RevisionRow, ServiceRow, TextRow
from services_catalog.provenance import Fields, flatten, merge, set_aside, unflatten
from services_catalog.reading import batches
from services_catalog.record import Channel, Listing, Organisation, Service, Source

Change = Literal["added", "changed", "unchanged"]

_WHOLE = (
    selectinload(ServiceRow.organisation),
    selectinload(ServiceRow.texts),
    selectinload(ServiceRow.topics),
    selectinload(ServiceRow.areas),
    selectinload(ServiceRow.audiences),
    selectinload(ServiceRow.languages),
    selectinload(ServiceRow.stops),
    selectinload(ServiceRow.links).selectinload(LinkRow.channel),
)


def revision(session: Session) -> tuple[str, int]:
    """The database's (epoch, number of the last change); ("", 0) before the first."""
    row = session.get(RevisionRow, 1)
    return ("", 0) if row is None else (row.epoch, row.value)


def lock(session: Session) -> None:
    """Let no other writer in until the transaction ends; SQLite does that by itself."""
    session.get(RevisionRow, 1, with_for_update=True)


def get(session: Session, service_id: str) -> Listing | None:
    """A published service with what it refers to, or None."""
    row = session.get(ServiceRow, service_id, options=_WHOLE)
    return listing_of(row) if row is not None and row.status == "published" else None


def listing_with(session: Session, service: Service) -> Listing:
    """A service that need not be stored, with its organisation and channels, which must be."""
    organisation = session.get_one(OrganisationRow, service.organisation)
    links = [(session.get_one(ChannelRow, link.id), link.hours) for link in service.channels]
    return listing_from(service.model_dump(mode="json"), organisation, links)


def save_organisation(session: Session, organisation: Organisation, source: Source) -> Change:
    """Write an organisation; every listing that names it is changed with it."""
    row = session.get(OrganisationRow, organisation.id)
    change = _merge_into(session, row, OrganisationRow, organisation.model_dump(mode="json"), source)
    if change == "changed":
        _touch(session, session.scalars(_users().where(ServiceRow.organisation_id == organisation.id)))
    return change


def save_channel(session: Session, channel: Channel, source: Source, *, by_hand: bool = False) -> Change:
    """Write a channel; every service that uses it is changed with it. `by_hand`: see provenance.merge."""
    row = session.get(ChannelRow, channel.id)
    change = _merge_into(session, row, ChannelRow, channel_values(channel), source, by_hand)
    if change == "changed":
        _touch(session, session.scalars(_users().join(LinkRow).where(LinkRow.channel_id == channel.id)))
    return change


def save_service(session: Session, service: Service, source: Source, *, by_hand: bool = False) -> Change:
    """Write a service, leaving alone the fields a stronger source wrote. Its channels must be stored.

    `by_hand`: see provenance.merge. Raises ValidationError, with nothing written, when the two together are no
    whole service.
    """
    row = session.get(ServiceRow, service.id, options=_WHOLE)
    if row is None:
        row = ServiceRow(id=service.id, source=source, field_sources={}, set_aside={})
        change: Change = "added"
    else:
        merged = _merged(row, service, source, by_hand)
        if merged is None:
            return "unchanged"
        service = Service.model_validate(unflatten(merged.fields))
        row.field_sources, row.set_aside = dict(merged.sources), merged.aside
        change = "changed"
    row.revision = _next_revision(session)
    write_service_row(row, service)
    session.add(row)
    session.flush()
    return change


def is_current(session: Session, record: Service | Channel, source: Source) -> bool:
    """Whether writing a record would change nothing."""
    if isinstance(record, Service):
        row = session.get(ServiceRow, record.id, options=_WHOLE)
        return row is not None and _merged(row, record, source) is None
    channel = session.get(ChannelRow, record.id)
    return channel is not None and _merged_values(channel, channel_values(record), source) is None


def held(session: Session, services: Iterable[str], channels: Iterable[str]) -> list[Any]:
    """Read many rows at once. As long as the list is kept, they are not asked for one by one."""
    rows: list[Any] = []
    for ids, query in ((services, select(ServiceRow).options(*_WHOLE)), (channels, select(ChannelRow))):
        table: Any = query.column_descriptions[0]["entity"]
        for some in batches(ids):
            rows += session.scalars(query.where(table.id.in_(some)))
    return rows


def withdraw_missing(session: Session, region: str, source: Source, present: Iterable[str]) -> int:
    """Withdraw the region's services of `source` that it no longer has; returns how many. They stay stored."""
    kept = set(present)
    query = select(ServiceRow).where(
        ServiceRow.region == region, ServiceRow.source == source, ServiceRow.status == "published"
    )
    gone = [row for row in session.scalars(query) if row.id not in kept]
    for row in gone:
        row.status = "withdrawn"
    _touch(session, (row.id for row in gone))
    return len(gone)


def fields_of(session: Session, service_id: str) -> Fields | None:
    """What a stored service says, field by field; None when there is none."""
    row = session.get(ServiceRow, service_id, options=_WHOLE)
    return None if row is None else flatten(service_document(row))


def linked(session: Session, region: str) -> list[str]:
    """The web addresses that the region's published services link to."""
    query = (
        select(ChannelRow)
        .where(ChannelRow.id.in_(select(LinkRow.channel_id).join(ServiceRow).where(
            ServiceRow.region == region, ServiceRow.status == "published"
        )))
        .order_by(ChannelRow.id)
    )  # fmt: skip
    return list(dict.fromkeys(url for row in session.scalars(query) for url in row.urls.values()))


def names_of(session: Session, ids: Iterable[str]) -> dict[str, str]:
    """Names of stored services by id, in Finnish where there is one."""
    query = select(TextRow).where(TextRow.service_id.in_(list(ids))).order_by(TextRow.language != "fi")
    names: dict[str, str] = {}
    for text in session.scalars(query):
        names.setdefault(text.service_id, text.name)
    return names


def withdraw(session: Session, source: Source, ids: Iterable[str]) -> list[str]:
    """Withdraw those of `ids` that are published and `source`'s own; returns which. They stay stored, and what
    others wrote in them with them; when `source` has one again it is published again.
    """
    query = select(ServiceRow).where(
        ServiceRow.id.in_(list(ids)), ServiceRow.source == source, ServiceRow.status == "published"
    )
    gone = list(session.scalars(query.order_by(ServiceRow.id)))
    for row in gone:
        row.status = "withdrawn"
        row.field_sources = {path: author for path, author in row.field_sources.items() if path != "status"}
        row.set_aside = {path: value for path, value in row.set_aside.items() if path != "status"}
    _touch(session, (row.id for row in gone))
    return [row.id for row in gone]


class _Merged(NamedTuple):
    """A stored record with another written over it: its fields, who wrote what, what the owner says instead."""

    fields: Fields
    sources: dict[str, Source]
    aside: Fields


def _merged(row: ServiceRow, service: Service, source: Source, by_hand: bool = False) -> _Merged | None:
    """A stored service with `service` written over it; None when nothing changes."""
    stored = flatten(service_document(row))
    merged = _write_over(row, stored, flatten(service.model_dump(mode="json")), source, by_hand)
    # two sources may have one topic in the two fields
    topics = merged.fields["topics"]
    merged.fields["also_topics"] = [topic for topic in merged.fields["also_topics"] if topic not in topics]
    return merged if _news(row, stored, merged) else None


def _merged_values(row: Any, values: Fields, source: Source, by_hand: bool = False) -> _Merged | None:
    stored = {key: getattr(row, key) for key in values}
    merged = _write_over(row, stored, values, source, by_hand)
    return merged if _news(row, stored, merged) else None


def _write_over(row: Any, stored: Fields, incoming: Fields, source: Source, by_hand: bool) -> _Merged:
    before, aside = row.field_sources, row.set_aside
    fields, sources = merge(stored, before, row.source, incoming, source, aside=aside, by_hand=by_hand)
    owners = incoming if source == row.source and not by_hand else None
    return _Merged(fields, sources, set_aside(stored, aside, before, owners, sources))


def _news(row: Any, stored: Fields, merged: _Merged) -> bool:
    return merged != (stored, row.field_sources, row.set_aside)


def _merge_into(
    session: Session, row: Any, table: type[Any], values: dict[str, Any], source: Source, by_hand: bool = False
) -> Change:
    if row is None:
        session.add(table(source=source, field_sources={}, set_aside={}, **values))
        session.flush()
        return "added"
    merged = _merged_values(row, values, source, by_hand)
    if merged is None:
        return "unchanged"
    for key, value in merged.fields.items():
        setattr(row, key, value)
    row.field_sources, row.set_aside = merged.sources, merged.aside
    session.flush()
    return "changed"


def _users() -> Any:
    return select(ServiceRow.id)


def _touch(session: Session, ids: Iterable[str]) -> None:
    if changed := list(ids):
        value = _next_revision(session)
        session.execute(update(ServiceRow).where(ServiceRow.id.in_(changed)).values(revision=value))


def _next_revision(session: Session) -> int:
    row = session.get(RevisionRow, 1, with_for_update=True)
    if row is None:
        row = RevisionRow(id=1, epoch=uuid4().hex, value=0)
        session.add(row)
    row.value += 1
    session.flush()
    return row.value
