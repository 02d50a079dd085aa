"""Tables of the embedded booking store, named after the FHIR R4 resources they hold.

`version` is the resource's meta.versionId: SQLAlchemy raises it with every change and refuses a write to
another version than the one read. Only bot/booking/store.py writes these tables.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, declared_attr, mapped_column, relationship

from bot.storage import Base, now

SLOT_STATUSES = ("free", "busy", "busy-unavailable", "busy-tentative", "entered-in-error")
APPOINTMENT_STATUSES = ("booked", "arrived", "checked-in", "fulfilled", "noshow", "cancelled")
STANDING = sa.text("status <> 'cancelled'")


class Versioned:
    """Columns and behaviour of every resource."""

    id: Mapped[str] = mapped_column(sa.String(64), primary_key=True)
    version: Mapped[int] = mapped_column()
    updated_at: Mapped[datetime] = mapped_column(default=now, onupdate=now)

    @declared_attr.directive
    def __mapper_args__(cls) -> dict[str, Any]:
        return {"version_id_col": cls.version}


class Location(Versioned, Base):
    """A place. Names, street and municipality by language; `municipality` has at least "fi"."""

    __tablename__ = "booking_locations"

    names: Mapped[dict[str, Any]]
    street: Mapped[dict[str, Any]]
    postal_code: Mapped[str] = mapped_column(sa.String(5))
    municipality: Mapped[dict[str, Any]]


class HealthcareService(Versioned, Base):
    """A bookable service at one place.

    `topics` are its FHIR service types: first its own kind, then the ids of nlu/data/topics.yml it serves. By
    its kind alone an appointment can be moved to a like one.
    """

    __tablename__ = "booking_services"

    names: Mapped[dict[str, Any]]
    topics: Mapped[list[Any]]
    active: Mapped[bool] = mapped_column(default=True)
    location_id: Mapped[str] = mapped_column(sa.ForeignKey("booking_locations.id"))
    location: Mapped[Location] = relationship(lazy="selectin")


class Schedule(Versioned, Base):
    """The working hours of one service: weekday ("mon-thu") to spans ("08:00-16:00") in Helsinki time."""

    __tablename__ = "booking_schedules"

    weekly: Mapped[dict[str, Any]]
    slot_minutes: Mapped[int]
    service_id: Mapped[str] = mapped_column(sa.ForeignKey("booking_services.id"))
    service: Mapped[HealthcareService] = relationship(lazy="selectin")


class Slot(Versioned, Base):
    """A time of a schedule. Its id says schedule, start (UTC) and minutes, so it cannot be made twice."""

    __tablename__ = "booking_slots"
    __table_args__ = (sa.Index("ix_booking_slots_schedule_start", "schedule_id", "start"),)

    status: Mapped[str] = mapped_column(sa.String(20), default="free")
    start: Mapped[datetime]
    end: Mapped[datetime]
    schedule_id: Mapped[str] = mapped_column(sa.ForeignKey("booking_schedules.id"))
    schedule: Mapped[Schedule] = relationship(lazy="selectin")


class Appointment(Versioned, Base):
    """A booking. `code` is the resident's personal code, the value of its FHIR identifier.

    The unique index is the last word on double bookings: one slot has at most one appointment that stands.
    """

    __tablename__ = "booking_appointments"
    __table_args__ = (
        sa.Index(
            "uq_booking_appointments_standing",
            "slot_id",
            unique=True,
            sqlite_where=STANDING,
            postgresql_where=STANDING,
        ),
    )

    code: Mapped[str] = mapped_column(sa.String(64), unique=True)
    status: Mapped[str] = mapped_column(sa.String(20))
    description: Mapped[str] = mapped_column(sa.String(500), default="")
    cancelation_reason: Mapped[dict[str, Any] | None]  # a FHIR CodeableConcept; FHIR spells it with one l
    created_at: Mapped[datetime] = mapped_column(default=now)
    slot_id: Mapped[str] = mapped_column(sa.ForeignKey("booking_slots.id"))
    slot: Mapped[Slot] = relationship(lazy="selectin")
