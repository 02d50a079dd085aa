"""Appointments on any FHIR R4 server (Slot, Appointment): free times, booking, moving, cancelling."""

from connectors.booking.client import Booking
from connectors.booking.code import make_code, normalise
from connectors.booking.fhir import Appointment, Slot

__all__ = ["Appointment", "Booking", "Slot", "make_code", "normalise"]
