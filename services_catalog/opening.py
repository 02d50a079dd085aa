"""When a service can be reached: from the hours of its places, stops and lines together.

A service with a place is open when the place is; lines count only for services without a place, and pages only
for services with neither. Unknown hours give None: nothing unknown reads as open.
"""

from __future__ import annotations

from datetime import datetime

from services_catalog.hours import Hours, Stop, is_open, next_opening
from services_catalog.record import Listing

_RANKS = (("location",), ("phone",), ("eservice", "webpage", "form"))


def open_now(listing: Listing, moment: datetime) -> bool | None:
    """Whether the service can be reached at `moment` (aware); None when its hours are not known."""
    hours = hours_of(listing)
    return any(is_open(one, moment) for one in hours) if hours else None


def next_open(listing: Listing, moment: datetime) -> datetime | None:
    """When the service next opens, in Helsinki time; None when open at `moment` or not known."""
    hours = hours_of(listing)
    if any(is_open(one, moment) for one in hours):
        return None
    return min((opening for one in hours if (opening := next_opening(one, moment))), default=None)


def hours_of(listing: Listing) -> list[Hours | Stop]:
    """The hours that count for the service; none when they are not known."""
    if listing.service.stops:
        return list(listing.service.stops)
    for kinds in _RANKS:
        of_kind = [channel for channel in listing.channels if channel.kind in kinds]
        if of_kind:
            return [channel.hours for channel in of_kind if channel.hours]
    return []
