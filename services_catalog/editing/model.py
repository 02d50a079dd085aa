"""Tables of the editors' desk. Moments are in UTC; not every database gives them back aware (see `aware`)."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import DateTime, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from services_catalog.model import CODE, ID, CatalogBase

MOMENT = DateTime(timezone=True)
PERSON = String(60)


class DraftRow(CatalogBase):
    """A service's changes that residents do not see yet: path -> new value, null for a text that goes.

    Of a service that is not in the catalogue yet, the changes are all there is. `fault` says why a publication at
    a set time failed.
    """

    __tablename__ = "catalog_draft"

    service_id: Mapped[str] = mapped_column(ID, primary_key=True)
    region: Mapped[str] = mapped_column(ID, index=True)
    changes: Mapped[dict[str, Any]]
    author: Mapped[str] = mapped_column(PERSON)
    source: Mapped[str] = mapped_column(CODE)
    at: Mapped[datetime] = mapped_column(MOMENT)
    publish_at: Mapped[datetime | None] = mapped_column(MOMENT, index=True)
    fault: Mapped[str] = mapped_column(String(300))


class VersionRow(CatalogBase):
    """What a service or a channel said after one act of an editor, or as a load had left it before that."""

    __tablename__ = "catalog_version"
    __table_args__ = (UniqueConstraint("kind", "record_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(CODE)
    record_id: Mapped[str] = mapped_column(ID)
    number: Mapped[int]
    act: Mapped[str] = mapped_column(CODE)
    restored: Mapped[int | None]
    author: Mapped[str] = mapped_column(PERSON)
    at: Mapped[datetime] = mapped_column(MOMENT)
    fields: Mapped[dict[str, Any]]


class UploadRow(CatalogBase):
    """A file of records that was tried and waits for its editor's yes."""

    __tablename__ = "catalog_upload"

    id: Mapped[str] = mapped_column(CODE, primary_key=True)
    author: Mapped[str] = mapped_column(PERSON)
    at: Mapped[datetime] = mapped_column(MOMENT)
    rows: Mapped[list[Any]]


class UnansweredRow(CatalogBase):
    """A query that found nothing, masked, and how often; never who asked or when exactly."""

    __tablename__ = "catalog_unanswered"

    query: Mapped[str] = mapped_column(String(80), primary_key=True)
    language: Mapped[str] = mapped_column(CODE, primary_key=True)
    count: Mapped[int]
    last_day: Mapped[str] = mapped_column(String(10), index=True)


class HelpfulRow(CatalogBase):
    """One answer to "was this helpful"; never who gave it or when exactly. `key` is the page's, drawn at random, so
    that an answer sent twice is one. `handled`: an editor has dealt with it.
    """

    __tablename__ = "catalog_helpfulness"

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(String(36), unique=True)
    service_id: Mapped[str] = mapped_column(ID, index=True)
    language: Mapped[str] = mapped_column(CODE)
    day: Mapped[str] = mapped_column(String(10), index=True)
    helpful: Mapped[bool]
    reason: Mapped[str | None] = mapped_column(CODE)
    note: Mapped[str] = mapped_column(String(300))
    handled: Mapped[bool]


class LinkCheckRow(CatalogBase):
    """The last check of a web address. `failures` counts the checks in a row that failed."""

    __tablename__ = "catalog_link_check"

    url: Mapped[str] = mapped_column(String(500), primary_key=True)
    at: Mapped[datetime] = mapped_column(MOMENT, index=True)
    outcome: Mapped[str] = mapped_column(CODE)
    failures: Mapped[int]


def aware(moment: datetime) -> datetime:
    """A moment of these tables as aware UTC."""
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
