"""Reading many services at once as plain rows: objects of the ORM would cost more than the whole search index."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from types import SimpleNamespace
from typing import Any, TypeVar

from sqlalchemy import select
from sqlalchemy.orm import Session

from services_catalog.mapping import listing_of
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
from services_catalog.record import Listing

AT_ONCE = 500
"""Ids in one question: databases limit the parameters of a statement."""
T = TypeVar("T")

_PARTS: Mapping[str, tuple[Any, str]] = {
    "texts": (TextRow, "language"),
    "topics": (TopicRow, "position"),
    "areas": (AreaRow, "position"),
    "audiences": (AudienceRow, "position"),
    "languages": (LanguageRow, "position"),
    "links": (LinkRow, "position"),
    "stops": (StopRow, "position"),
}
"""What hangs on a service: its table and the order within it."""


def changed_since(session: Session, value: int, region: str | None) -> Iterator[tuple[str, Listing | None]]:
    """Services changed after revision `value`, by id; None for those no longer published."""
    query = select(ServiceRow.id).where(ServiceRow.revision > value).order_by(ServiceRow.id)
    if region is not None:
        query = query.where(ServiceRow.region == region)
    ids = session.scalars(query).all()
    organisations = _by_id(session, OrganisationRow, None)
    for some in batches(ids):
        yield from _batch(session, some, organisations)


def batches(rows: Iterable[T]) -> Iterator[list[T]]:
    """Ids, or records, in lists of at most AT_ONCE."""
    rest = iter(rows)
    while some := list(islice(rest, AT_ONCE)):
        yield some


def _batch(
    session: Session, ids: Sequence[str], organisations: Mapping[str, Any]
) -> Iterator[tuple[str, Listing | None]]:
    parts = {name: _parts(session, table, order, ids) for name, (table, order) in _PARTS.items()}
    used = {link.channel_id for links in parts["links"].values() for link in links}
    channels = _by_id(session, ChannelRow, used)
    services = _by_id(session, ServiceRow, ids)
    for service_id in ids:
        row = services[service_id]
        if row.status != "published":
            yield service_id, None
            continue
        whole: Any = SimpleNamespace(**row._mapping, organisation=organisations[row.organisation_id])
        whole.__dict__.update({name: of_service.get(service_id, ()) for name, of_service in parts.items()})
        yield service_id, listing_of(whole, [(channels[link.channel_id], link.hours) for link in whole.links])


def _parts(session: Session, table: Any, order: str, ids: Sequence[str]) -> dict[str, list[Any]]:
    """The rows of one table by service, in order."""
    columns = table.__table__
    query = select(columns).where(columns.c.service_id.in_(ids)).order_by(columns.c[order])
    result: dict[str, list[Any]] = defaultdict(list)
    for row in session.execute(query):
        result[row.service_id].append(row)
    return result


def _by_id(session: Session, table: Any, ids: Iterable[str] | None) -> dict[str, Any]:
    """Rows by id; all of them when `ids` is None."""
    columns = table.__table__
    if ids is None:
        return {row.id: row for row in session.execute(select(columns))}
    result: dict[str, Any] = {}
    for some in batches(ids):
        query = select(columns).where(columns.c.id.in_(some))
        result.update((row.id, row) for row in session.execute(query))
    return result
