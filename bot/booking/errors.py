"""Refusals of the booking store.

FhirError                 to a FHIR client, as an OperationOutcome (`issue` is its issue type)
  UnknownResource   404   not-found
  Malformed         400   structure       not JSON, or a header or parameter of the wrong form
  VersionRequired   400   required        an update without If-Match
  Invalid           422   invalid         a resource that breaks a rule of FHIR R4 or of this store
  SlotHeld          409   conflict        an appointment holds the slot
  Stale             412   conflict        If-Match names another version than the current one
Refusal (bot.errors)      to a resident, by the code of the booking
  BookingOver       409   the time has passed, so it can no longer be cancelled
  TooManyGuesses    429   retry
"""

from __future__ import annotations

from typing import ClassVar

from bot.errors import Refusal


class FhirError(Exception):
    """An expected refusal to a FHIR client; the message is for the developer who reads it."""

    status: ClassVar[int] = 400
    issue: ClassVar[str] = "processing"


class UnknownResource(FhirError):
    """Nothing has this type and id."""

    status, issue = 404, "not-found"


class Malformed(FhirError):
    """The request cannot be read."""

    status, issue = 400, "structure"


class VersionRequired(FhirError):
    """Updates need If-Match, or two clients could overwrite each other."""

    status, issue = 400, "required"


class Invalid(FhirError):
    """The resource is readable and breaks a rule."""

    status, issue = 422, "invalid"


class SlotHeld(FhirError):
    """Another appointment has the slot."""

    status, issue = 409, "conflict"


class Stale(FhirError):
    """Somebody changed the resource after the client read it."""

    status, issue = 412, "conflict"


class BookingOver(Refusal):
    """The appointment has begun or passed."""

    status, code = 409, "booking_over"


class TooManyGuesses(Refusal):
    """Too many unknown booking codes from one address."""

    status, code, retry = 429, "too_many_guesses", True
