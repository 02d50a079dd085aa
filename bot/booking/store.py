"""The only writer of the booking tables. Each method is one short transaction; rows come back detached.

A slot is reserved by changing it from a known version, so that of many clients one wins. Rows that decide are
locked before they are read (bot.storage: SQLite's write lock, FOR UPDATE elsewhere).
"""

from __future__ import annotations

import uuid
from collections.abc import Collection, Sequence
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from bot.booking.drafts import AppointmentDraft, SlotDraft, SlotQuery
from bot.booking.errors import BookingOver, Invalid, SlotHeld, UnknownResource
from bot.booking.guesses import Guesses
from bot.booking.model import Appointment, HealthcareService, Location, Schedule, Slot
from bot.booking.transitions import BY_PATIENT, Row, cancel, locked, release, reserved, standing
from bot.errors import BookingNotFound
from bot.storage import Base, Database, now
from connectors.booking.code import normalise


class BookingStore:
    """Services, their times and the appointments made on them, in one database."""

    def __init__(self, database: Database) -> None:
        self.database = database
        self._guesses = Guesses()

    # What can be booked

    def get(self, kind: type[Row], resource_id: str) -> Row:
        """One resource. Raises UnknownResource."""
        with self.database.reading() as session:
            row = session.get(kind, resource_id)
            if row is None:
                raise UnknownResource(f"{kind.__name__}/{resource_id} does not exist")
            return row

    def locations(self, ids: Collection[str] | None = None) -> Sequence[Location]:
        """Places, all or those with these ids."""
        with self.database.reading() as session:
            query = sa.select(Location).order_by(Location.id)
            return session.scalars(query if ids is None else query.where(Location.id.in_(ids))).all()

    def services(
        self, ids: Collection[str] | None = None, topics: Collection[str] | None = None
    ) -> list[HealthcareService]:
        """Active services, all or those with these ids and any of these topics."""
        with self.database.reading() as session:
            query = sa.select(HealthcareService).filter_by(active=True).order_by(HealthcareService.id)
            found = session.scalars(query if ids is None else query.where(HealthcareService.id.in_(ids)))
            return [row for row in found if topics is None or not set(topics).isdisjoint(row.topics)]

    def schedules(self, ids: Collection[str] | None = None, services: Collection[str] | None = None) -> list[Schedule]:
        """Schedules of active services, all or those with these ids and of these services."""
        with self.database.reading() as session:
            active = sa.select(Schedule).join(HealthcareService).where(HealthcareService.active)
            query = active.order_by(Schedule.id)
            if ids is not None:
                query = query.where(Schedule.id.in_(ids))
            if services is not None:
                query = query.where(Schedule.service_id.in_(services))
            return list(session.scalars(query))

    def replace_directory(self, rows: Sequence[Base]) -> None:
        """Make these locations, services and schedules what can be booked; other services become inactive."""
        kept = [row.id for row in rows if isinstance(row, HealthcareService)]
        with self.database.writing() as session:
            for row in rows:
                session.merge(row)
            others = sa.select(HealthcareService).where(HealthcareService.id.not_in(kept))
            for gone in session.scalars(others):
                gone.active = False

    # Slots

    def slots(self, query: SlotQuery) -> tuple[Sequence[Slot], int]:
        """Slots of active services that match, earliest first, and how many there are on all pages."""
        services = self.services(topics=query.service_types)
        schedules = self.schedules(query.schedules, [row.id for row in services])
        conditions: list[sa.ColumnElement[bool]] = [Slot.schedule_id.in_([row.id for row in schedules])]
        if query.statuses is not None:
            conditions.append(Slot.status.in_(query.statuses))
        if query.start_from is not None:
            conditions.append(Slot.start >= query.start_from)
        if query.start_before is not None:
            conditions.append(Slot.start < query.start_before)
        with self.database.reading() as session:
            total = session.scalar(sa.select(sa.func.count()).select_from(Slot).where(*conditions)) or 0
            page = sa.select(Slot).where(*conditions).order_by(Slot.start, Slot.id)
            return session.scalars(page.limit(query.count).offset(query.offset)).all(), total

    def set_slot(self, draft: SlotDraft, version: int) -> Slot:
        """Give a slot another status if it still has this version.

        Raises UnknownResource, Stale, Invalid, and SlotHeld when a standing appointment would lose its slot.
        """
        with self.database.writing() as session:
            row = locked(session, Slot, draft.id, version)
            if (draft.schedule_id, draft.start, draft.end) != (row.schedule_id, row.start, row.end):
                raise Invalid("only the status of a slot can be changed here")
            if draft.status != "busy" and standing(session, row.id):
                raise SlotHeld(f"an appointment holds Slot/{row.id}; cancel or move it first")
            row.status = draft.status
            session.flush()
            return row

    def plan(self, schedule_id: str, times: Sequence[Slot], since: datetime) -> int:
        """Make `times` the future of a schedule and return how many slots are new.

        Free slots that have passed or are no longer planned are removed, or closed when a cancelled
        appointment still names them. Nothing is put on top of a slot that is not free.
        """
        open_or_ahead = sa.or_(Slot.status == "free", Slot.end > since)
        planned = {slot.id for slot in times}
        with self.database.writing() as session:
            locked(session, Schedule, schedule_id)
            query = sa.select(Slot).where(Slot.schedule_id == schedule_id, open_or_ahead)
            known = session.scalars(query.with_for_update(of=Slot)).all()
            outdated = [slot for slot in known if slot.status == "free" and slot.id not in planned]
            ids = {slot.id for slot in known}
            of_outdated = Appointment.slot_id.in_([slot.id for slot in outdated])
            named = set(session.scalars(sa.select(Appointment.slot_id).where(of_outdated)))
            for slot in outdated:
                if slot.id in named:
                    slot.status = "busy-unavailable"
                else:
                    session.delete(slot)
            taken = [slot for slot in known if slot.status != "free"]
            new = [slot for slot in times if slot.id not in ids and not any(_overlap(slot, t) for t in taken)]
            session.add_all(new)
            return len(new)

    def release_abandoned(self, since: datetime) -> int:
        """Free the slots reserved before `since` for which no appointment ever came; returns how many.

        A client that died between its two steps leaves such a slot. Times closed on purpose are
        busy-unavailable and stay so.
        """
        held = sa.exists().where(Appointment.slot_id == Slot.id, Appointment.status != "cancelled")
        query = sa.select(Slot).where(Slot.status == "busy", Slot.updated_at < since, ~held)
        with self.database.writing() as session:
            abandoned = session.scalars(query.with_for_update(of=Slot)).all()
            for slot in abandoned:
                slot.status = "free"
            return len(abandoned)

    # Appointments

    def by_code(self, code: str) -> Appointment | None:
        """The appointment with this code."""
        with self.database.reading() as session:
            return session.scalar(sa.select(Appointment).filter_by(code=code))

    def create(self, draft: AppointmentDraft, if_none_exist: bool) -> tuple[Appointment, bool]:
        """Book a reserved slot; returns the appointment and whether it is new.

        With `if_none_exist` a code that is already in use gives its appointment back. Raises UnknownResource,
        Invalid (also when the slot was not reserved), SlotHeld.
        """
        try:
            with self.database.writing() as session:
                existing = session.scalar(sa.select(Appointment).filter_by(code=draft.code))
                if existing is None:
                    return self._create(session, draft), True
        except IntegrityError:  # another web process stored the same code or slot after we looked
            existing = self.by_code(draft.code)
        if existing is None or not if_none_exist:
            raise SlotHeld("the slot or the identifier is already in use")
        return existing, False

    @staticmethod
    def _create(session: Session, draft: AppointmentDraft) -> Appointment:
        if draft.status != "booked":
            raise Invalid("a new appointment has the status booked")
        slot = reserved(session, draft)
        row = Appointment(
            id=str(uuid.uuid4()), code=draft.code, status=draft.status, description=draft.description,
            cancelation_reason=None, slot=slot,
        )  # fmt: skip
        session.add(row)
        session.flush()
        return row

    def update(self, appointment_id: str, draft: AppointmentDraft, version: int) -> Appointment:
        """Change an appointment that still has this version: its status, or its slot to another reserved one.

        The slot it leaves becomes free in the same transaction. Raises UnknownResource, Stale, Invalid,
        SlotHeld.
        """
        with self.database.writing() as session:
            row = locked(session, Appointment, appointment_id, version)
            if draft.code != row.code:
                raise Invalid("the identifier of an appointment cannot be changed")
            if row.status == "cancelled" and draft.status != "cancelled":
                raise Invalid("a cancelled appointment cannot be opened again; make a new one")
            if draft.status == "cancelled":
                cancel(session, row, draft.cancelation_reason)
            else:
                if draft.slot_id != row.slot_id:
                    left = row.slot_id
                    row.slot = reserved(session, draft)
                    session.flush()
                    release(session, left)
                row.status, row.description = draft.status, draft.description
            session.flush()
            return row

    # A resident's own booking

    def open(self, code: str, address: str) -> Appointment:
        """The appointment that a resident's code opens, asked from `address`.

        Raises BookingNotFound, and TooManyGuesses after many unknown codes.
        """
        self._guesses.check(address)
        normal = normalise(code)
        row = self.by_code(normal) if normal else None
        if row is None:
            self._guesses.failed(address)
            raise BookingNotFound
        return row

    def cancel(self, code: str, address: str) -> Appointment:
        """Cancel by the resident's code and free the time; cancelling again changes nothing.

        Raises BookingNotFound, TooManyGuesses, BookingOver.
        """
        found = self.open(code, address)
        with self.database.writing() as session:
            row = locked(session, Appointment, found.id)
            if row.status == "cancelled":
                return row
            if row.status != "booked" or row.slot.start <= now():
                raise BookingOver
            cancel(session, row, BY_PATIENT)
            session.flush()
            return row


def _overlap(one: Slot, other: Slot) -> bool:
    return one.start < other.end and other.start < one.end
