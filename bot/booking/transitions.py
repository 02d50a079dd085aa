"""The rules by which slots and appointments change, inside the caller's transaction."""

from __future__ import annotations

from typing import Any, TypeVar

import sqlalchemy as sa
from sqlalchemy.orm import Session

from bot.booking.drafts import AppointmentDraft
from bot.booking.errors import Invalid, SlotHeld, Stale, UnknownResource
from bot.booking.model import Appointment, Slot, Versioned
from connectors.booking.vocabulary import CANCELLATION_SYSTEM

Row = TypeVar("Row", bound=Versioned)
BY_PATIENT = {"coding": [{"system": CANCELLATION_SYSTEM, "code": "pat", "display": "Patient"}]}


def locked(session: Session, kind: type[Row], resource_id: str, version: int | None = None) -> Row:
    """A row held until the transaction ends, if it has the version. Raises UnknownResource, Stale."""
    row = session.get(kind, resource_id, with_for_update=True, populate_existing=True)
    if row is None:
        raise UnknownResource(f"{kind.__name__}/{resource_id} does not exist")
    if version is not None and row.version != version:
        raise Stale(f"{kind.__name__}/{resource_id} is at version {row.version}, not {version}")
    return row


def standing(session: Session, slot_id: str) -> bool:
    """Whether an appointment holds the slot."""
    query = sa.select(Appointment.id).where(Appointment.slot_id == slot_id, Appointment.status != "cancelled")
    return session.scalar(query) is not None


def reserved(session: Session, draft: AppointmentDraft) -> Slot:
    """The slot an appointment asks for, reserved and held by no other.

    Raises UnknownResource, Invalid, SlotHeld.
    """
    slot = locked(session, Slot, draft.slot_id)
    if slot.status != "busy":
        raise Invalid(f"Slot/{slot.id} is {slot.status}; reserve it first by setting it busy")
    if standing(session, slot.id):
        raise SlotHeld(f"another appointment holds Slot/{slot.id}")
    if (draft.start or slot.start, draft.end or slot.end) != (slot.start, slot.end):
        raise Invalid("start and end must be those of the slot")
    return slot


def cancel(session: Session, row: Appointment, reason: dict[str, Any] | None) -> None:
    """Cancel with a reason (a CodeableConcept) and free the slot; a cancelled one stays as it is."""
    if row.status != "cancelled":
        row.status, row.cancelation_reason = "cancelled", reason
        release(session, row.slot_id)


def release(session: Session, slot_id: str) -> None:
    """Make a slot free."""
    locked(session, Slot, slot_id).status = "free"
