"""Opening hours of PTV's interface 11, also by the names their kinds had in its older versions."""

from __future__ import annotations

from typing import Any

from services_catalog.importing.draft import HourRow
from services_catalog.importing.hours import night
from services_catalog.importing.reading import Document, clock, day, documents, in_languages, text

WEEKDAYS = {
    name: number
    for number, name in enumerate(("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"))
}
EXCEPTIONAL = ("Exceptional", "Exception")
OVER_MIDNIGHT = ("OverMidnight", "Special")

Span = tuple[int | None, str]


def hour_rows(items: Any) -> tuple[HourRow, ...]:
    """The rows that say something, in PTV's order."""
    rows = (_row(item) for item in documents(items))
    return tuple(row for row in rows if row.spans or row.always or row.closed or row.exceptional)


def _row(item: Document) -> HourRow:
    kind = text(item.get("serviceHourType"))
    exceptional = kind in EXCEPTIONAL
    return HourRow(
        spans=() if item.get("isClosed") is True else _spans(item, kind),
        start=day(item.get("validFrom")),
        end=day(item.get("validTo")),
        exceptional=exceptional,
        closed=item.get("isClosed") is True,
        always=item.get("isAlwaysOpen") is True,
        reservation=item.get("isReservation") is True,
        titled=bool(in_languages(item.get("additionalInformation"))),
    )


def _spans(item: Document, kind: str) -> tuple[Span, ...]:
    found: list[Span] = []
    for opening in documents(item.get("openingHour")):
        opens, closes = clock(opening.get("from")), clock(opening.get("to"))
        if opens is None or closes is None or opens == "24:00":
            continue
        first, last = WEEKDAYS.get(text(opening.get("dayFrom"))), WEEKDAYS.get(text(opening.get("dayTo")))
        if first is None:
            found += [(None, f"{opens}-{closes}")] if kind in EXCEPTIONAL else []
        elif kind in OVER_MIDNIGHT:
            found += night(first, opens, first if last is None else last, closes)
        elif opens != closes or opens == "00:00":
            days = 1 if last is None else (last - first) % 7 + 1
            found += [((first + step) % 7, f"{opens}-{closes}") for step in range(days)]
    return tuple(found)
