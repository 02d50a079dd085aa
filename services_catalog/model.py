"""The catalogue's tables. What is searched or joined is a table; a document edited as a whole is JSON.

Texts of a service have one row a language. A channel (place, line, page) is shared by services; opening hours
are a JSON document of the channel, or of the service's link to it when the service has its own hours there.
`field_sources` names, for each field not written by the row's own `source`, who wrote it, and `set_aside` keeps what
the row's own source says there. `revision` orders changes, so that every process can bring its search index up to
date.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, DateTime, ForeignKey, Index, String, Text
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship

ID = String(80)
CODE = String(40)
CASCADE = "all, delete-orphan"


class CatalogBase(DeclarativeBase):
    """Base of the catalogue's tables."""

    type_annotation_map = {dict[str, Any]: JSON, list[Any]: JSON}  # noqa: RUF012  SQLAlchemy's own convention


class OrganisationRow(CatalogBase):
    """Who provides services."""

    __tablename__ = "catalog_organisation"

    id: Mapped[str] = mapped_column(ID, primary_key=True)
    kind: Mapped[str] = mapped_column(CODE)
    names: Mapped[dict[str, Any]]
    urls: Mapped[dict[str, Any]]
    source: Mapped[str] = mapped_column(CODE)
    source_ref: Mapped[str | None] = mapped_column(String(200))
    field_sources: Mapped[dict[str, Any]]
    set_aside: Mapped[dict[str, Any]] = mapped_column(default=dict)


class ChannelRow(CatalogBase):
    """A phone line, a place, an e-service, a web page or a form."""

    __tablename__ = "catalog_channel"

    id: Mapped[str] = mapped_column(ID, primary_key=True)
    kind: Mapped[str] = mapped_column(CODE, index=True)
    names: Mapped[dict[str, Any]]
    number: Mapped[str | None] = mapped_column(String(30))
    call_charge: Mapped[dict[str, Any]]
    urls: Mapped[dict[str, Any]]
    address: Mapped[dict[str, Any] | None]
    municipality: Mapped[str | None] = mapped_column(String(3), index=True)
    latitude: Mapped[float | None]
    longitude: Mapped[float | None]
    hours: Mapped[dict[str, Any] | None]
    requires_identification: Mapped[bool]
    sample: Mapped[bool]
    source: Mapped[str] = mapped_column(CODE)
    source_ref: Mapped[str | None] = mapped_column(String(200))
    field_sources: Mapped[dict[str, Any]]
    set_aside: Mapped[dict[str, Any]] = mapped_column(default=dict)


class ServiceRow(CatalogBase):
    """A service residents can use; everything else hangs on it."""

    __tablename__ = "catalog_service"

    id: Mapped[str] = mapped_column(ID, primary_key=True)
    region: Mapped[str] = mapped_column(ID, index=True)
    organisation_id: Mapped[str] = mapped_column(ID, ForeignKey("catalog_organisation.id"), index=True)
    status: Mapped[str] = mapped_column(CODE)
    nationwide: Mapped[bool]
    free: Mapped[bool | None]
    age_min: Mapped[int | None]
    age_max: Mapped[int | None]
    life_events: Mapped[list[Any]]
    verified_on: Mapped[date | None]
    verified_by: Mapped[str | None] = mapped_column(String(200))
    sample: Mapped[bool]
    source: Mapped[str] = mapped_column(CODE)
    source_ref: Mapped[str | None] = mapped_column(String(200))
    field_sources: Mapped[dict[str, Any]]
    set_aside: Mapped[dict[str, Any]] = mapped_column(default=dict)
    revision: Mapped[int] = mapped_column(index=True)

    organisation: Mapped[OrganisationRow] = relationship()
    texts: Mapped[list[TextRow]] = relationship(cascade=CASCADE, order_by="TextRow.language")
    topics: Mapped[list[TopicRow]] = relationship(cascade=CASCADE, order_by="TopicRow.position")
    areas: Mapped[list[AreaRow]] = relationship(cascade=CASCADE, order_by="AreaRow.position")
    audiences: Mapped[list[AudienceRow]] = relationship(cascade=CASCADE, order_by="AudienceRow.position")
    languages: Mapped[list[LanguageRow]] = relationship(cascade=CASCADE, order_by="LanguageRow.position")
    links: Mapped[list[LinkRow]] = relationship(cascade=CASCADE, order_by="LinkRow.position")
    stops: Mapped[list[StopRow]] = relationship(cascade=CASCADE, order_by="StopRow.position")


class _OfService:
    """A row that belongs to a service and is ordered within it."""

    service_id: Mapped[str] = mapped_column(ID, ForeignKey("catalog_service.id"), primary_key=True)
    position: Mapped[int]


class TextRow(CatalogBase):
    """A service's texts in one language."""

    __tablename__ = "catalog_service_text"

    service_id: Mapped[str] = mapped_column(ID, ForeignKey("catalog_service.id"), primary_key=True)
    language: Mapped[str] = mapped_column(CODE, primary_key=True)
    name: Mapped[str] = mapped_column(String(300))
    summary: Mapped[str] = mapped_column(String(300))
    description: Mapped[str] = mapped_column(Text)
    instruction: Mapped[str] = mapped_column(Text)
    alternative_names: Mapped[list[Any]]
    eligibility: Mapped[str] = mapped_column(Text)
    fee: Mapped[str] = mapped_column(Text)
    documents: Mapped[list[Any]]
    waiting: Mapped[str] = mapped_column(Text)


class TopicRow(_OfService, CatalogBase):
    """A topic of the contract that the service answers; `main` when it is what the service is for."""

    __tablename__ = "catalog_service_topic"
    __table_args__ = (Index("ix_catalog_service_topic_topic", "topic"),)

    topic: Mapped[str] = mapped_column(CODE, primary_key=True)
    main: Mapped[bool]


class AreaRow(_OfService, CatalogBase):
    """A municipality (code) whose residents may use the service."""

    __tablename__ = "catalog_service_area"
    __table_args__ = (Index("ix_catalog_service_area_municipality", "municipality"),)

    municipality: Mapped[str] = mapped_column(String(3), primary_key=True)


class AudienceRow(_OfService, CatalogBase):
    """Whom the service is for."""

    __tablename__ = "catalog_service_audience"

    audience: Mapped[str] = mapped_column(CODE, primary_key=True)


class LanguageRow(_OfService, CatalogBase):
    """A language the service is given in (ISO 639)."""

    __tablename__ = "catalog_service_language"

    language: Mapped[str] = mapped_column(CODE, primary_key=True)


class LinkRow(_OfService, CatalogBase):
    """A channel by which the service is reached."""

    __tablename__ = "catalog_service_channel"

    channel_id: Mapped[str] = mapped_column(ID, ForeignKey("catalog_channel.id"), primary_key=True, index=True)
    hours: Mapped[dict[str, Any] | None]

    channel: Mapped[ChannelRow] = relationship()


class StopRow(_OfService, CatalogBase):
    """A stop in a mobile unit's timetable."""

    __tablename__ = "catalog_mobile_stop"

    position: Mapped[int] = mapped_column(primary_key=True)
    municipality: Mapped[str] = mapped_column(String(3), index=True)
    place: Mapped[dict[str, Any]]
    latitude: Mapped[float | None]
    longitude: Mapped[float | None]
    day: Mapped[str | None] = mapped_column(CODE)
    weeks: Mapped[str] = mapped_column(CODE)
    dates: Mapped[list[Any]]
    hours: Mapped[str] = mapped_column(String(100))


class ImportRow(CatalogBase):
    """A load from outside and its report. Moments are in UTC; not every database gives them back aware."""

    __tablename__ = "catalog_import"

    id: Mapped[int] = mapped_column(primary_key=True)
    region: Mapped[str] = mapped_column(ID, index=True)
    api: Mapped[str] = mapped_column(CODE)
    area: Mapped[str] = mapped_column(CODE)
    outcome: Mapped[str] = mapped_column(CODE)
    began: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    ended: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    report: Mapped[dict[str, Any]]


class RevisionRow(CatalogBase):
    """The one row that counts changes; `epoch` tells a database made anew from the one that was indexed."""

    __tablename__ = "catalog_revision"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    epoch: Mapped[str] = mapped_column(String(32))
    value: Mapped[int]
