"""The connectors the actions use, made once, on first use, for the process that runs them."""

from __future__ import annotations

from functools import cache

from actions.settings import settings
from connectors.booking import Booking
from connectors.catalog import CatalogClient
from connectors.handoff import Handoff
from connectors.http import HttpClient
from connectors.navigator import Navigator
from connectors.unfinished import Unfinished


@cache
def _web() -> HttpClient:
    return HttpClient(settings().web_url, settings().token, timeout=4.0)


def catalog() -> CatalogClient:
    """The service catalogue."""
    return CatalogClient(_web())


def booking() -> Booking:
    """Appointments: FHIR R4 at the embedded store."""
    return Booking(_web())


def handoff() -> Handoff:
    """The nurses' queue."""
    return Handoff(_web())


def navigator() -> Navigator:
    """Summaries saved with a personal code."""
    return Navigator(_web())


def unfinished() -> Unfinished:
    """Assessments put aside."""
    return Unfinished(_web())
