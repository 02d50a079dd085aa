"""Reading and writing the catalogue: the only module with queries. Sessions and commits are the caller's."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, Literal
from uuid import uuid4

from sqlalchemy import select, update
from sqlalchemy.orm import Session, selectinload

from services_catalog.mapping import channel_values, listing_of, service_document, write_service_row
from services_catalog.model import ChannelRow, LinkRow, OrganisationRow, RevisionRow, ServiceRow, TextRow
from services_catalog.provenance import Fields, flatten, merge, unflatten
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


def get(session: Session, service_id: str) -> Listing | None:
    """A published service with what it refers to, or None."""
    row = session.get(ServiceRow, service_id, options=_WHOLE)
    return listing_of(row) if row is not None and row.status == "published" else None


def changed_since(session: Session, value: int, region: str | None) -> Iterator[tuple[str, Listing | None]]:
    """Services changed after revision `value`, by id; None for those no longer published."""
    query = select(ServiceRow).where(ServiceRow.revision > value).order_by(ServiceRow.id).options(*_WHOLE)
    if region is not None:
        query = query.where(ServiceRow.region == region)
    for row in session.scalars(query):
        yield row.id, listing_of(row) if row.status == "published" else None


def save_organisation(session: Session, organisation: Organisation, source: Source) -> Change:
    """Write an organisation; every listing that names it is changed with it."""
    row = session.get(OrganisationRow, organisation.id)
    change = _merge_into(session, row, OrganisationRow, organisation.model_dump(mode="json"), source)
    if change == "changed":
        _touch(session, session.scalars(_users().where(ServiceRow.organisation_id == organisation.id)))
    return change


def save_channel(session: Session, channel: Channel, source: Source) -> Change:
    """Write a channel; every service that uses it is changed with it."""
    row = session.get(ChannelRow, channel.id)
    change = _merge_into(session, row, ChannelRow, channel_values(channel), source)
    if change == "changed":
        _touch(session, session.scalars(_users().join(LinkRow).where(LinkRow.channel_id == channel.id)))
    return change


def save_service(session: Session, service: Service, source: Source) -> Change:
    """Write a service, leaving alone the fields a stronger source wrote. Its channels must be stored."""
    row = session.get(ServiceRow, service.id, options=_WHOLE)
    incoming = flatten(service.model_dump(mode="json"))
    if row is None:
        row = ServiceRow(id=service.id, source=source, field_sources={}, revision=_next_revision(session))
        change: Change = "added"
    else:
        stored = flatten(service_document(row))
        merged, sources = merge(stored, row.field_sources, row.source, incoming, source)  # type: ignore[arg-type]
        if merged == stored and sources == row.field_sources:
            return "unchanged"
        row.revision = _next_revision(session)
        service, row.field_sources = Service.model_validate(unflatten(merged)), dict(sources)
        change = "changed"
    write_service_row(row, service)
    session.add(row)
    session.flush()
    return change


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
    _touch(session, (row.id for row in gone))
    return [row.id for row in gone]


def _merge_into(session: Session, row: Any, table: type[Any], values: dict[str, Any], source: Source) -> Change:
    if row is None:
        session.add(table(source=source, field_sources={}, **values))
        session.flush()
        return "added"
    stored = {key: getattr(row, key) for key in values}
    merged, sources = merge(stored, row.field_sources, row.source, values, source)
    if merged == stored and sources == row.field_sources:
        return "unchanged"
    for key, value in merged.items():
        setattr(row, key, value)
    row.field_sources = sources
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
