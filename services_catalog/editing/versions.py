"""The history of services and channels: one version an act, numbered from 1 in each record."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Literal

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from services_catalog.editing.fields import changes
from services_catalog.editing.model import DraftRow, VersionRow, aware
from services_catalog.provenance import Fields
from services_catalog.record import Source

Kind = Literal["service", "channel"]
LOADED_ACT = "loaded"
"""The act of a version that no editor made: what a load or the seed had left."""
FOR_RESIDENTS = ("published", "withdrawn", "restored", "imported", "saved", LOADED_ACT)
"""Acts whose version is what residents had then; the others are about drafts."""


@dataclass(frozen=True, slots=True)
class Version:
    """A version. `news` are the fields that differ from the version before, as (path, before, after)."""

    number: int
    act: str
    restored: int | None
    author: str
    at: datetime
    fields: Fields
    news: tuple[tuple[str, Any, Any], ...]


def add(
    session: Session, kind: Kind, record_id: str, act: str, author: str, fields: Fields, restored: int | None = None
) -> int:
    """Add a version; returns its number."""
    number = count(session, kind, record_id) + 1
    row = VersionRow(
        kind=kind, record_id=record_id, number=number, act=act, restored=restored, author=author,
        at=datetime.now(UTC), fields=dict(fields),
    )  # fmt: skip
    session.add(row)
    session.flush()
    return number


def remember(session: Session, kind: Kind, record_id: str, live: Fields, source: Source) -> None:
    """Add what residents have now as a version, unless the history has it: a load writes none of its own."""
    query = _of(kind, record_id).where(VersionRow.act.in_(FOR_RESIDENTS))
    known = session.scalars(query.order_by(VersionRow.number.desc())).first()
    if known is None or known.fields != live:
        add(session, kind, record_id, LOADED_ACT, source, live)


def count(session: Session, kind: Kind, record_id: str) -> int:
    """How many versions a record has."""
    query = select(func.count()).select_from(VersionRow)
    return session.scalar(query.where(VersionRow.kind == kind, VersionRow.record_id == record_id)) or 0


def get(session: Session, kind: Kind, record_id: str, number: int) -> VersionRow | None:
    """One version."""
    return session.scalars(_of(kind, record_id).where(VersionRow.number == number)).one_or_none()


def last_author(session: Session, kind: Kind, record_id: str) -> str:
    """Who made the last version; empty when there is none."""
    row = session.scalars(_of(kind, record_id).order_by(VersionRow.number.desc())).first()
    return row.author if row else ""


def history(session: Session, kind: Kind, record_id: str) -> list[Version]:
    """All versions, newest first, each with what it changed."""
    result: list[Version] = []
    before: Mapping[str, Any] = {}
    for row in session.scalars(_of(kind, record_id).order_by(VersionRow.number)):
        news = tuple((path, before.get(path), after) for path, after in changes(before, row.fields).items())
        result.append(
            Version(row.number, row.act, row.restored, row.author, aware(row.at), row.fields, news if before else ())
        )
        before = row.fields
    return result[::-1]


def due(session: Session, region: str, moment: datetime) -> list[tuple[str, str, Source]]:
    """(service, author, author's source) of the drafts to be published by `moment`."""
    query = select(DraftRow).where(DraftRow.region == region, DraftRow.publish_at.is_not(None))
    rows = session.scalars(query.order_by(DraftRow.publish_at))
    return [
        (row.service_id, row.author, row.source)  # type: ignore[misc]
        for row in rows
        if row.publish_at is not None and aware(row.publish_at) <= moment
    ]


def _of(kind: Kind, record_id: str) -> Select[VersionRow]:
    return select(VersionRow).where(VersionRow.kind == kind, VersionRow.record_id == record_id)
